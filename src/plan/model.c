/* Builds the model by walking the families: rows first, then a column a pathway, each family adding
 * what the column takes from its rows; those of units in model_units.c. */
#include "plan/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/large.h"
#include "plan/family.h"
#include "plan/model_units.h"
#include "plan/packing.h"

/* ---- storage ---- */

static int grow(qn_model *m, void **at, size_t count, size_t *room, size_t size) {
  if (count < *room) return 1;
  const size_t more = *room ? 2 * *room : 1024;
  void *grown = realloc(*at, more * size);
  if (!grown) {
    m->failed = QN_ENOMEM;
    return 0;
  }
  *at = grown;
  *room = more;
  return 1;
}

int qn_model_add_row(qn_model *model, qn_model_row row) {
  if (!grow(model, (void **)&model->rows, model->n_row, &model->room_row, sizeof *model->rows))
    return 0;
  row.scale = 1;
  model->rows[model->n_row] = row;
  return (int)model->n_row++;
}

void qn_model_open(qn_model *model, qn_model_column column) {
  if (!grow(model, (void **)&model->columns, model->n_column, &model->room_column,
            sizeof *model->columns))
    return;
  if (model->room_slot <= model->n_row) {
    const size_t room = 2 * (model->n_row + 1);
    int *slot = realloc(model->slot, room * sizeof *slot);
    if (!slot) {
      model->failed = QN_ENOMEM;
      return;
    }
    memset(slot + model->room_slot, 0, (room - model->room_slot) * sizeof *slot);
    model->slot = slot;
    model->room_slot = room;
  }
  column.first = model->n_entry;
  column.count = 0;
  model->columns[model->n_column++] = column;
  if (column.block >= 0) qn_model_take(model, column.block, 1);
}

void qn_model_take(qn_model *model, int row, double value) {
  if (row < 0 || value == 0 || model->failed) return;
  qn_model_column *column = &model->columns[model->n_column - 1];
  if (model->slot[row]) {
    model->entry_value[column->first + (size_t)model->slot[row] - 1] += value;
    return;
  }
  if (model->n_entry == model->room_entry) {
    size_t room = model->room_entry;
    if (!grow(model, (void **)&model->entry_row, model->n_entry, &room, sizeof(int))) return;
    if (!grow(model, (void **)&model->entry_value, model->n_entry, &model->room_entry,
              sizeof(double)))
      return;
  }
  model->entry_row[model->n_entry] = row;
  model->entry_value[model->n_entry++] = value;
  model->slot[row] = (int)++column->count;
}

size_t qn_model_close(qn_model *model) {
  if (model->failed) return 0;
  const qn_model_column *column = &model->columns[model->n_column - 1];
  for (int i = 0; i < column->count; i++)
    model->slot[model->entry_row[column->first + (size_t)i]] = 0;
  return model->n_column - 1;
}

int *qn_index_new(qn_model *model, size_t count) {
  int *index = qn_arena_array(model->arena, count + 1, sizeof *index);
  if (!index) {
    model->failed = QN_ENOMEM;
    return NULL;
  }
  for (size_t i = 0; i <= count; i++) index[i] = -1;
  return index;
}

/* ---- sources, projects, trunks ---- */

static int counts_payer(const qn_model *m, int payer) {
  const int objective = m->x->region->settings.objective;
  if (objective == QN_PUBLIC) return payer >= QN_PAY_CENTRAL && payer <= QN_PAY_COUNTY;
  if (objective == QN_HOUSEHOLD) return payer == QN_PAY_HOUSEHOLD;
  return 1;
}

/* What an investment of a block outside units costs in the objective. */
static double once_cny(const qn_model *m, double cny, int season, double life, int payer) {
  const int objective = m->x->region->settings.objective;
  if (!counts_payer(m, payer)) return 0;
  if (objective == QN_SOCIAL || objective == QN_WEIGHTED)
    return cny * qn_timeline_capital(&m->x->time, season, life, 0);
  return cny * m->x->time.discount[season];
}

double qn_module_weight(const qn_model *m, int supply, int season) {
  const qn_supply *row = &m->x->region->supplies[supply];
  return once_cny(m, row->module_cost_cny, season, row->module_life_a, row->payer);
}

