/* Limits on carriers: design day, season, feeders, storage duty, price steps, and the whole modules
 * that widen them. */
#include <math.h>

#include "plan/family.h"

static int *table_of(qn_model *m) {
  return qn_index_new(m, (size_t)m->x->region->n_supplies * (size_t)m->n);
}

static void add_limit_row(qn_model *m, const qn_family *family, int *table, int supply, int j,
                          double rhs) {
  table[supply * m->n + j] =
      qn_model_add_row(m, (qn_model_row){.family = family,
                                         .row = supply,
                                         .season = j,
                                         .place = m->x->region->supplies[supply].i_area,
                                         .sense = QN_AT_MOST,
                                         .rhs = rhs});
}

static qn_supply_state state_of(const qn_model *m, int supply, int j) {
  return qn_context_supply(m->x, supply, qn_timeline_year(&m->x->time, j));
}

/* Calls take for every supply of a role in whose area the place lies and that names the carrier. */
static void take_in_area(qn_model *m, const int *table, int role, int area, int carrier, int j,
                         double value) {
  const qn_supply *supplies = m->x->region->supplies;
  const qn_up_lists *above = &m->x->supplies_above;
  if (area < 0 || carrier < 0 || value == 0) return;
  const int *first = &above->first[area * above->n_key + carrier];
  for (int i = first[0]; i < first[1]; i++)
    if (supplies[above->rows[i]].role == role)
      qn_model_take(m, table[above->rows[i] * m->n + j], value);
}

/* ---- design day ---- */

static void peak_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->peak = table_of(m))) return;
  for (int s = 0; s < c->n_supplies; s++)
    for (int j = 0; j < m->n && c->supplies[s].role == QN_ROLE_LIMIT; j++) {
      const qn_supply_state state = state_of(m, s, j);
      if (!isnan(state.peak))
        add_limit_row(m, &qn_family_peak, m->data->peak, s, j, state.peak - state.base_peak);
    }
}

static void peak_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  for (int j = 0; j < m->n; j++)
    if (t->account->mode[j] >= 0)
      take_in_area(m, m->data->peak, QN_ROLE_LIMIT, c->units[t->unit].i_area,
                   c->modes[t->account->mode[j]].i_carrier, j, t->account->running[j].peak);
}

static void peak_flow(qn_model *m, const qn_flow *f, int j) {
  const double per_kw = m->x->electric[f->carrier]
                            ? f->per_kwh / m->x->region->settings.power_factor
                            : 24 * f->per_kwh;
  take_in_area(m, m->data->peak, QN_ROLE_LIMIT, m->x->region->sources[f->heat_source].i_area,
               f->carrier, j, per_kw);
}

static void take_project_peak(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  for (int j = season; row->i_supply >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->peak[row->i_supply * m->n + j], -row->adds_peak);
}

static void take_module_peak(qn_model *m, int supply, int j) {
  qn_model_take(m, m->data->peak[supply * m->n + j], -m->x->region->supplies[supply].module_peak);
}

const qn_family qn_family_peak = {.id = "peak",
                                  .noun_zh = "高峰能力",
                                  .noun_en = "design-day capacity",
                                  .table = QN_T_supplies,
                                  .rows = peak_rows,
                                  .unit = peak_unit,
                                  .flow = peak_flow,
                                  .project = take_project_peak,
                                  .module = take_module_peak};

/* ---- feeders: rows of the same registry; units name them ---- */

static void feeder_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int s = 0; s < c->n_supplies; s++) {
    if (c->supplies[s].role != QN_ROLE_FEEDER || m->is_private_feeder[s] >= 0) continue;
    for (int j = 0; j < m->n; j++) {
      const qn_supply_state state = state_of(m, s, j);
      if (!isnan(state.peak))
        add_limit_row(m, &qn_family_feeder, m->data->peak, s, j, state.peak - state.base_peak);
    }
  }
}

static void feeder_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  const int feeder = c->units[t->unit].i_feeder;
  for (int j = 0; feeder >= 0 && j < m->n; j++)
    if (t->account->mode[j] >= 0 && c->modes[t->account->mode[j]].needs_feeder)
      qn_model_take(m, m->data->peak[feeder * m->n + j], t->account->running[j].peak);
}

const qn_family qn_family_feeder = {.id = "feeder",
                                    .noun_zh = "配电容量",
                                    .noun_en = "feeder capacity",
                                    .table = QN_T_supplies,
                                    .rows = feeder_rows,
                                    .unit = feeder_unit};

/* ---- season quantities ---- */

