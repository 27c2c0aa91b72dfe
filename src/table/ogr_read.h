/* Workbooks, GeoPackages and PostgreSQL through OGR, as layers of rows. Inside table only. */
#ifndef QN_TABLE_OGR_READ_H
#define QN_TABLE_OGR_READ_H
#include "base/arena.h"
#include "table/sheet.h"

typedef enum { QN_OGR_XLSX, QN_OGR_GPKG, QN_OGR_PG } qn_ogr_kind;
typedef struct qn_ogr qn_ogr;

/* QN_EINPUT with a finding (without its place) when place cannot be opened as that kind. */
qn_status qn_ogr_open(qn_ogr **out, qn_ogr_kind kind, const char *place, qn_findings *findings);
void qn_ogr_close(qn_ogr *ogr); /* NULL is fine */
size_t qn_ogr_count(const qn_ogr *ogr);
/* Name of a layer, of a PostgreSQL table without its schema; in the arena. NULL: memory is out. */
const char *qn_ogr_name(const qn_ogr *ogr, size_t layer, qn_arena *arena);
/* A workbook has no fields, only rows, among which the header is looked for. */
bool qn_ogr_has_fields(const qn_ogr *ogr);
/* Pushes the names of the fields to header (not of a workbook) and all rows to row; line is the row
 * of the workbook, the id of the feature or, of a database table without one, its number.
 * with_point: points give two more fields lon and lat, unless there are such. Whatever OGR
 * complains of makes it QN_EINPUT with a finding. */
qn_status qn_ogr_read(qn_ogr *ogr, size_t layer, bool with_point, qn_row_taker *header,
                      qn_row_taker *row, void *who, qn_findings *findings);

#endif
