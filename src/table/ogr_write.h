/* Inside table only. */
#ifndef QN_TABLE_OGR_WRITE_H
#define QN_TABLE_OGR_WRITE_H
#include "base/findings.h"
#include "table/schema.h"

/* Writes all tables into a new GeoPackage (path must not be there yet), in one transaction. Columns
 * have their English names, choices their English texts; a table with lon and lat gets points. */
qn_status qn_gpkg_write(const char *path, const qn_rows *tables, size_t n, qn_findings *findings);
/* The same into a PostgreSQL database, in one transaction: tables of the same names in the schema
 * ("schemas=NAME" in the connection string, else public) are replaced, others left. */
qn_status qn_pg_write(const char *place, const qn_rows *tables, size_t n, qn_findings *findings);

#endif
