/* Indices over the tables, each a linked list or a run through row numbers. */
#include "plan/context.h"

#include <math.h>
#include <string.h>

#define BY_AREA(index, table) BY_AREA_IF(index, table, 1)
#define BY_AREA_IF(index, table, holds)                                             \
  do {                                                                              \
    (index).first = qn_arena_array(x->arena, (size_t)c->n_areas + 1, sizeof(int));  \
    (index).next = qn_arena_array(x->arena, (size_t)c->n_##table + 1, sizeof(int)); \
    if (!(index).first || !(index).next) return QN_ENOMEM;                          \
    for (int a_ = 0; a_ <= c->n_areas; a_++) (index).first[a_] = -1;                \
    for (int i_ = c->n_##table; i_-- > 0;) {                                        \
      if (c->table[i_].i_area < 0 || !(holds)) continue;                            \
      (index).next[i_] = (index).first[c->table[i_].i_area];                        \
      (index).first[c->table[i_].i_area] = i_;                                      \
    }                                                                               \
  } while (0)

static qn_status index_areas(qn_context *x) {
  const qn_case *c = x->region;
  /* feeders and sources, which are many, are named by those who use them */
  BY_AREA_IF(x->supplies, supplies,
             c->supplies[i_].role == QN_ROLE_LIMIT || c->supplies[i_].role == QN_ROLE_STORAGE);
  BY_AREA(x->targets, targets);
  BY_AREA(x->budgets, budgets);
  BY_AREA(x->build_limits, build_limits);
  BY_AREA(x->sources, sources);
  BY_AREA(x->trunks, trunks);
  return QN_OK;
}

static qn_status index_units(qn_context *x) {
  const qn_case *c = x->region;
  x->units.first = qn_arena_array(x->arena, (size_t)c->n_areas + 1, sizeof(int));
  x->units.next = qn_arena_array(x->arena, (size_t)c->n_units + 1, sizeof(int));
  if (!x->units.first || !x->units.next) return QN_ENOMEM;
  for (int a = 0; a <= c->n_areas; a++) x->units.first[a] = -1;
  for (int u = c->n_units; u-- > 0;) {
    int *first = &x->units.first[qn_context_township(x, c->units[u].i_area)];
    x->units.next[u] = *first;
    *first = u;
  }
  return QN_OK;
}

static int carrier_of(const qn_case *c, int supply) {
  return c->supplies[supply].i_carrier;
}

static int payer_of(const qn_case *c, int budget) {
  return c->budgets[budget].payer;
}

/* Calls for every row above every area; counts them behind first, or puts them where first says. */
static void walk_up(const qn_case *c, qn_up_lists *lists, const qn_by_area *rows,
                    int (*key_of)(const qn_case *, int)) {
  for (int area = 0; area < c->n_areas; area++)
    for (int a = area; a >= 0; a = c->areas[a].i_parent)
      for (int i = rows->first[a]; i >= 0; i = rows->next[i]) {
        const int key = key_of(c, i);
        if (key < 0) continue;
        int *first = &lists->first[area * lists->n_key + key];
        if (lists->rows)
          lists->rows[(*first)++] = i;
        else
          first[1]++;
      }
}

static qn_status list_upward(qn_context *x, qn_up_lists *lists, const qn_by_area *rows, int n_key,
                             int (*key_of)(const qn_case *, int)) {
  const size_t n = (size_t)x->region->n_areas * (size_t)n_key;
  *lists =
      (qn_up_lists){.n_key = n_key, .first = qn_arena_array(x->arena, n + 1, sizeof *lists->first)};
  if (!lists->first) return QN_ENOMEM;
  walk_up(x->region, lists, rows, key_of);
  for (size_t i = 0; i < n; i++) lists->first[i + 1] += lists->first[i];
  lists->rows = qn_arena_array(x->arena, (size_t)lists->first[n] + 1, sizeof *lists->rows);
  if (!lists->rows) return QN_ENOMEM;
  walk_up(x->region, lists, rows, key_of);
  memmove(lists->first + 1, lists->first, n * sizeof *lists->first); /* each stood at its end */
  lists->first[0] = 0;
  return QN_OK;
}

/* Row numbers of a child table by mode, in table order. */
#define BY_MODE(runs, rows, table)                                           \
  do {                                                                       \
    runs = qn_arena_array(x->arena, (size_t)c->n_modes + 1, sizeof *runs);   \
    rows = qn_arena_array(x->arena, (size_t)c->n_##table + 1, sizeof *rows); \
    if (!runs || !rows) return QN_ENOMEM;                                    \
    int n_ = 0;                                                              \
    for (int m_ = 0; m_ < c->n_modes; m_++) {                                \
      runs[m_].first = n_;                                                   \
      for (int i_ = 0; i_ < c->n_##table; i_++)                              \
        if (c->table[i_].i_mode == m_) rows[n_++] = i_;                      \
      runs[m_].count = n_ - runs[m_].first;                                  \
    }                                                                        \
  } while (0)

static qn_status index_modes(qn_context *x) {
  const qn_case *c = x->region;
  BY_MODE(x->parts_of_mode, x->part_rows, mode_parts);
  BY_MODE(x->curve_of_mode, x->curve_rows, mode_curves);
  for (int m = 0; m < c->n_modes; m++) { /* curves by rising temperature */
    int *row = x->curve_rows + x->curve_of_mode[m].first;
    for (int i = 1; i < x->curve_of_mode[m].count; i++)
      for (int k = i;
           k > 0 && c->mode_curves[row[k]].outdoor_degc < c->mode_curves[row[k - 1]].outdoor_degc;
           k--) {
        const int swap = row[k];
        row[k] = row[k - 1];
        row[k - 1] = swap;
      }
  }
  x->straw_mode = -1;
  for (int m = c->n_modes; m-- > 0;)
    if (c->modes[m].i_carrier >= 0 && c->carriers[c->modes[m].i_carrier].is_straw)
      x->straw_mode = m;
  return QN_OK;
}

static qn_status index_system(qn_context *x) {
  const qn_case *c = x->region;
  x->gas_trunk = qn_arena_array(x->arena, (size_t)c->n_areas + 1, sizeof(int));
  x->electric = qn_arena_array(x->arena, (size_t)c->n_carriers + 1, sizeof(int));
  if (!x->gas_trunk || !x->electric) return QN_ENOMEM;
  for (int a = 0; a <= c->n_areas; a++) x->gas_trunk[a] = -1;
  for (int i = 0; i < c->n_trunks; i++)
    if (c->trunks[i].i_area >= 0 && !strcmp(c->trunks[i].network, "gas"))
      x->gas_trunk[c->trunks[i].i_area] = i;
  x->trunk_brings = qn_arena_array(x->arena, (size_t)c->n_trunks * (size_t)c->n_modes + 1, 1);
  if (!x->trunk_brings) return QN_ENOMEM;
  for (int i = 0; i < c->n_trunks; i++)
    for (int k = c->heat.first_in_network[c->heat.network_of_trunk[i]]; k >= 0;
         k = c->heat.next_in_network[k])
      x->trunk_brings[i * c->n_modes + c->sources[k].i_mode] = 1;
  for (int i = 0; i < c->n_carriers; i++) x->electric[i] = !strcmp(c->carriers[i].unit, "kWh");
  return QN_OK;
}

qn_status qn_context_new(qn_context **out, const qn_case *region, const qn_demand *demand) {
  qn_arena *arena = qn_arena_new();
  qn_context *x = arena ? qn_arena_alloc(arena, sizeof *x) : NULL;
  if (!x) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *x = (qn_context){.region = region, .demand = demand, .arena = arena};
  x->time = qn_timeline_of(&region->settings);
  qn_status s = qn_price_book_new(&x->prices, region, &x->time);
  if (!s) s = index_areas(x);
  if (!s) s = index_units(x);
  if (!s) s = list_upward(x, &x->supplies_above, &x->supplies, region->n_carriers, carrier_of);
  if (!s) s = list_upward(x, &x->budgets_above, &x->budgets, QN_PAYERS, payer_of);
  if (!s) s = index_modes(x);
  if (!s) s = index_system(x);
  if (s)
    qn_context_free(x);
  else
    *out = x;
  return s;
}

void qn_context_free(qn_context *context) {
  if (!context) return;
  qn_price_book_free(context->prices);
  qn_arena_free(context->arena);
}

int qn_context_township(const qn_context *context, int area) {
  const int township = context->region->area_at_level[QN_TOWNSHIP][area];
  return township >= 0 ? township : area;
}

enum { MOST_POINTS = 64 };

qn_performance qn_context_performance(const qn_context *context, int mode, int area,
                                      double indoor_degc) {
  const qn_case *c = context->region;
  const qn_children run = context->curve_of_mode[mode];
  const double efficiency = c->modes[mode].efficiency;
  if (!run.count || run.count > MOST_POINTS) return (qn_performance){efficiency, efficiency, 1};
  double at[MOST_POINTS], cop[MOST_POINTS], share[MOST_POINTS];
  for (int i = 0; i < run.count; i++) {
    const qn_mode_curve *point = &c->mode_curves[context->curve_rows[run.first + i]];
    at[i] = point->outdoor_degc;
    cop[i] = point->cop;
    share[i] = point->capacity_share;
  }
  const qn_season *season = qn_demand_season_of_area(context->demand, area);
  return (qn_performance){qn_season_scop(season, indoor_degc, at, cop, run.count),
                          qn_curve_at(at, cop, run.count, season->design_degc),
                          qn_curve_at(at, share, run.count, season->design_degc)};
}

int qn_context_is_clean(const qn_context *context, int mode, int state, int zone, int area,
                        int year) {
  const qn_case *c = context->region;
  for (int i = c->n_clean_rules; i-- > 0;) {
    const qn_clean_rule *rule = &c->clean_rules[i];
    if (rule->i_mode != mode || year < rule->from_year || year > rule->to_year) continue;
    if (rule->state != QN_STATE_ANY && rule->state != state) continue;
    if (rule->i_zone >= 0 && rule->i_zone != zone) continue;
    if (!qn_case_area_within(c, area, rule->i_area)) continue;
    return rule->is_clean;
  }
  return 0;
}

int qn_context_may_be_clean(const qn_context *context, int mode, int zone, int area, int year) {
  for (int state = QN_STATE_ORDINARY; state <= QN_STATE_CLEAN; state++)
    if (qn_context_is_clean(context, mode, state, zone, area, year)) return 1;
  return 0;
}

qn_supply_state qn_context_supply(const qn_context *context, int supply, int year) {
  const qn_case *c = context->region;
  const qn_supply *row = &c->supplies[supply];
  qn_supply_state state = {row->peak, row->annual, row->base_peak, row->base_annual};
  int latest[4] = {0};
  double *const field[] = {&state.peak, &state.annual, &state.base_peak, &state.base_annual};
  const qn_children years = c->years_of_supply[supply];
  for (int i = 0; i < years.count; i++) {
    const qn_supply_year *y = &c->supply_years[years.first + i];
    if (y->year > year) continue;
    const double value[] = {y->peak, y->annual, y->base_peak, y->base_annual};
    for (int k = 0; k < 4; k++)
      if (!isnan(value[k]) && y->year >= latest[k]) *field[k] = value[k], latest[k] = y->year;
  }
  return state;
}

double qn_context_emission_kg(const qn_context *context, int carrier, int pollutant, int sector,
                              double use) {
  const qn_case *c = context->region;
  for (int i = 0; carrier >= 0 && i < c->n_emission_factors; i++) {
    const qn_emission_factor *f = &c->emission_factors[i];
    if (f->i_carrier == carrier && f->i_pollutant == pollutant && f->sector == sector)
      return use * f->factor_kg;
  }
  return 0;
}
