#include "table/ogr_read.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "table/ogr_gpkg.h"
#include "table/ogr_marks.h"
#include "table/ogr_quiet.h"

struct qn_ogr {
  GDALDatasetH dataset;
  qn_ogr_kind kind;
  char *place;
};

static qn_status cannot_open(qn_ogr_kind kind, const char *why, qn_findings *findings) {
  if (kind == QN_OGR_PG)
    return qn_fail(findings, QN_EINPUT, QN_N_("the database cannot be opened: %s"), why);
  return qn_fail(findings, QN_EINPUT, QN_N_("damaged, or not a file of its kind (%s)"), why);
}

qn_status qn_ogr_open(qn_ogr **out, qn_ogr_kind kind, const char *place, qn_findings *findings) {
  static const char *const drivers[][2] = {{"XLSX"}, {"GPKG"}, {"PostgreSQL"}};
  const char *const options[] = {"LIST_ALL_TABLES=YES", NULL}; /* of PostgreSQL */
  qn_ogr *ogr = malloc(sizeof *ogr);
  if (!ogr) return QN_ENOMEM;
  qn_ogr_quiet quiet;
  qn_ogr_begin(&quiet);
  GDALAllRegister();
  *ogr = (qn_ogr){.kind = kind, .place = strdup(place)};
  ogr->dataset = GDALOpenEx(place, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, drivers[kind],
                            kind == QN_OGR_PG ? options : NULL, NULL);
  qn_ogr_end(&quiet);
  if (ogr->dataset && ogr->place && !*quiet.first) {
    *out = ogr;
    return QN_OK;
  }
  qn_ogr_close(ogr);
  return cannot_open(kind, quiet.first, findings);
}

void qn_ogr_close(qn_ogr *ogr) {
  if (!ogr) return;
  qn_ogr_quiet quiet;
  qn_ogr_begin(&quiet);
  if (ogr->dataset) GDALClose(ogr->dataset);
  qn_ogr_end(&quiet);
  free(ogr->place);
  free(ogr);
}

size_t qn_ogr_count(const qn_ogr *ogr) {
  return (size_t)GDALDatasetGetLayerCount(ogr->dataset);
}

const char *qn_ogr_name(const qn_ogr *ogr, size_t layer, qn_arena *arena) {
  const char *name = OGR_L_GetName(GDALDatasetGetLayer(ogr->dataset, (int)layer));
  const char *dot = ogr->kind == QN_OGR_PG ? strrchr(name, '.') : NULL;
  return qn_arena_text(arena, dot ? dot + 1 : name);
}

bool qn_ogr_has_fields(const qn_ogr *ogr) {
  return ogr->kind != QN_OGR_XLSX;
}

/* Fields of a layer and what one row of them needs. */
typedef struct {
  OGRLayerH layer;
  int n;           /* fields */
  bool with_point; /* two cells more */
  qn_cell *cell;
  char (*text)[32];    /* of the dates of a row: OGR keeps only the last */
  qn_ogr_marks *marks; /* of a workbook, else NULL */
} fields;

static bool has_field(OGRFeatureDefnH definition, const char *name) {
  return OGR_FD_GetFieldIndex(definition, name) >= 0;
}

/* Points count when their coordinates are degrees, or nothing says what they are. */
static bool has_points(OGRLayerH layer) {
  const OGRwkbGeometryType type = OGR_GT_Flatten(OGR_L_GetGeomType(layer));
  const OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer);
  return type == wkbPoint && (!srs || OSRIsGeographic(srs));
}

static qn_status fields_make(fields *f, OGRLayerH layer, bool with_point) {
  const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  *f = (fields){.layer = layer, .n = OGR_FD_GetFieldCount(definition)};
  f->with_point = with_point && has_points(layer) && !has_field(definition, "lon") &&
                  !has_field(definition, "lat");
  const size_t n = (size_t)f->n + 2;
  f->cell = calloc(n, sizeof *f->cell);
  f->text = calloc(n, sizeof *f->text);
  return f->cell && f->text ? QN_OK : QN_ENOMEM;
}

static void fields_clear(fields *f) {
  qn_ogr_marks_free(f->marks);
  free(f->cell);
  free(f->text);
}

static qn_status push_header(fields *f, qn_row_taker *header, void *who) {
  const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(f->layer);
  for (int i = 0; i < f->n; i++) {
    const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
    f->cell[i] = (qn_cell){.text = name};
  }
  f->cell[f->n] = (qn_cell){.text = "lon"};
  f->cell[f->n + 1] = (qn_cell){.text = "lat"};
  const size_t count = (size_t)f->n + (f->with_point ? 2 : 0);
  return header(who, &(qn_sheet_row){0, count, f->cell});
}

/* A code may be longer than a double is exact: its digits are kept. */
static void fill_long(fields *f, int i, GIntBig value) {
  static const GIntBig EXACT = (GIntBig)1 << 53;
  f->cell[i].number = (double)value;
  f->cell[i].is_number = value > -EXACT && value < EXACT;
  if (f->cell[i].is_number) return;
  snprintf(f->text[i], sizeof *f->text, "%lld", (long long)value);
  f->cell[i].text = f->text[i];
}

