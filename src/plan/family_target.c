/* Targets (docs/model.md section 6), and the columns that say that a merged source's load is clean
 * because its receiver is. */
#include <math.h>

#include "base/units.h"
#include "case/metric.h"
#include "plan/family.h"

/* ---- what a target is about ---- */

static int season_of(const qn_model *m, const qn_target *t) {
  return qn_season_of_date(t->date) - m->x->time.base - 1;
}

static int in_area(const qn_case *c, const qn_target *t, int area) {
  if (!qn_case_area_within(c, area, t->i_area)) return 0;
  for (int i = 0; i < t->l_excluded.count; i++)
    if (qn_case_area_within(c, area, t->l_excluded.at[i])) return 0;
  return 1;
}

static int has_unit(const qn_case *c, const qn_target *t, int unit) {
  const qn_unit_row *u = &c->units[unit];
  return in_area(c, t, u->i_area) && (t->i_zone < 0 || t->i_zone == u->i_zone) &&
         (t->kind < 0 || t->kind == u->kind) && (t->terrain < 0 || t->terrain == u->terrain);
}

static int has_mode(const qn_target *t, int mode) {
  for (int i = 0; i < t->l_modes.count; i++)
    if (t->l_modes.at[i] == mode) return 1;
  return 0;
}

static int in_households(int metric) {
  return metric == QN_CLEAN_RATE_HOUSEHOLDS || metric == QN_CLEAN_HOUSEHOLDS ||
         metric == QN_MODE_HOUSEHOLDS || metric == QN_UPGRADED_HOUSEHOLDS;
}
static int is_clean_metric(int metric) {
  return metric <= QN_CLEAN_HOUSEHOLDS;
}
static double value_of(const qn_target *t) {
  return t->value * qn_target_factor(t);
}

static double tolerance_of(const qn_target *t, double value) {
  if (!isnan(t->tolerance)) return t->tolerance * fabs(value);
  if (t->sense == QN_EQUAL) return 0.005 * fabs(value);
  return qn_metric_is_rate(t->metric) ? 1e-4 : 0; /* 0.01 point: 89.996 % meets 90 % */
}

/* ---- rows ---- */

/* Area or households of the target that hang on each source, and of all that it is about. */
static double measure(qn_model *m, int target, int season) {
  const qn_case *c = m->x->region;
  const qn_target *t = &c->targets[target];
  const int year = qn_timeline_year(&m->x->time, season);
  double *of_source = &m->data->target_source[(size_t)target * (size_t)c->n_sources];
  double total = 0;
  for (int u = 0; u < c->n_units; u++) {
    if (!has_unit(c, t, u)) continue;
    const double amount = in_households(t->metric) ? qn_demand_households(m->x->demand, u, year)
                                                   : qn_demand_area_m2(m->x->demand, u, year);
    total += amount;
    if (c->units[u].i_present_source >= 0) of_source[c->units[u].i_present_source] += amount;
  }
  for (int i = 0; t->kind < 0 && t->terrain < 0 && i < c->n_source_areas; i++) {
    const qn_source_area *a = &c->source_areas[i];
    if (!in_area(c, t, c->sources[a->i_source].i_area)) continue;
    if (t->i_zone >= 0 && t->i_zone != a->i_zone) continue;
    const double amount = in_households(t->metric) ? a->households : a->area_m2;
    total += amount;
    of_source[a->i_source] += amount;
  }
  return total;
}

/* An equality holds within its tolerance: it becomes two rows, at_least first, at_most behind it.
 */
static void add_target_rows(qn_model *m, int target, int season, double rhs, double slack) {
  const qn_target *t = &m->x->region->targets[target];
  qn_model_row row = {
      .family = &qn_family_target,
      .row = target,
      .season = season,
      .place = t->i_area,
      .penalty = t->rule == QN_PRICED ? fmax(t->price_cny, 0) * m->x->time.discount[season] : 0};
  const int first = (int)m->n_row;
  if (t->sense != QN_AT_MOST) {
    row.sense = QN_AT_LEAST;
    row.rhs = rhs - slack;
    qn_model_add_row(m, row);
  }
  if (t->sense != QN_AT_LEAST) {
    row.sense = QN_AT_MOST;
    row.rhs = rhs + slack;
    qn_model_add_row(m, row);
  }
  m->data->target[target] = first;
}