static void add_source_column(qn_model *m, int k, int option, int season) {
  const qn_case *c = m->x->region;
  const qn_source_option *o = option >= 0 ? &c->source_options[option] : NULL;
  qn_model_open(m, (qn_model_column){
                       .kind = QN_COLUMN_SOURCE,
                       .block = m->first_source + k,
                       .id = k,
                       .option = option,
                       .season = season,
                       .upper = 1,
                       .is_integer = 1,
                       .cost = o ? once_cny(m, o->invest_cny, season, o->life_a, o->payer) : 0});
  for (size_t f = 0; f < qn_n_families; f++)
    if (qn_families[f]->source) qn_families[f]->source(m, k, option, season);
  if (o) qn_budget_take(m, c->sources[k].i_area, o->payer, season, o->invest_cny);
  qn_model_close(m);
}

static void add_source(qn_model *m, int k) {
  const qn_case *c = m->x->region;
  const int base = m->x->time.base, until = c->sources[k].keep_until;
  const int keeps = until == QN_NO_INT || until >= c->settings.horizon;
  m->block_first[m->first_source + k] = m->n_column;
  if (keeps) add_source_column(m, k, -1, -1);
  for (int o = c->heat.first_option[k]; o >= 0; o = c->heat.next_option[o]) {
    const qn_source_option *row = &c->source_options[o];
    for (int t = 0; t < m->n; t++) {
      const int year = base + 1 + t;
      if (row->earliest != QN_NO_INT && year < row->earliest) continue;
      if (row->latest != QN_NO_INT && year > row->latest) continue;
      if (!keeps && year > until + 1) continue;
      add_source_column(m, k, o, t);
    }
  }
}

int qn_project_area(const qn_case *region, int project) {
  const qn_project *row = &region->projects[project];
  if (row->i_area >= 0) return row->i_area;
  return row->i_supply >= 0 ? region->supplies[row->i_supply].i_area : -1;
}

static void add_project_column(qn_model *m, int p, int season) {
  const qn_project *row = &m->x->region->projects[p];
  double cost = 0;
  if (season >= 0) {
    cost = once_cny(m, row->cost_cny, season, row->life_a, row->payer);
    const int objective = m->x->region->settings.objective;
    const int counts = objective == QN_SOCIAL || objective == QN_WEIGHTED;
    for (int j = season; counts && j < m->x->time.n_season; j++)
      cost += row->om_cny * m->x->time.discount[j];
  }
  qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_PROJECT,
                                     .block = m->first_project + p,
                                     .id = p,
                                     .option = -1,
                                     .season = season,
                                     .cost = cost,
                                     .upper = 1,
                                     .is_integer = 1});
  for (size_t f = 0; f < qn_n_families && season >= 0; f++)
    if (qn_families[f]->project) qn_families[f]->project(m, p, season);
  const int area = qn_project_area(m->x->region, p);
  if (season >= 0) qn_budget_take(m, area, row->payer, season, row->cost_cny);
  qn_model_close(m);
}

static void add_project(qn_model *m, int p) {
  const qn_project *row = &m->x->region->projects[p];
  m->block_first[m->first_project + p] = m->n_column;
  if (!row->is_fixed) add_project_column(m, p, -1);
  for (int t = 0; t < m->n; t++) {
    const int year = m->x->time.base + 1 + t;
    if (row->earliest != QN_NO_INT && year < row->earliest) continue;
    if (row->latest != QN_NO_INT && year > row->latest) continue;
    add_project_column(m, p, t);
  }
}

static void add_trunk_column(qn_model *m, int block, int trunk, int season) {
  const qn_trunk *row = &m->x->region->trunks[trunk];
  qn_model_open(
      m, (qn_model_column){
             .kind = QN_COLUMN_TRUNK,
             .block = block,
             .id = trunk,
             .option = -1,
             .season = season,
             .upper = 1,
             .is_integer = 1,
             .cost = season < 0 ? 0 : once_cny(m, row->cost_cny, season, row->life_a, row->payer)});
  for (size_t f = 0; f < qn_n_families && season >= 0; f++)
    if (qn_families[f]->trunk) qn_families[f]->trunk(m, trunk, season);
  if (season >= 0) qn_budget_take(m, row->i_area, row->payer, season, row->cost_cny);
  qn_model_close(m);
}

static void add_trunk(qn_model *m, int block) {
  const int trunk = m->trunk_of_block[block - m->first_trunk];
  const qn_trunk *row = &m->x->region->trunks[trunk];
  m->block_first[block] = m->n_column;
  add_trunk_column(m, block, trunk, -1);
  for (int t = 0; t < m->n; t++)
    if (row->earliest == QN_NO_INT || m->x->time.base + 1 + t >= row->earliest)
      add_trunk_column(m, block, trunk, t);
}