static void fill_cell(fields *f, OGRFeatureH feature, int i, bool is_exact) {
  qn_cell *cell = &f->cell[i];
  *cell = (qn_cell){.is_exact = is_exact};
  if (!OGR_F_IsFieldSetAndNotNull(feature, i)) return;
  switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, i))) {
    case OFTInteger64:
      fill_long(f, i, OGR_F_GetFieldAsInteger64(feature, i));
      break;
    case OFTInteger:
    case OFTReal:
      cell->is_number = true;
      cell->number = OGR_F_GetFieldAsDouble(feature, i);
      break;
    case OFTString:
      cell->text = OGR_F_GetFieldAsString(feature, i);
      break;
    default:
      snprintf(f->text[i], sizeof *f->text, "%s", OGR_F_GetFieldAsString(feature, i));
      cell->text = f->text[i];
  }
}

static void fill_point(fields *f, OGRFeatureH feature) {
  const OGRGeometryH point = OGR_F_GetGeometryRef(feature);
  qn_cell *cell = f->cell + f->n;
  cell[0] = cell[1] = (qn_cell){0};
  if (!point || OGR_G_IsEmpty(point) || OGR_GT_Flatten(OGR_G_GetGeometryType(point)) != wkbPoint)
    return;
  cell[0] = (qn_cell){.is_number = true, .number = OGR_G_GetX(point, 0)};
  cell[1] = (qn_cell){.is_number = true, .number = OGR_G_GetY(point, 0)};
}

static qn_status push_rows(const qn_ogr *ogr, fields *f, qn_row_taker *row, void *who,
                           const qn_ogr_quiet *quiet) {
  qn_status s = QN_OK;
  const bool has_id = ogr->kind != QN_OGR_PG || *OGR_L_GetFIDColumn(f->layer);
  OGR_L_ResetReading(f->layer);
  for (long n = 1; !s && !*quiet->first; n++) {
    const OGRFeatureH feature = OGR_L_GetNextFeature(f->layer);
    if (!feature) break;
    for (int i = 0; i < f->n; i++) fill_cell(f, feature, i, ogr->kind != QN_OGR_XLSX);
    if (f->with_point) fill_point(f, feature);
    if (f->marks) qn_ogr_marks_put(f->marks, (long)OGR_F_GetFID(feature), f->cell, (size_t)f->n);
    const size_t count = (size_t)f->n + (f->with_point ? 2 : 0);
    const long line = has_id ? (long)OGR_F_GetFID(feature) : n;
    s = row(who, &(qn_sheet_row){line, count, f->cell});
    OGR_F_Destroy(feature);
  }
  return s;
}

/* Of a GeoPackage: what OGR knows about the layer, for SQLite to read. */
static qn_status push_gpkg(const qn_ogr *ogr, const fields *f, qn_row_taker *row, void *who,
                           qn_findings *findings) {
  const OGRFeatureDefnH definition = OGR_L_GetLayerDefn(f->layer);
  const char **names = calloc((size_t)f->n + 1, sizeof *names);
  const char *id = OGR_L_GetFIDColumn(f->layer);
  if (!names) return QN_ENOMEM;
  for (int i = 0; i < f->n; i++) names[i] = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
  const qn_gpkg_layer layer = {.place = ogr->place,
                               .table = OGR_L_GetName(f->layer),
                               .id = *id ? id : NULL,
                               .field = names,
                               .n = f->n,
                               .point = f->with_point ? OGR_L_GetGeometryColumn(f->layer) : NULL};
  const qn_status s = qn_gpkg_read(&layer, row, who, findings);
  free(names);
  return s;
}

static qn_status read_failed(const char *why, qn_findings *findings) {
  if (strstr(why, "Too big gap"))
    return qn_fail(findings, QN_EINPUT,
                   QN_N_("a cell stands far below or beside all others: delete the rows and "
                         "columns around the table (%s)"),
                   why);
  return qn_fail(findings, QN_EINPUT, QN_N_("damaged: not all of it can be read (%s)"), why);
}

qn_status qn_ogr_read(qn_ogr *ogr, size_t layer, bool with_point, qn_row_taker *header,
                      qn_row_taker *row, void *who, qn_findings *findings) {
  qn_ogr_quiet quiet;
  fields f = {0};
  qn_ogr_begin(&quiet);
  const OGRLayerH at = GDALDatasetGetLayer(ogr->dataset, (int)layer);
  qn_status s = at ? fields_make(&f, at, with_point) : QN_EINPUT;
  if (!s && qn_ogr_has_fields(ogr)) s = push_header(&f, header, who);
  if (!s && ogr->kind == QN_OGR_XLSX)
    s = qn_ogr_marks_read(&f.marks, ogr->place, OGR_L_GetName(at));
  if (!s && ogr->kind == QN_OGR_GPKG)
    s = push_gpkg(ogr, &f, row, who, findings);
  else if (!s)
    s = push_rows(ogr, &f, row, who, &quiet);
  qn_ogr_end(&quiet);
  fields_clear(&f);
  if (s == QN_ENOMEM || !*quiet.first) return s;
  return read_failed(quiet.first, findings);
}
