/* Rows of a GeoPackage, straight from SQLite: what OGR makes of a table is asked of OGR, but making
 * a feature of every row takes it three times as long as reading. Inside table only. */
#ifndef QN_TABLE_OGR_GPKG_H
#define QN_TABLE_OGR_GPKG_H
#include "table/sheet.h"

typedef struct {
  const char *place, *table;
  const char *id;           /* column of the number of a row; NULL: they are counted */
  const char *const *field; /* columns */
  int n;
  const char *point; /* column of points that give two cells more; NULL for none */
} qn_gpkg_layer;

/* Pushes all rows; QN_EINPUT with a finding when the file is damaged. */
qn_status qn_gpkg_read(const qn_gpkg_layer *layer, qn_row_taker *row, void *who,
                       qn_findings *findings);

#endif