static void annual_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->annual = table_of(m))) return;
  for (int s = 0; s < c->n_supplies; s++)
    for (int j = 0; j < m->n && c->supplies[s].role == QN_ROLE_LIMIT; j++) {
      const qn_supply_state state = state_of(m, s, j);
      if (!isnan(state.annual))
        add_limit_row(m, &qn_family_annual, m->data->annual, s, j,
                      state.annual - state.base_annual);
    }
}

/* Hands every use of a carrier by the unit in season j to the rows of a role. */
static void take_uses(qn_model *m, const qn_unit_takes *t, const int *table, int role, int j) {
  const qn_case *c = m->x->region;
  const qn_account *a = t->account;
  const int area = c->units[t->unit].i_area;
  const int straw = m->x->straw_mode >= 0 ? c->modes[m->x->straw_mode].i_carrier : -1;
  if (a->mode[j] < 0) return;
  take_in_area(m, table, role, area, c->modes[a->mode[j]].i_carrier, j, a->running[j].use);
  take_in_area(m, table, role, area, straw, j, a->running[j].straw_use);
  if (a->standby_mode < 0 || j != a->path.season) return;
  take_in_area(m, table, role, area, c->modes[a->standby_mode].i_carrier, j, a->standby.use);
  take_in_area(m, table, role, area, straw, j, a->standby.straw_use);
}

static void annual_unit(qn_model *m, const qn_unit_takes *t) {
  for (int j = 0; j < m->n; j++) take_uses(m, t, m->data->annual, QN_ROLE_LIMIT, j);
}

/* Use of the carrier of one kW that flows for a season. */
static void take_flow_use(qn_model *m, const qn_flow *f, const int *table, int role, int j) {
  take_in_area(m, table, role, m->x->region->sources[f->heat_source].i_area, f->carrier, j,
               f->per_kwh * f->hours);
}

static void annual_flow(qn_model *m, const qn_flow *f, int j) {
  take_flow_use(m, f, m->data->annual, QN_ROLE_LIMIT, j);
}

static void annual_project(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  for (int j = season; row->i_supply >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->annual[row->i_supply * m->n + j], -row->adds_annual);
}

static void annual_module(qn_model *m, int supply, int j) {
  qn_model_take(m, m->data->annual[supply * m->n + j],
                -m->x->region->supplies[supply].module_annual);
}

const qn_family qn_family_annual = {.id = "annual",
                                    .noun_zh = "年供应量",
                                    .noun_en = "annual quantity",
                                    .table = QN_T_supplies,
                                    .rows = annual_rows,
                                    .unit = annual_unit,
                                    .flow = annual_flow,
                                    .project = annual_project,
                                    .module = annual_module};

/* ---- storage duty: divided by the duty, so that uses enter as they are ---- */

static double duty_of(const qn_supply *row) {
  return row->duty_share + row->duty_days / 365;
}

static void storage_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->storage = table_of(m))) return;
  for (int s = 0; s < c->n_supplies; s++) {
    const double duty = duty_of(&c->supplies[s]);
    if (c->supplies[s].role != QN_ROLE_STORAGE || !(duty > 0)) continue;
    for (int j = 0; j < m->n; j++) {
      const qn_supply_state state = state_of(m, s, j);
      if (isnan(state.annual)) continue;
      add_limit_row(m, &qn_family_storage, m->data->storage, s, j,
                    state.annual / duty - state.base_annual);
    }
  }
}

static void storage_unit(qn_model *m, const qn_unit_takes *t) {
  for (int j = 0; j < m->n; j++) take_uses(m, t, m->data->storage, QN_ROLE_STORAGE, j);
}

static void storage_flow(qn_model *m, const qn_flow *f, int j) {
  take_flow_use(m, f, m->data->storage, QN_ROLE_STORAGE, j);
}

static void storage_project(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  for (int j = season; row->i_supply >= 0 && j < m->n; j++)
    qn_model_take(m, m->data->storage[row->i_supply * m->n + j],
                  -row->adds_annual / duty_of(&m->x->region->supplies[row->i_supply]));
}

static void storage_module(qn_model *m, int supply, int j) {
  const qn_supply *row = &m->x->region->supplies[supply];
  if (row->role == QN_ROLE_STORAGE && duty_of(row) > 0)
    qn_model_take(m, m->data->storage[supply * m->n + j], -row->module_annual / duty_of(row));
}

const qn_family qn_family_storage = {.id = "storage",
                                     .noun_zh = "储气责任",
                                     .noun_en = "storage duty",
                                     .table = QN_T_supplies,
                                     .rows = storage_rows,
                                     .unit = storage_unit,
                                     .flow = storage_flow,
                                     .project = storage_project,
                                     .module = storage_module};

/* ---- price steps ---- */

static void steps_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->steps = table_of(m))) return;
  for (int s = 0; s < c->n_supplies; s++)
    for (int j = 0; j < m->n && c->supplies[s].role == QN_ROLE_LIMIT && c->steps_of_supply[s].count;
         j++)
      add_limit_row(m, &qn_family_steps, m->data->steps, s, j, 0);
}

