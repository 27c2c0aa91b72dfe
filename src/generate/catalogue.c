/* Catalogue tables become tables of the case: the general rows, then those of the regions that hold
 * the whole case (data/regions, the longest code last), then the recipe's; of rows with one key the
 * last stays. Rows for other areas and building classes of other parts of the country are left
 * out. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "generate/maker.h"

static const int catalogues[] = {
    QN_T_zones,      QN_T_building_classes, QN_T_retrofits,        QN_T_area_bases,
    QN_T_benchmarks, QN_T_carriers,         QN_T_prices,           QN_T_pollutants,
    QN_T_modes,      QN_T_mode_parts,       QN_T_mode_curves,      QN_T_clean_rules,
    QN_T_tariffs,    QN_T_subsidies,        QN_T_emission_factors, QN_T_calendar_steps};
enum { CATALOGUES = sizeof catalogues / sizeof *catalogues };

/* An area that the case holds, or that holds part of it. */
static bool concerns(const qn_maker *m, const char *area) {
  if (!area) return true;
  for (size_t i = 0; i < m->divisions.n_area; i++)
    if (!strcmp(m->divisions.areas[i].code, area)) return true;
  return false;
}

/* A class is named KIND_SET; sets in use are those of the counties of the case. */
static bool class_in_use(const qn_maker *m, const char *id) {
  const char *set = strrchr(id, '_');
  for (size_t i = 0; set && i < m->divisions.n_area; i++) {
    if (strlen(m->divisions.areas[i].code) != 6) continue;
    const qn_assumption *a = qn_assumed(&m->spec, "class_set", m->divisions.areas[i].code, NULL);
    if (a && !strcmp(a->value, set + 1)) return true;
  }
  return false;
}

static bool is_kept(const qn_maker *m, int table, const void *row) {
  switch (table) {
    case QN_T_building_classes:
      return class_in_use(m, ((const qn_building_class *)row)->id);
    case QN_T_retrofits:
      return class_in_use(m, ((const qn_retrofit *)row)->building_class);
    case QN_T_prices:
      return concerns(m, ((const qn_price *)row)->area);
    case QN_T_clean_rules:
      return concerns(m, ((const qn_clean_rule *)row)->area);
    case QN_T_tariffs:
      return concerns(m, ((const qn_tariff *)row)->area);
    case QN_T_subsidies:
      return concerns(m, ((const qn_subsidy *)row)->area);
    default:
      return true;
  }
}

static qn_status merge_folder(qn_maker *m, const char *folder, bool is_own) {
  qn_store *store = NULL;
  qn_status s = qn_store_open(&store, folder, m->findings);
  for (int i = 0; i < CATALOGUES && !s; i++)
    s = qn_pile_merge(m, catalogues[i], store, is_own ? NULL : is_kept);
  qn_store_close(store);
  return s;
}

static qn_status merge_regions(qn_maker *m) {
  qn_status s = QN_OK;
  for (size_t n = 2; n <= strlen(m->divisions.common) && !s; n++) {
    qn_text path = {0};
    s = qn_text_addf(&path, "%s/regions/%.*s", m->options->data_folder, (int)n,
                     m->divisions.common);
    if (!s && qn_path_is_folder(path.bytes)) s = merge_folder(m, path.bytes, false);
    qn_text_clear(&path);
  }
  return s;
}

/* A recipe may count a zone as another (zone_of_town = city). */
static void name_zones(qn_maker *m) {
  static const char *const ids[QN_ZONE_RANKS] = {"city", "town", "rural", "pastoral"};
  static const char *const keys[QN_ZONE_RANKS] = {"zone_of_city", "zone_of_town", "zone_of_rural",
                                                  "zone_of_pastoral"};
  for (int z = 0; z < QN_ZONE_RANKS; z++) {
    const qn_assumption *a = qn_assumed(&m->spec, keys[z], m->divisions.common, NULL);
    m->zone_id[z] = a ? a->value : ids[z];
  }
}

/* drop_TABLE = 1: the recipe starts that catalogue from nothing. */
static void drop_catalogues(qn_maker *m) {
  static const struct {
    int table;
    const char *key;
  } droppable[] = {{QN_T_subsidies, "drop_subsidies"},
                   {QN_T_tariffs, "drop_tariffs"},
                   {QN_T_prices, "drop_prices"}};
  for (size_t i = 0; i < sizeof droppable / sizeof *droppable; i++)
    if (qn_assume(&m->spec, droppable[i].key, m->divisions.common, NULL) > 0)
      m->piles[droppable[i].table].count = 0;
}

qn_status qn_make_catalogues(qn_maker *m) {
  qn_text path = {0};
  qn_status s = qn_path_join(&path, m->options->data_folder, "catalogue");
  if (!s) s = merge_folder(m, path.bytes, false);
  if (!s) s = merge_regions(m);
  if (!s) drop_catalogues(m);
  if (!s && m->options->recipe) s = merge_folder(m, m->options->recipe, true);
  if (!s) name_zones(m);
  qn_text_clear(&path);
  return s;
}
