#include "table/ogr_write.h"

#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "table/choice.h"
#include "table/ogr_quiet.h"
#include "table/print.h"

/* A dataset being written. */
typedef struct {
  GDALDatasetH dataset;
  bool is_gpkg;
  OGRSpatialReferenceH srs; /* of the points; NULL: none are written */
  const char *schema;       /* of PostgreSQL, NULL for the default */
  qn_ogr_quiet *quiet;
} target;

/* PostgreSQL gets texts, which it reads itself: OGR would hand over reals with 15 digits. */
static OGRFieldDefnH field_of(const qn_column *column, bool is_gpkg) {
  static const OGRFieldType types[] = {
      [QN_REAL] = OFTReal,    [QN_INT] = OFTInteger, [QN_TEXT] = OFTString,  [QN_CODE] = OFTString,
      [QN_BOOL] = OFTInteger, [QN_DATE] = OFTDate,   [QN_CHOICE] = OFTString};
  const OGRFieldDefnH field =
      OGR_Fld_Create(column->name, is_gpkg ? types[column->kind] : OFTString);
  if (column->kind == QN_BOOL && is_gpkg) OGR_Fld_SetSubType(field, OFSTBoolean);
  if (column->flags & QN_KEY) OGR_Fld_SetNullable(field, FALSE);
  qn_text zh = {0};
  if (column->zh && !qn_print_header(&zh, column, false))
    OGR_Fld_SetAlternativeName(field, zh.bytes);
  qn_text_clear(&zh);
  return field;
}

/* The types of the columns as "name=type,name=type". */
static qn_status column_types(qn_text *out, const qn_table *table) {
  static const char *const types[] = {
      [QN_REAL] = "double precision", [QN_INT] = "integer", [QN_TEXT] = "text",  [QN_CODE] = "text",
      [QN_BOOL] = "boolean",          [QN_DATE] = "date",   [QN_CHOICE] = "text"};
  qn_status s = QN_OK;
  for (size_t c = 0; c < table->n_column && !s; c++)
    s = qn_text_addf(out, "%s%s=%s", c ? "," : "", table->columns[c].name,
                     types[table->columns[c].kind]);
  return s;
}

static OGRLayerH create_layer(const target *t, const qn_table *table, bool has_point) {
  char **options = NULL;
  if (t->is_gpkg) {
    if (table->zh) options = CSLSetNameValue(options, "DESCRIPTION", table->zh);
    options = CSLSetNameValue(options, "ASPATIAL_VARIANT", "GPKG_ATTRIBUTES");
  } else {
    options = CSLSetNameValue(options, "OVERWRITE", "YES");
    options = CSLSetNameValue(options, "LAUNDER", "NO");
    if (t->schema) options = CSLSetNameValue(options, "SCHEMA", t->schema);
    qn_text types = {0};
    if (!column_types(&types, table))
      options = CSLSetNameValue(options, "COLUMN_TYPES", types.bytes);
    qn_text_clear(&types);
  }
  const OGRLayerH layer = GDALDatasetCreateLayer(t->dataset, table->name, has_point ? t->srs : NULL,
                                                 has_point ? wkbPoint : wkbNone, options);
  CSLDestroy(options);
  for (size_t c = 0; c < table->n_column && layer; c++) {
    const OGRFieldDefnH field = field_of(&table->columns[c], t->is_gpkg);
    OGR_L_CreateField(layer, field, FALSE);
    OGR_Fld_Destroy(field);
  }
  return layer;
}

static qn_status set_field(OGRFeatureH feature, int i, const void *member, const qn_column *column,
                           bool is_gpkg, qn_text *text) {
  if (qn_print_is_empty(member, column)) {
    OGR_F_SetFieldNull(feature, i);
  } else if (is_gpkg && column->kind == QN_REAL) {
    OGR_F_SetFieldDouble(feature, i, *(const double *)member);
  } else if (is_gpkg && (column->kind == QN_INT || column->kind == QN_BOOL)) {
    OGR_F_SetFieldInteger(feature, i, *(const int *)member);
  } else if (is_gpkg && column->kind == QN_DATE) {
    const int date = *(const int *)member;
    OGR_F_SetFieldDateTime(feature, i, date / 10000, date / 100 % 100, date % 100, 0, 0, 0, 0);
  } else {
    text->length = 0;
    const qn_status s = qn_print_cell(text, member, column, true);
    if (s) return s;
    OGR_F_SetFieldString(feature, i, qn_text_str(text));
  }
  return QN_OK;
}

static void set_point(OGRFeatureH feature, const char *row, const qn_column *lon,
                      const qn_column *lat) {
  const double x = *(const double *)(row + lon->offset), y = *(const double *)(row + lat->offset);
  if (!isfinite(x) || !isfinite(y)) return;
  const OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
  OGR_G_SetPoint_2D(point, 0, x, y);
  OGR_F_SetGeometryDirectly(feature, point);
}

static const qn_column *degrees(const qn_table *table, const char *name) {
  const qn_column *column = qn_table_column(table, name);
  return column && column->kind == QN_REAL ? column : NULL;
}