static void steps_unit(qn_model *m, const qn_unit_takes *t) {
  for (int j = 0; j < m->n; j++) take_uses(m, t, m->data->steps, QN_ROLE_LIMIT, j);
}

static void steps_flow(qn_model *m, const qn_flow *f, int j) {
  take_flow_use(m, f, m->data->steps, QN_ROLE_LIMIT, j);
}

/* Where a step begins, and whether none lies above it; the rows of a supply may stand in any order.
 */
static double step_from(const qn_case *c, int step, int *is_last) {
  double from = 0;
  *is_last = 1;
  const qn_children steps = c->steps_of_supply[c->supply_steps[step].i_supply];
  for (int i = 0; i < steps.count; i++) {
    const qn_supply_step *other = &c->supply_steps[steps.first + i];
    if (other->up_to > c->supply_steps[step].up_to) *is_last = 0;
    if (other->up_to < c->supply_steps[step].up_to && other->up_to > from) from = other->up_to;
  }
  return from;
}

/* A column a step and season; the last step has no end. */
static void steps_others(qn_model *m) {
  const qn_case *c = m->x->region;
  const int objective = c->settings.objective;
  const int counts = objective == QN_SOCIAL || objective == QN_WEIGHTED;
  for (int i = 0; i < c->n_supply_steps; i++) {
    const qn_supply_step *step = &c->supply_steps[i];
    int is_last;
    const double width = step->up_to - step_from(c, i, &is_last);
    for (int j = 0; j < m->n; j++) {
      const int row = m->data->steps[step->i_supply * m->n + j];
      const double price = counts ? step->price_added_cny * qn_timeline_weight(&m->x->time, j) : 0;
      if (row < 0) continue;
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_STEP,
                                         .block = -1,
                                         .id = step->i_supply,
                                         .option = i,
                                         .season = j,
                                         .upper = is_last ? INFINITY : width,
                                         .cost = price});
      qn_model_take(m, row, -1);
      qn_model_close(m);
    }
  }
}

const qn_family qn_family_steps = {.id = "steps",
                                   .noun_zh = "加价用量",
                                   .noun_en = "use at stepped prices",
                                   .table = QN_T_supplies,
                                   .rows = steps_rows,
                                   .unit = steps_unit,
                                   .flow = steps_flow,
                                   .others = steps_others};

/* ---- whole modules ---- */

static int may_add_modules(const qn_model *m, int supply) {
  const qn_supply *row = &m->x->region->supplies[supply];
  if (!(row->module_peak > 0 || row->module_annual > 0) || row->module_most <= 0) return 0;
  if (row->role == QN_ROLE_FEEDER) return m->is_private_feeder[supply] < 0;
  return 1;
}

static void modules_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->module_step = table_of(m))) return;
  for (int s = 0; s < c->n_supplies; s++)
    for (int j = 1; j < m->n && may_add_modules(m, s); j++)
      m->data->module_step[s * m->n + j] =
          qn_model_add_row(m, (qn_model_row){.family = &qn_family_modules,
                                             .row = s,
                                             .season = j,
                                             .place = c->supplies[s].i_area,
                                             .sense = QN_AT_LEAST});
}

static void modules_others(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int s = 0; s < c->n_supplies; s++) {
    if (!may_add_modules(m, s)) continue;
    const qn_supply *row = &c->supplies[s];
    for (int j = 0; j < m->n; j++) {
      const int is_last = j + 1 == m->n;
      const double next = is_last ? 0 : qn_module_weight(m, s, j + 1);
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_MODULE,
                                         .block = -1,
                                         .id = s,
                                         .option = -1,
                                         .season = j,
                                         .upper = row->module_most,
                                         .is_integer = 1,
                                         .cost = qn_module_weight(m, s, j) - next});
      qn_model_take(m, m->data->module_step[s * m->n + j], 1);
      if (!is_last) qn_model_take(m, m->data->module_step[s * m->n + j + 1], -1);
      for (size_t f = 0; f < qn_n_families; f++)
        if (qn_families[f]->module) qn_families[f]->module(m, s, j);
      qn_budget_take(m, row->i_area, row->payer, j, row->module_cost_cny);
      if (!is_last) qn_budget_take(m, row->i_area, row->payer, j + 1, -row->module_cost_cny);
      qn_model_close(m);
    }
  }
}

const qn_family qn_family_modules = {.id = "modules",
                                     .noun_zh = "模块逐年不减",
                                     .noun_en = "modules do not fall",
                                     .table = QN_T_supplies,
                                     .rows = modules_rows,
                                     .others = modules_others};