static void target_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  m->data->target = qn_index_new(m, (size_t)c->n_targets);
  m->data->target_source =
      qn_arena_array(m->arena, (size_t)c->n_targets * (size_t)c->n_sources + 1, sizeof(double));
  if (!m->data->target || !m->data->target_source) {
    m->failed = QN_ENOMEM;
    return;
  }
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *t = &c->targets[i];
    const int season = season_of(m, t);
    if (season < 0 || season >= m->n || t->rule == QN_REPORTED) continue;
    if (t->rule == QN_PRICED && !(t->price_cny > 0)) continue; /* missing it costs nothing */
    const double total = measure(m, i, season), value = value_of(t);
    const double scale = qn_metric_is_rate(t->metric) ? total : 1;
    add_target_rows(m, i, season, value * scale, tolerance_of(t, value) * scale);
  }
}

/* Takes value from the row, or from both rows of an equality. */
static void take_target(qn_model *m, int target, double value) {
  const int row = m->data->target[target];
  if (row < 0) return;
  qn_model_take(m, row, value);
  if (m->x->region->targets[target].sense == QN_EQUAL) qn_model_take(m, row + 1, value);
}

/* ---- units ---- */

static int decided_since(const qn_model *m, const qn_target *t, int season) {
  return season >= 0 &&
         (t->since_year == QN_NO_INT || qn_timeline_year(&m->x->time, season) >= t->since_year);
}

/* Clean in the base year: the present device by the rules of that year. */
static int was_clean(const qn_model *m, int unit) {
  const qn_case *c = m->x->region;
  const qn_unit_row *u = &c->units[unit];
  if (u->i_present_mode < 0 || c->modes[u->i_present_mode].is_network) return 0;
  return qn_context_is_clean(m->x, u->i_present_mode, QN_STATE_ANY, u->i_zone, u->i_area,
                             m->x->time.base);
}

static double coal_of(const qn_account *a, int j) {
  return a->running[j].coal_t +
         (a->standby_mode >= 0 && j == a->path.season ? a->standby.coal_t : 0);
}

static double emission_of(const qn_model *m, const qn_account *a, int j, int pollutant) {
  if (a->mode[j] < 0) return 0;
  double kg = qn_running_emission_kg(m->x, a->mode[j], &a->running[j], pollutant);
  if (a->standby_mode >= 0 && j == a->path.season)
    kg += qn_running_emission_kg(m->x, a->standby_mode, &a->standby, pollutant);
  return kg;
}

static double unit_amount(const qn_model *m, const qn_unit_takes *takes, int target, int j) {
  const qn_case *c = m->x->region;
  const qn_target *t = &c->targets[target];
  const qn_account *a = takes->account;
  const qn_pathway p = a->path;
  const qn_unit_state *state = qn_unit_work_state(takes->work);
  const double size = in_households(t->metric) ? state->households[j] : state->area_m2[j];
  const int present = c->units[takes->unit].i_present_mode;
  if (is_clean_metric(t->metric)) {
    if (!qn_account_is_clean(m->x, state, a, j)) return 0;
    if (t->counting == QN_ADDED && (was_clean(m, takes->unit) || !decided_since(m, t, p.season)))
      return 0;
    return size;
  }
  switch (t->metric) {
    case QN_MODE_AREA:
    case QN_MODE_HOUSEHOLDS:
      if (a->mode[j] < 0 || !has_mode(t, a->mode[j])) return 0;
      if (a->is_present[j] && present >= 0 && c->modes[present].is_network) return 0;
      if (t->counting == QN_ADDED && (a->is_present[j] || !decided_since(m, t, p.season))) return 0;
      return size;
    case QN_RETROFIT_AREA:
      return p.level > 0 && p.season <= j && decided_since(m, t, p.season) ? size : 0;
    case QN_COAL_REMOVED:
      return present < 0 ? 0 : qn_unit_work_today(takes->work)[j].coal_t - coal_of(a, j);
    case QN_EMISSION:
      return emission_of(m, a, j, t->i_pollutant);
    default:
      return 0;
  }
}

