/* The one name that qingnuan-ogr.so exports. */
#include "table/ogr_module.h"

#include "qingnuan/api.h"

#define FUNCTION(name) .name = name,
QN_API extern const qn_ogr_module qn_ogr_functions;
const qn_ogr_module qn_ogr_functions = {QN_OGR_FUNCTIONS(FUNCTION)};
