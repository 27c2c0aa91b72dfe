/* The order of generation. Settings: the recipe's, else the options'; a case whose recipe names its
 * regions needs none given. */
#include "generate/generate.h"

#include <stdlib.h>
#include <string.h>

#include "generate/maker.h"

enum { DEFAULT_YEARS = 5, MOST_REGIONS = 64 };

static qn_status read_settings(qn_maker *m) {
  qn_rows rows = {0};
  const qn_status s =
      qn_place_read(&rows, &qn_settings_table, m->options->recipe, m->arena, m->findings);
  if (!s && rows.count) memcpy(&m->region->settings, rows.at, sizeof m->region->settings);
  return s;
}

static const char *text_of(const qn_maker *m, const char *key) {
  const qn_assumption *a = qn_assumed(&m->spec, key, "", NULL);
  return a ? a->value : NULL;
}

/* The regions given, or those of the recipe, separated by semicolons. */
static qn_status find_regions(qn_maker *m) {
  const qn_generate_options *o = m->options;
  if (o->n_region)
    return qn_divisions_find(&m->divisions, o->regions, o->n_region, o->data_folder, m->arena,
                             m->findings);
  const char *names[MOST_REGIONS];
  size_t n = 0;
  char *list = qn_arena_text(m->arena, text_of(m, "regions"));
  for (char *at = list, *end; at && n < MOST_REGIONS; at = end) {
    end = strchr(at, ';');
    if (end) *end++ = 0;
    names[n++] = at;
  }
  return qn_divisions_find(&m->divisions, names, n, o->data_folder, m->arena, m->findings);
}

static const char *name_case(qn_maker *m) {
  const char *root = m->divisions.roots[0];
  const int at = qn_division_at(&m->divisions, root, strlen(root));
  return qn_maker_text(m, "%s%s清洁取暖规划（%d—%d年）", m->divisions.areas[at].name,
                       m->divisions.n_root > 1 ? "等" : "", m->base_year + 1, m->horizon);
}

static qn_status set_years(qn_maker *m, bool has_settings) {
  qn_settings *g = &m->region->settings;
  const qn_generate_options *o = m->options;
  if (o->base_year) g->base_year = o->base_year;
  if (o->horizon) g->horizon = o->horizon;
  if (g->base_year == QN_NO_INT)
    return qn_fail(m->findings, QN_EINPUT, QN_N_("the base year is not given"));
  if (g->horizon == QN_NO_INT) g->horizon = g->base_year + DEFAULT_YEARS;
  if (g->horizon <= g->base_year || g->horizon > g->base_year + g->evaluation_seasons)
    return qn_fail(m->findings, QN_EINPUT,
                   QN_N_("horizon %d must lie 1 to %d years after the base year %d"), g->horizon,
                   g->evaluation_seasons, g->base_year);
  m->base_year = g->base_year;
  m->horizon = g->horizon;
  if (!has_settings) {
    g->name = name_case(m);
    g->price_year = g->base_year;
    g->service_factor = qn_assume(&m->spec, "service_factor", m->divisions.common, NULL);
    g->source = QN_GENERATED;
  }
  return g->name ? QN_OK : QN_ENOMEM;
}

static void set_seed(qn_maker *m) {
  double seed = 0;
  const char *own = text_of(m, "seed");
  m->seed = m->options->seed;
  if (!m->seed && own && qn_real_parse(own, &seed)) m->seed = (uint64_t)seed;
}

/* Piles become the case's tables. */
static qn_status hand_over(qn_maker *m) {
  for (int t = 0; t < QN_CASE_TABLES; t++) {
    const qn_pile *pile = &m->piles[t];
    const qn_status s = qn_case_resize(m->region, t, pile->count);
    if (s) return s;
    if (pile->count)
      memcpy(m->region->tables[t].at, pile->at, pile->count * m->region->tables[t].table->row_size);
  }
  return qn_case_finish(m->region, m->findings);
}

static qn_status make(qn_maker *m) {
  static qn_status (*const steps[])(qn_maker *) = {
      qn_make_catalogues, qn_make_areas, qn_make_stock,  qn_make_present, qn_make_sources,
      qn_make_gas_trunks, qn_make_units, qn_make_limits, qn_make_recipe,  hand_over};
  const qn_generate_options *o = m->options;
  m->arena = m->region->arena;
  qn_status s = qn_spec_read(&m->spec, o->data_folder, o->recipe, m->arena, m->findings);
  if (!s && o->recipe) s = read_settings(m);
  if (!s) s = find_regions(m);
  if (!s) s = set_years(m, m->region->settings.base_year != QN_NO_INT && o->recipe);
  if (!s) set_seed(m);
  for (size_t i = 0; i < sizeof steps / sizeof *steps && !s; i++) s = steps[i](m);
  return s;
}

qn_status qn_generate_case(qn_case **out, const qn_generate_options *options,
                           qn_findings *findings) {
  qn_maker m = {.options = options, .findings = findings};
  *out = NULL;
  qn_status s = qn_case_new(&m.region);
  if (!s) s = make(&m);
  for (int t = 0; t < QN_CASE_TABLES; t++) free(m.piles[t].at);
  QN_CLEAR(&m.stock);
  qn_spec_clear(&m.spec);
  if (s)
    qn_case_free(m.region);
  else
    *out = m.region;
  return s;
}