static void target_unit(qn_model *m, const qn_unit_takes *takes) {
  const qn_case *c = m->x->region;
  for (int a = c->units[takes->unit].i_area; a >= 0; a = c->areas[a].i_parent)
    for (int i = m->x->targets.first[a]; i >= 0; i = m->x->targets.next[i])
      if (m->data->target[i] >= 0 && has_unit(c, &c->targets[i], takes->unit))
        take_target(m, i, unit_amount(m, takes, i, season_of(m, &c->targets[i])));
}

/* ---- sources ---- */

static int source_was_clean(const qn_model *m, int source) {
  const qn_heat_source *row = &m->x->region->sources[source];
  return qn_context_is_clean(m->x, row->i_mode, row->state, -1, row->i_area, m->x->time.base);
}

/* Whether a clean amount of a source counts for a target when its option was taken in season. */
static int clean_counts(const qn_model *m, const qn_target *t, int source, int season) {
  return t->counting != QN_ADDED || (!source_was_clean(m, source) && decided_since(m, t, season));
}

static double source_amount(const qn_model *m, int target, int source, int option, int season,
                            int j) {
  const qn_case *c = m->x->region;
  const qn_target *t = &c->targets[target];
  const qn_source_option *o = option >= 0 ? &c->source_options[option] : NULL;
  const double size = m->data->target_source[target * c->n_sources + source];
  const int is_taken = o && season <= j;
  const int is_merged = is_taken && o->kind == QN_OPTION_MERGE;
  const int mode = is_merged                    ? c->sources[o->i_receiver].i_mode
                   : is_taken && o->i_mode >= 0 ? o->i_mode
                                                : c->sources[source].i_mode;
  const int state = qn_source_state(m, option, season, j);
  const int here = in_area(c, t, c->sources[source].i_area);
  const int is_meant = !t->l_modes.count || has_mode(t, c->sources[source].i_mode);
  if (is_clean_metric(t->metric))
    return state != QN_OUT && qn_state_is_clean(m, source, state, j) &&
                   clean_counts(m, t, source, is_taken ? season : -1)
               ? size
               : 0;
  switch (t->metric) {
    case QN_MODE_AREA:
    case QN_MODE_HOUSEHOLDS:
      return t->counting != QN_ADDED && has_mode(t, mode) ? size : 0;
    case QN_UPGRADED_HOUSEHOLDS:
      return is_taken && o->kind != QN_OPTION_CLOSE && decided_since(m, t, season) &&
                     (!t->l_modes.count || has_mode(t, mode))
                 ? size
                 : 0;
    case QN_CLOSED_TPH:
      return here && is_meant && is_taken && (o->kind != QN_OPTION_MERGE || season < j) &&
                     o->kind != QN_OPTION_ULTRA_LOW
                 ? c->sources[source].boiler_tph
                 : 0;
    case QN_ULTRA_LOW_TPH:
      return here && is_meant && is_taken && o->kind == QN_OPTION_ULTRA_LOW
                 ? c->sources[source].boiler_tph
                 : 0;
    default:
      return 0;
  }
}

static void target_source(qn_model *m, int source, int option, int season) {
  const qn_case *c = m->x->region;
  for (int i = 0; i < c->n_targets; i++)
    if (m->data->target[i] >= 0)
      take_target(m, i, source_amount(m, i, source, option, season, season_of(m, &c->targets[i])));
}

static void target_flow(qn_model *m, const qn_flow *f, int j) {
  const qn_case *c = m->x->region;
  const qn_heat_source *source = &c->sources[f->heat_source];
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *t = &c->targets[i];
    if (t->metric != QN_EMISSION || m->data->target[i] < 0 || season_of(m, t) != j) continue;
    if (t->kind >= 0 || t->terrain >= 0 || t->i_zone >= 0 || !in_area(c, t, source->i_area))
      continue;
    take_target(m, i,
                qn_context_emission_kg(m->x, f->carrier, t->i_pollutant, source->sector,
                                       f->per_kwh * f->hours));
  }
}

