/* The checks, one function a rule over one table, listed in one array. A case with statements alone
 * (for the audit) is let through: rules look only at tables that have rows. */
#include "case/check.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/units.h"
#include "case/metric.h"

/* An error or warning at a row of a table. */
static qn_status fault(const qn_case *c, qn_findings *f, int table, int row, const char *column,
                       qn_status s, size_t mark) {
  qn_locate(f, mark, qn_row_place(&c->tables[table], (size_t)row, column));
  return s;
}
#define FAIL(table, row, column, ...)                        \
  do {                                                       \
    const size_t mark_ = qn_findings_count(f);               \
    qn_fail(f, QN_EINPUT, __VA_ARGS__);                      \
    bad = fault(c, f, table, row, column, QN_EINPUT, mark_); \
  } while (0)
#define WARN(table, row, column, ...)              \
  do {                                             \
    const size_t mark_ = qn_findings_count(f);     \
    qn_warn(f, __VA_ARGS__);                       \
    fault(c, f, table, row, column, QN_OK, mark_); \
  } while (0)

static qn_status check_years(const qn_case *c, qn_findings *f) {
  const qn_settings *g = &c->settings;
  qn_status bad = QN_OK;
  if (!c->n_units) return bad;
  if (g->base_year == QN_NO_INT || g->horizon == QN_NO_INT)
    return qn_fail(f, QN_EINPUT, "settings must give base_year and horizon");
  if (g->horizon <= g->base_year)
    bad = qn_fail(f, QN_EINPUT, "horizon %d must lie after base_year %d", g->horizon, g->base_year);
  if (g->horizon > g->base_year + g->evaluation_seasons)
    bad = qn_fail(f, QN_EINPUT, "horizon %d lies beyond the %d seasons evaluated", g->horizon,
                  g->evaluation_seasons);
  for (int i = 0; i < c->n_unit_years; i++) {
    const qn_unit_year *y = &c->unit_years[i];
    if (y->year > g->horizon)
      WARN(QN_T_unit_years, i, "year", "%d lies after the horizon %d and is left out", y->year,
           g->horizon);
    if (y->year <= g->base_year)
      FAIL(QN_T_unit_years, i, "year", "%d must lie after the base year %d", y->year, g->base_year);
  }
  return bad;
}

static int is_network(const qn_case *c, int mode) {
  return mode >= 0 && c->modes[mode].is_network;
}

static qn_status check_units(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_units; i++) {
    const qn_unit_row *u = &c->units[i];
    if (!u->present_mode && u->first_year == QN_NO_INT)
      FAIL(QN_T_units, i, "present_mode",
           "a unit needs its present mode, or a first year when it is a new development");
    if (u->present_mode && u->first_year != QN_NO_INT)
      FAIL(QN_T_units, i, "first_year", "a new development has no present mode");
    if (is_network(c, u->i_present_mode) && !u->present_source)
      FAIL(QN_T_units, i, "present_source", "network heat needs the source that delivers it");
    if (!is_network(c, u->i_present_mode) && u->i_present_source >= 0)
      FAIL(QN_T_units, i, "present_source", "only a unit on network heat has a source");
    if (u->i_feeder >= 0 && c->supplies[u->i_feeder].role != QN_ROLE_FEEDER)
      FAIL(QN_T_units, i, "feeder", "supply %s is no feeder", c->supplies[u->i_feeder].id);
    if (u->i_area >= 0 && c->n_climate && c->area_station[u->i_area] < 0)
      FAIL(QN_T_units, i, "area", "no climate station for area %s or any area above it",
           c->areas[u->i_area].code);
    if (u->id && u->households > 0 && c->areas_of_unit[i].count == 0 &&
        c->years_of_unit[i].count == 0)
      WARN(QN_T_units, i, "id", "unit %s has households but no floor area", u->id);
  }
  return bad;
}

static qn_status check_classes(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_building_classes; i++)
    if (isnan(c->building_classes[i].q_w_m2) && isnan(c->building_classes[i].u_w_m2k))
      FAIL(QN_T_building_classes, i, "q_w_m2", "give q_w_m2 or u_w_m2k");
  return bad;
}

static qn_status check_modes(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_modes; i++) {
    const qn_mode *m = &c->modes[i];
    if (m->is_network && m->i_carrier >= 0)
      FAIL(QN_T_modes, i, "carrier", "network heat has no carrier of its own: its source has");
    if (!m->is_network && !m->carrier)
      FAIL(QN_T_modes, i, "carrier", "a mode that is no network needs a carrier");
  }
  for (int i = 0; i < c->n_subsidies; i++) {
    const qn_subsidy *b = &c->subsidies[i];
    const double sum = b->central + b->province + b->prefecture + b->county + b->company;
    if (!(fabs(sum - 1) <= 1e-9))
      FAIL(QN_T_subsidies, i, "central", "the shares of who pays sum to %.6g, not to 1", sum);
  }
  return bad;
}

/* Ids of the supplies that are the heat of a source. */
static qn_status name_heat(qn_names *heat, const qn_case *c) {
  qn_status s = QN_OK;
  for (int i = 0; i < c->n_supplies && !s; i++)
    if (c->supplies[i].role == QN_ROLE_SOURCE && c->supplies[i].id)
      s = qn_names_add(heat, c->supplies[i].id, (size_t)i, NULL);
  return s;
}

