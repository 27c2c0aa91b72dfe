/* Everything that needs GDAL is a module of its own (ogr_*.c, built as qingnuan-ogr.so), loaded
 * when first called for: GDAL brings a hundred libraries, and loading them takes forty times as
 * long as all else that `qingnuan --help` or a folder of CSV files needs. The module has its own
 * copy of base, which has no state, so nothing but data passes between the two. Inside table only.
 */
#ifndef QN_TABLE_OGR_MODULE_H
#define QN_TABLE_OGR_MODULE_H
#include "table/ogr_read.h"
#include "table/ogr_unpack.h"
#include "table/ogr_write.h"

#define QN_OGR_FUNCTIONS(X) \
  X(qn_ogr_open)            \
  X(qn_ogr_close)           \
  X(qn_ogr_count)           \
  X(qn_ogr_name)            \
  X(qn_ogr_has_fields)      \
  X(qn_ogr_read)            \
  X(qn_ogr_unpack)          \
  X(qn_gpkg_write)          \
  X(qn_pg_write)
#define QN_OGR_MEMBER(name) __typeof__(name) *name;
typedef struct {
  QN_OGR_FUNCTIONS(QN_OGR_MEMBER)
} qn_ogr_module;

#endif