static void target_project(qn_model *m, int p, int season) {
  const qn_case *c = m->x->region;
  const qn_project *row = &c->projects[p];
  const int area = qn_project_area(c, p);
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *t = &c->targets[i];
    if (m->data->target[i] < 0 || season > season_of(m, t) || !in_area(c, t, area)) continue;
    if (t->metric == QN_PIPE_KM) take_target(m, i, row->km);
    if (t->metric == QN_STATIONS) take_target(m, i, row->stations);
  }
}

const qn_family qn_family_target = {.id = "target",
                                    .noun_zh = "目标",
                                    .noun_en = "target",
                                    .table = QN_T_targets,
                                    .rows = target_rows,
                                    .unit = target_unit,
                                    .source = target_source,
                                    .flow = target_flow,
                                    .project = target_project};

/* ---- a merged load is clean while its receiver is: not without the merge, not without the
 * receiver, and surely with both ---- */

enum { MERGE_ROWS = 3 };

static int *merge_cell(const qn_model *m, int option, int decided, int j) {
  return &m->data->clean_merge[MERGE_ROWS * ((option * m->n + decided) * m->n + j)];
}

static void clean_merge_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  const size_t cells = MERGE_ROWS * (size_t)c->n_source_options * (size_t)m->n * (size_t)m->n;
  if (!(m->data->clean_merge = qn_index_new(m, cells))) return;
  for (int o = 0; o < c->n_source_options; o++)
    for (int t = 0; c->source_options[o].kind == QN_OPTION_MERGE && t < m->n; t++)
      for (int j = t; j < m->n; j++)
        for (int k = 0; k < MERGE_ROWS; k++)
          merge_cell(m, o, t, j)[k] = qn_model_add_row(
              m, (qn_model_row){.family = &qn_family_clean_merge,
                                .row = c->source_options[o].i_source,
                                .season = j,
                                .place = c->sources[c->source_options[o].i_source].i_area,
                                .sense = QN_AT_MOST,
                                .rhs = k == 2});
}

/* The merge itself, and the clean states of a receiver, open the column. */
static void clean_merge_source(qn_model *m, int source, int option, int season) {
  const qn_case *c = m->x->region;
  if (option >= 0 && c->source_options[option].kind == QN_OPTION_MERGE)
    for (int j = season; j < m->n; j++) {
      qn_model_take(m, merge_cell(m, option, season, j)[0], -1);
      qn_model_take(m, merge_cell(m, option, season, j)[2], 1);
    }
  for (int o = c->heat.first_merge[source]; o >= 0; o = c->heat.next_merge[o])
    for (int t = 0; t < m->n; t++)
      for (int j = t; j < m->n; j++) {
        const int state = qn_source_state(m, option, season, j);
        if (state == QN_OUT || !qn_state_is_clean(m, source, state, j)) continue;
        qn_model_take(m, merge_cell(m, o, t, j)[1], -1);
        qn_model_take(m, merge_cell(m, o, t, j)[2], 1);
      }
}

static void clean_merge_others(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int o = 0; o < c->n_source_options; o++) {
    const int source = c->source_options[o].i_source;
    for (int t = 0; c->source_options[o].kind == QN_OPTION_MERGE && t < m->n; t++)
      for (int j = t; j < m->n; j++) {
        qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_CLEAN_MERGE,
                                           .block = -1,
                                           .id = o,
                                           .option = t,
                                           .season = j,
                                           .upper = 1});
        for (int k = 0; k < MERGE_ROWS; k++)
          qn_model_take(m, merge_cell(m, o, t, j)[k], k < 2 ? 1 : -1);
        for (int i = 0; i < c->n_targets; i++)
          if (m->data->target[i] >= 0 && is_clean_metric(c->targets[i].metric) &&
              season_of(m, &c->targets[i]) == j && clean_counts(m, &c->targets[i], source, t))
            take_target(m, i, m->data->target_source[i * c->n_sources + source]);
        qn_model_close(m);
      }
  }
}

const qn_family qn_family_clean_merge = {.id = "clean_merge",
                                         .noun_zh = "并网后随接收热源计清洁",
                                         .noun_en = "clean with its receiver",
                                         .table = QN_T_sources,
                                         .rows = clean_merge_rows,
                                         .source = clean_merge_source,
                                         .others = clean_merge_others};
