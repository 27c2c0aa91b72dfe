/* Packed files through GDAL's file layer. Inside table only. */
#ifndef QN_TABLE_OGR_UNPACK_H
#define QN_TABLE_OGR_UNPACK_H
#include "base/findings.h"

/* Appends a whole file, unpacked when its name ends with .gz. QN_EINPUT with a finding when it
 * cannot be opened or is damaged. */
qn_status qn_ogr_unpack(qn_text *out, const char *path, qn_findings *findings);

#endif