/* QN_EIO when OGR refused something; what it said is in t->quiet. */
static qn_status write_rows(const target *t, const qn_rows *rows) {
  const qn_table *table = rows->table;
  const qn_column *lon = degrees(table, "lon"), *lat = degrees(table, "lat");
  const bool has_point = t->srs && lon && lat;
  const OGRLayerH layer = create_layer(t, table, has_point);
  qn_text text = {0};
  qn_status s = layer && !*t->quiet->first ? QN_OK : QN_EIO;
  for (size_t i = 0; i < rows->count && !s; i++) {
    const char *row = qn_row(rows, i);
    const OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (!feature) s = QN_ENOMEM;
    for (size_t c = 0; c < table->n_column && !s; c++) {
      const qn_column *column = &table->columns[c];
      s = set_field(feature, (int)c, row + column->offset, column, t->is_gpkg, &text);
    }
    if (has_point && !s) set_point(feature, row, lon, lat);
    if (!s && OGR_L_CreateFeature(layer, feature) != OGRERR_NONE) s = QN_EIO;
    if (feature) OGR_F_Destroy(feature);
  }
  qn_text_clear(&text);
  return s;
}

static qn_status write_all(const target *t, const qn_rows *tables, size_t n) {
  if (GDALDatasetStartTransaction(t->dataset, FALSE) != OGRERR_NONE) return QN_EIO;
  qn_status s = QN_OK;
  for (size_t i = 0; i < n && !s; i++) s = write_rows(t, &tables[i]);
  if (!s && *t->quiet->first) s = QN_EIO;
  if (!s && GDALDatasetCommitTransaction(t->dataset) != OGRERR_NONE) s = QN_EIO;
  if (s) GDALDatasetRollbackTransaction(t->dataset);
  return s;
}

static qn_status told(qn_status s, const char *place, const qn_ogr_quiet *quiet,
                      qn_findings *findings) {
  if (s == QN_ENOMEM || (!s && !*quiet->first)) return s;
  return qn_fail(findings, QN_EIO, QN_N_("cannot write %s: %s"), place, quiet->first);
}

qn_status qn_gpkg_write(const char *path, const qn_rows *tables, size_t n, qn_findings *findings) {
  qn_ogr_quiet quiet;
  qn_ogr_begin(&quiet);
  GDALAllRegister();
  target t = {.is_gpkg = true, .quiet = &quiet, .srs = OSRNewSpatialReference(NULL)};
  OSRSetAxisMappingStrategy(t.srs, OAMS_TRADITIONAL_GIS_ORDER);
  OSRImportFromEPSG(t.srs, 4326);
  const GDALDriverH driver = GDALGetDriverByName("GPKG");
  t.dataset = driver ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
  qn_status s = t.dataset ? write_all(&t, tables, n) : QN_EIO;
  if (t.dataset) GDALClose(t.dataset);
  OSRDestroySpatialReference(t.srs);
  qn_ogr_end(&quiet);
  return told(s, path, &quiet, findings);
}

/* The schema that a connection string names, appended; nothing for the default. */
static qn_status schema_of(qn_text *out, const char *place) {
  static const char *const words[] = {"active_schema=", "schemas="};
  for (size_t i = 0; i < 2 && !out->length; i++) {
    const char *word = strstr(place, words[i]);
    if (!word) continue;
    word += strlen(words[i]);
    word += *word == '\'';
    const qn_status s = qn_text_add_n(out, word, strcspn(word, " ,'"));
    if (s) return s;
  }
  return QN_OK;
}

static qn_status create_schema(const target *t) {
  qn_text sql = {0};
  qn_status s = qn_text_add(&sql, "CREATE SCHEMA IF NOT EXISTS \"");
  for (const char *p = t->schema; *p && !s; p++) /* quotation marks are doubled */
    s = *p == '"' ? qn_text_add(&sql, "\"\"") : qn_text_add_n(&sql, p, 1);
  if (!s) s = qn_text_add(&sql, "\"");
  if (!s)
    GDALDatasetReleaseResultSet(t->dataset,
                                GDALDatasetExecuteSQL(t->dataset, sql.bytes, NULL, NULL));
  qn_text_clear(&sql);
  return s ? s : *t->quiet->first ? QN_EIO : QN_OK;
}

qn_status qn_pg_write(const char *place, const qn_rows *tables, size_t n, qn_findings *findings) {
  static const char *const drivers[] = {"PostgreSQL", NULL};
  static const char *const options[] = {"LIST_ALL_TABLES=YES", NULL};
  qn_ogr_quiet quiet;
  qn_text schema = {0};
  qn_status s = schema_of(&schema, place);
  if (s) return s;
  qn_ogr_begin(&quiet);
  GDALAllRegister();
  target t = {.quiet = &quiet, .schema = schema.length ? schema.bytes : NULL};
  t.dataset = GDALOpenEx(place, GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, drivers,
                         options, NULL);
  s = t.dataset ? QN_OK : QN_EIO;
  if (!s && t.schema) s = create_schema(&t);
  if (!s) s = write_all(&t, tables, n);
  if (t.dataset) GDALClose(t.dataset);
  qn_ogr_end(&quiet);
  qn_text_clear(&schema);
  return told(s, "PostgreSQL", &quiet, findings);
}