/* ---- the whole ---- */

static qn_status number_blocks(qn_model *m) {
  const qn_case *c = m->x->region;
  m->trunk_of_block = qn_arena_array(m->arena, (size_t)c->n_trunks + 1, sizeof(int));
  if (!m->trunk_of_block) return QN_ENOMEM;
  int n_trunk = 0;
  for (int i = 0; i < c->n_trunks; i++)
    if (!c->trunks[i].is_built) m->trunk_of_block[n_trunk++] = i;
  m->first_source = c->n_units;
  m->first_project = m->first_source + c->n_sources;
  m->first_trunk = m->first_project + c->n_projects;
  m->n_block = m->first_trunk + n_trunk;
  m->block_first = qn_arena_array(m->arena, (size_t)m->n_block + 1, sizeof *m->block_first);
  m->packing.of_block =
      qn_arena_array(m->arena, (size_t)m->n_block + 1, sizeof *m->packing.of_block);
  m->data = qn_arena_alloc(m->arena, sizeof *m->data);
  m->is_private_feeder = qn_arena_array(m->arena, (size_t)c->n_supplies + 1, sizeof(int));
  return m->block_first && m->packing.of_block && m->data && m->is_private_feeder ? QN_OK
                                                                                  : QN_ENOMEM;
}

/* Modules come as late as they can, which is cheapest; money of a year may ask for them earlier. */
static int is_budgeted(const qn_case *c, int payer) {
  for (int i = 0; i < c->n_budgets; i++)
    if (c->budgets[i].payer == payer && c->budgets[i].rule != QN_REPORTED) return 1;
  return 0;
}

/* A feeder that one whole unit alone hangs on is part of that unit's pathways. */
static void find_private_feeders(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int u = 0; u < c->n_units; u++) {
    const int feeder = c->units[u].i_feeder;
    if (feeder < 0) continue;
    int *owner = &m->is_private_feeder[feeder];
    *owner = m->is_open || *owner || c->units[u].is_divisible ||
                     is_budgeted(c, c->supplies[feeder].payer)
                 ? -1
                 : u + 1;
  }
  for (int p = 0; p < c->n_projects; p++)
    if (c->projects[p].i_supply >= 0) m->is_private_feeder[c->projects[p].i_supply] = -1;
  for (int s = 0; s < c->n_supplies; s++) /* that nobody hangs on: its base use alone */
    if (!m->is_private_feeder[s]) m->is_private_feeder[s] = -1;
}

static void add_shared(qn_model *m) {
  const qn_case *c = m->x->region;
  for (int k = 0; k < c->n_sources; k++) add_source(m, k);
  for (int p = 0; p < c->n_projects; p++) add_project(m, p);
  for (int b = m->first_trunk; b < m->n_block; b++) add_trunk(m, b);
  m->block_first[m->n_block] = m->n_column;
  for (size_t f = 0; f < qn_n_families; f++)
    if (qn_families[f]->others) qn_families[f]->others(m);
}

/* A column for the shortfall of every priced row, in the direction that mends it. */
static void add_shortfalls(qn_model *m) {
  const size_t n = m->n_row;
  for (size_t r = 0; r < n; r++) {
    const qn_model_row *row = &m->rows[r];
    if (!(row->penalty > 0)) continue;
    for (int sign = -1; sign <= 1; sign += 2) {
      if (row->sense == QN_AT_LEAST && sign < 0) continue;
      if (row->sense == QN_AT_MOST && sign > 0) continue;
      qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_SHORT,
                                         .block = -1,
                                         .id = (int)r,
                                         .option = -1,
                                         .season = row->season,
                                         .cost = row->penalty,
                                         .upper = INFINITY});
      qn_model_take(m, (int)r, sign);
      qn_model_close(m);
    }
  }
}

/* Rows in their own units reach from 1 to 1e9; each is divided by its mean entry of pathways, so
 * that the solver's absolute tolerance means the same in all. */
static qn_status scale_rows(qn_model *m) {
  double *sum = calloc(m->n_row + 1, sizeof *sum);
  size_t *count = calloc(m->n_row + 1, sizeof *count);
  if (!sum || !count) {
    free(sum);
    free(count);
    return QN_ENOMEM;
  }
  for (size_t c = 0; c < m->n_column; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const qn_entry entry = qn_column_entry(m, &m->columns[c], i);
      if (entry.value == 0) continue; /* terms that took each other away */
      sum[entry.row] += log2(fabs(entry.value));
      count[entry.row]++;
    }
  for (size_t r = 0; r < m->n_row; r++) /* powers of two: no rounding */
    m->rows[r].scale = count[r] ? exp2(round(sum[r] / (double)count[r])) : 1;
  free(sum);
  free(count);
  return QN_OK;
}