static qn_status check_sources(const qn_case *c, qn_findings *f) {
  qn_names heat = {0};
  qn_status bad = name_heat(&heat, c);
  for (int i = 0; i < c->n_sources && bad != QN_ENOMEM; i++) {
    if (qn_names_find(&heat, c->sources[i].id) == QN_NO_INDEX)
      FAIL(QN_T_sources, i, "id", "source %s has no supply of role source with its id",
           c->sources[i].id ? c->sources[i].id : "");
    if (c->sources[i].i_mode >= 0 && !is_network(c, c->sources[i].i_mode))
      FAIL(QN_T_sources, i, "mode", "the mode of a source must be a network mode");
  }
  qn_names_clear(&heat);
  for (int i = 0; i < c->n_source_options; i++) {
    const qn_source_option *o = &c->source_options[i];
    if (o->kind == QN_OPTION_MERGE && (o->i_receiver < 0 || o->i_receiver == o->i_source))
      FAIL(QN_T_source_options, i, "receiver", "a merge needs another source that receives");
  }
  return bad;
}

typedef struct {
  int supply, row;
  double up_to, price;
} step;

static int by_supply_and_quantity(const void *a, const void *b) {
  const step *x = a, *y = b;
  if (x->supply != y->supply) return x->supply < y->supply ? -1 : 1;
  if (x->up_to < y->up_to || x->up_to > y->up_to) return x->up_to < y->up_to ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* Of each row: a step of the same supply that ends lower is dearer. */
static bool *find_falling(const qn_case *c) {
  const int n = c->n_supply_steps;
  step *steps = malloc(((size_t)n + 1) * sizeof *steps);
  bool *falls = calloc((size_t)n + 1, sizeof *falls);
  int n_step = 0;
  for (int i = 0; i < n && steps && falls; i++) {
    const qn_supply_step *k = &c->supply_steps[i];
    if (!isnan(k->up_to)) steps[n_step++] = (step){k->i_supply, i, k->up_to, k->price_added_cny};
  }
  if (steps && falls) qsort(steps, (size_t)n_step, sizeof *steps, by_supply_and_quantity);
  double lower = -INFINITY, here = -INFINITY; /* dearest of the steps below, and up to this one */
  for (int i = 0; i < n_step; i++) {
    if (!i || steps[i].supply != steps[i - 1].supply)
      lower = here = -INFINITY;
    else if (steps[i].up_to > steps[i - 1].up_to)
      lower = here;
    falls[steps[i].row] = lower > steps[i].price;
    here = fmax(here, steps[i].price);
  }
  if (!steps) free(falls), falls = NULL;
  free(steps);
  return falls;
}

static qn_status check_supplies(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_supplies; i++)
    if (c->supplies[i].role != QN_ROLE_SOURCE && !c->supplies[i].carrier)
      FAIL(QN_T_supplies, i, "carrier", "a supply that is no source needs a carrier");
  bool *falls = find_falling(c);
  if (!falls) return QN_ENOMEM;
  for (int i = 0; i < c->n_supply_steps; i++)
    if (falls[i])
      FAIL(QN_T_supply_steps, i, "price_added_cny",
           "steps of a supply must not fall in price from one to the next");
  free(falls);
  return bad;
}

static qn_status check_targets(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *t = &c->targets[i];
    const int season = qn_season_of_date(t->date);
    if (t->date && c->settings.horizon != QN_NO_INT && season > c->settings.horizon)
      FAIL(QN_T_targets, i, "date", "season %d lies after the horizon %d", season,
           c->settings.horizon);
    else if (t->date && season <= c->settings.base_year) /* no year is less than any */
      WARN(QN_T_targets, i, "date",
           "season %d is not after the base year: the target is only reported", season);
    if (t->metric == QN_EMISSION && t->i_pollutant < 0)
      FAIL(QN_T_targets, i, "pollutant", "an emission target needs its pollutant");
    if ((t->metric == QN_MODE_AREA || t->metric == QN_MODE_HOUSEHOLDS) && !t->l_modes.count)
      FAIL(QN_T_targets, i, "modes", "a target on modes needs its modes");
    if (isnan(qn_target_factor(t)))
      FAIL(QN_T_targets, i, "unit", "the unit %s does not measure what the target counts", t->unit);
  }
  return bad;
}

/* Whether a row alone may be spent or also what rows before it left, two of a year cannot both say.
 */
static qn_status check_budgets(const qn_case *c, qn_findings *f) {
  qn_status bad = QN_OK;
  for (int i = 0; i < c->n_budgets; i++)
    for (int k = 0; k < i; k++) {
      const qn_budget *a = &c->budgets[i], *b = &c->budgets[k];
      if (a->payer != b->payer || a->i_area != b->i_area || a->year != b->year || a->i_area < 0)
        continue;
      FAIL(QN_T_budgets, i, "year",
           "budget %s is of the same payer, area and year as %s: add them up in one row",
           a->id ? a->id : "", b->id ? b->id : "");
      break;
    }
  return bad;
}

qn_status qn_case_check(const qn_case *region, qn_findings *findings) {
  static qn_status (*const checks[])(const qn_case *, qn_findings *) = {
      check_years,   check_units,    check_classes, check_modes,
      check_sources, check_supplies, check_targets, check_budgets};
  qn_status s = QN_OK;
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    const qn_status found = checks[i](region, findings);
    if (found == QN_ENOMEM) return found;
    if (found) s = QN_EINPUT;
  }
  return s;
}