static void find_dearest(qn_model *m) {
  for (size_t c = 0; c < m->block_first[m->n_block]; c++)
    m->dearest = fmax(m->dearest, fabs(m->columns[c].cost));
}

/* The rows of every family, before any column. */
static qn_status begin_model(qn_model **out, const qn_context *context, int is_open) {
  qn_arena *arena = qn_arena_new();
  qn_model *m = arena ? qn_arena_alloc(arena, sizeof *m) : NULL;
  if (!m) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *m = (qn_model){.x = context, .arena = arena, .n = context->time.n_decision, .is_open = is_open};
  qn_status s = number_blocks(m);
  if (!s) find_private_feeders(m);
  for (size_t f = 0; f < qn_n_families && !s; f++) {
    if (qn_families[f]->rows) qn_families[f]->rows(m);
    s = m->failed;
  }
  if (s)
    qn_model_free(m);
  else
    *out = m;
  return s;
}

/* The solver's processes get programs of their own. */
static void keep_from_children(const qn_model *m) {
  const qn_packing *p = &m->packing;
  qn_keep_from_children(m->rows, m->room_row * sizeof *m->rows);
  qn_keep_from_children(m->columns, m->room_column * sizeof *m->columns);
  qn_keep_from_children(m->entry_row, m->room_entry * sizeof *m->entry_row);
  qn_keep_from_children(m->entry_value, m->room_entry * sizeof *m->entry_value);
  qn_keep_from_children(p->entries, p->room_entry * sizeof *p->entries);
  qn_keep_from_children(p->rows, p->room_row * sizeof *p->rows);
  qn_keep_from_children(p->values, p->room_value * sizeof *p->values);
}

static qn_status new_model(qn_model **out, const qn_context *context, int is_open, qn_run *run) {
  qn_model *m;
  qn_status s = begin_model(&m, context, is_open);
  if (s) return s;
  s = qn_model_add_units(m, 0, context->region->n_units, 1, run);
  if (!s) {
    add_shared(m);
    add_shortfalls(m);
    s = m->failed;
  }
  if (!s) s = scale_rows(m);
  if (!s) find_dearest(m);
  if (!s) keep_from_children(m);
  if (s)
    qn_model_free(m);
  else
    *out = m;
  return s;
}

qn_status qn_model_new(qn_model **out, const qn_context *context, qn_run *run) {
  return new_model(out, context, 0, run);
}

qn_status qn_model_new_open(qn_model **out, const qn_context *context, qn_run *run) {
  return new_model(out, context, 1, run);
}

qn_status qn_model_new_unit(qn_model **out, const qn_context *context, int unit, qn_run *run) {
  qn_model *m;
  qn_status s = begin_model(&m, context, 0);
  if (s) return s;
  s = qn_model_turn_to(m, unit, unit + 1, run);
  if (s)
    qn_model_free(m);
  else
    *out = m;
  return s;
}

qn_status qn_model_new_shared(qn_model **out, const qn_context *context) {
  qn_model *m;
  qn_status s = begin_model(&m, context, 0);
  if (s) return s;
  add_shared(m);
  s = m->failed;
  if (s)
    qn_model_free(m);
  else
    *out = m;
  return s;
}

qn_status qn_model_turn_to(qn_model *model, int first, int end, qn_run *run) {
  model->n_column = model->n_entry = 0;
  const qn_status s = qn_model_add_units(model, first, end, 0, run);
  model->block_first[end] = model->n_column;
  return s;
}

void qn_model_free(qn_model *model) {
  if (!model) return;
  free(model->rows);
  free(model->columns);
  free(model->entry_row);
  free(model->entry_value);
  qn_packing_clear(model);
  free(model->slot);
  qn_arena_free(model->arena);
}

double qn_model_activity(const qn_model *model, const double *x, double *activity) {
  double cost = 0;
  memset(activity, 0, model->n_row * sizeof *activity);
  for (size_t c = 0; c < model->n_column; c++) {
    const qn_model_column *column = &model->columns[c];
    if (x[c] == 0) continue;
    cost += column->cost * x[c];
    for (int i = 0; i < column->count; i++) {
      const qn_entry entry = qn_column_entry(model, column, i);
      activity[entry.row] += entry.value * x[c];
    }
  }
  return cost;
}
