#include "reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plan/family.h"

static const double NOISE = 0.22;
enum { UNITS_AT_ONCE = 4096, NONE = -1 };

/* A way that a block may go, as an offset among its columns. */
typedef struct {
  int column;
  double cny, clean_m2; /* of the targets' last season */
} way;

/* The cheapest way that is not clean and the cheapest that is, and the one taken. */
typedef struct {
  way dirty, clean;
  int taken;
} block;

typedef struct {
  qn_use *use;
  const qn_context *x;
  const qn_model *shared;
  qn_model *units;
  uint64_t seed;
  qn_run *run;
  block *blocks;           /* units, then sources */
  int *goals, n_goal;      /* rows of clean heating that the case asks for in the last season */
  unsigned char *is_goal;  /* [n_row] */
  double *heat_cny;        /* [n_row] of a kW more of the load, served as sources are today */
  size_t *flow_column;     /* [n_flow * n], n_column none */
  size_t *merge_column;    /* [n_source_options * n * n] clean with its receiver */
  int *first_flow;         /* [n_sources] to its attached load, -1 none */
  unsigned char *receives; /* [n_sources] */
} reference;

static const double *entries(const qn_model *m, size_t c, const int **row, int *n) {
  *row = m->entry_row + m->columns[c].first;
  *n = m->columns[c].count;
  return m->entry_value + m->columns[c].first;
}

static double clean_of(const reference *r, const qn_model *m, size_t c) {
  const int *row;
  int n;
  double sum = 0;
  const double *value = entries(m, c, &row, &n);
  for (int i = 0; i < n; i++)
    if (r->is_goal[row[i]]) sum += value[i];
  return sum;
}

static void offer(block *b, way w) {
  way *best = w.clean_m2 > 0 ? &b->clean : &b->dirty;
  if (isfinite(w.cny) && (best->column == NONE || w.cny < best->cny)) *best = w;
}

/* ---- units ---- */

/* Own cost with the heat that the sources of today would send. */
static double unit_cny(const reference *r, const qn_model *m, size_t c) {
  const int *row;
  int n;
  double cny = m->columns[c].cost;
  const double *value = entries(m, c, &row, &n);
  for (int i = 0; i < n; i++)
    if (r->heat_cny[row[i]] > 0) cny -= value[i] * r->heat_cny[row[i]];
  return cny;
}

static void look_at_unit(reference *r, int unit) {
  const qn_model *m = r->units;
  block *b = &r->blocks[unit];
  qn_random noise = qn_random_stream(r->seed, "units", r->x->region->units[unit].id);
  *b = (block){{NONE, 0, 0}, {NONE, 0, 0}, NONE};
  for (size_t c = m->block_first[unit]; c < m->block_first[unit + 1]; c++) {
    const double cny = unit_cny(r, m, c) * qn_random_lognormal(&noise, 1, NOISE);
    offer(b, (way){(int)(c - m->block_first[unit]), cny, clean_of(r, m, c)});
  }
}

/* Staying as it is, where the unit may; else what it takes. */
static size_t still_column(const qn_model *m, int unit, size_t taken) {
  for (size_t c = m->block_first[unit]; c < m->block_first[unit + 1]; c++) {
    const qn_pathway p = m->columns[c].path;
    if (p.season < 0 && !p.level && !p.interim) return c;
  }
  return taken;
}

static void take(double *activity, const qn_model *m, size_t c, double times) {
  const int *row;
  int n;
  const double *value = entries(m, c, &row, &n);
  for (int i = 0; i < n; i++) activity[row[i]] += times * value[i];
}

static void count_unit(reference *r, int unit) {
  const qn_model *m = r->units;
  if (r->blocks[unit].taken == NONE) return;
  const size_t c = m->block_first[unit] + (size_t)r->blocks[unit].taken;
  take(r->use->chosen, m, c, 1);
  take(r->use->still, m, still_column(m, unit, c), 1);
}

static qn_status each_unit(reference *r, void (*look)(reference *, int)) {
  const int n = r->x->region->n_units;
  for (int first = 0; first < n; first += UNITS_AT_ONCE) {
    const int end = first + UNITS_AT_ONCE < n ? first + UNITS_AT_ONCE : n;
    const qn_status s = qn_model_turn_to(r->units, first, end, r->run);
    if (s) return s;
    for (int u = first; u < end; u++) look(r, u);
  }
  return QN_OK;
}

/* ---- sources ---- */

static int load_row(const qn_model *m, const qn_flow *f, int j) {
  if (f->attached_of >= 0) return m->data->attached[f->attached_of * m->n + j];
  for (size_t i = 0; i < m->n_joint; i++)
    if (m->joints[i].township == f->township && m->joints[i].mode == f->mode)
      return m->data->joint[i * (size_t)m->n + (size_t)j];
  return NONE;
}

/* Whether the flow is open when its source, and the one whose load it serves, do so. */
static int is_open(const qn_model *m, const qn_flow *f, int j, int option, int season) {
  return qn_source_state(m, option, season, j) == f->state;
}

/* Heat for the attached load of source k when it takes the option: of its own states, or of the
 * receiver as it is. */
static double attached_cny(const reference *r, int k, int option, int season) {
  const qn_model *m = r->shared;
  double cny = 0;
  for (int j = 0; j < m->n; j++) {
    double least = INFINITY;
    for (size_t i = (size_t)r->first_flow[k]; r->first_flow[k] >= 0 && i < m->n_flow; i++) {
      const qn_flow *f = &m->flows[i];
      const size_t c = r->flow_column[i * (size_t)m->n + (size_t)j];
      if (f->attached_of != k) break;
      const int is_merged = option >= 0 && f->by_option == option && season <= j;
      if (f->by_option >= 0 ? is_merged && f->state < 0 : is_open(m, f, j, option, season))
        least = fmin(least, c < m->n_column ? m->columns[c].cost : INFINITY);
    }
    if (isfinite(least)) cny += least * m->attached_kw[k * m->n + j];
  }
  return cny;
}

static size_t *merge_cell(const reference *r, int option, int decided, int j) {
  const int n = r->shared->n;
  return &r->merge_column[((size_t)option * (size_t)n + (size_t)decided) * (size_t)n + (size_t)j];
}

static double merged_clean(const reference *r, const qn_model_column *column) {
  const qn_model *m = r->shared;
  if (column->option < 0) return 0;
  const qn_source_option *o = &r->x->region->source_options[column->option];
  const int last = m->n - 1;
  if (o->kind != QN_OPTION_MERGE || !qn_state_is_clean(m, o->i_receiver, -1, last)) return 0;
  return clean_of(r, m, *merge_cell(r, column->option, column->season, last));
}

/* Receivers stay receivers, and what has a load is not closed. */
static int is_possible(const reference *r, int k, int option) {
  if (option < 0) return 1;
  const int kind = r->x->region->source_options[option].kind;
  if (kind == QN_OPTION_MERGE) return !r->receives[k];
  return kind != QN_OPTION_CLOSE || (!r->receives[k] && r->first_flow[k] < 0);
}

static void look_at_source(reference *r, int k) {
  const qn_model *m = r->shared;
  const int at = m->first_source + k;
  block *b = &r->blocks[at];
  qn_random noise = qn_random_stream(r->seed, "sources", r->x->region->sources[k].id);
  *b = (block){{NONE, 0, 0}, {NONE, 0, 0}, NONE};
  for (size_t c = m->block_first[at]; c < m->block_first[at + 1]; c++) {
    const qn_model_column *column = &m->columns[c];
    const double times = qn_random_lognormal(&noise, 1, NOISE);
    if (!is_possible(r, k, column->option)) continue;
    const double cny = column->cost + attached_cny(r, k, column->option, column->season);
    offer(b, (way){(int)(c - m->block_first[at]), cny * times,
                   clean_of(r, m, c) + merged_clean(r, column)});
  }
}

static size_t source_column(const reference *r, int k, int is_still) {
  const qn_model *m = r->shared;
  const int at = m->first_source + k;
  const size_t first = m->block_first[at];
  if (first == m->block_first[at + 1]) return m->n_column;
  if (is_still && m->columns[first].option < 0) return first;
  return r->blocks[at].taken == NONE ? first : first + (size_t)r->blocks[at].taken;
}

/* ---- clean heating as far as the targets ask: what costs the least more first ---- */

typedef struct {
  double cny_a_m2;
  int at;
} step;

static int by_cost(const void *a, const void *b) {
  const step *x = a, *y = b;
  if (x->cny_a_m2 != y->cny_a_m2) return x->cny_a_m2 < y->cny_a_m2 ? -1 : 1;
  return x->at - y->at;
}

/* What a block's clean way gives to a goal. */
static double help_of(const reference *r, int at, int goal) {
  const qn_model *m = r->shared;
  const qn_case *c = r->x->region;
  const int target = m->rows[goal].row;
  const qn_target *t = &c->targets[target];
  if (at >= m->first_source)
    return m->data->target_source[target * c->n_sources + at - m->first_source];
  const int is_meant = (t->i_zone < 0 || t->i_zone == c->units[at].i_zone) &&
                       qn_case_area_within(c, c->units[at].i_area, t->i_area);
  return is_meant ? r->blocks[at].clean.clean_m2 : 0;
}

static int is_wanted(const reference *r, int at, const double *lacks) {
  for (int i = 0; i < r->n_goal; i++)
    if (lacks[i] > 0 && help_of(r, at, r->goals[i]) > 0) return 1;
  return 0;
}

static void turn_clean(reference *r, int at, double *lacks) {
  for (int i = 0; i < r->n_goal; i++) lacks[i] -= help_of(r, at, r->goals[i]);
  r->blocks[at].taken = r->blocks[at].clean.column;
}

static qn_status choose(reference *r) {
  const qn_model *m = r->shared;
  const int n = m->first_project;
  double *lacks = calloc((size_t)r->n_goal + 1, sizeof *lacks);
  step *steps = calloc((size_t)n + 1, sizeof *steps);
  int n_step = 0;
  if (lacks && steps) {
    for (int i = 0; i < r->n_goal; i++) lacks[i] = m->rows[r->goals[i]].rhs;
    for (int at = 0; at < n; at++) {
      block *b = &r->blocks[at];
      b->taken = b->dirty.column;
      if (b->clean.column == NONE) continue;
      const double more = b->dirty.column == NONE ? -INFINITY : b->clean.cny - b->dirty.cny;
      steps[n_step++] = (step){more / b->clean.clean_m2, at};
    }
    qsort(steps, (size_t)n_step, sizeof *steps, by_cost);
    for (int i = 0; i < n_step; i++)
      if (steps[i].cny_a_m2 < 0 || is_wanted(r, steps[i].at, lacks))
        turn_clean(r, steps[i].at, lacks);
  }
  const qn_status s = lacks && steps ? QN_OK : QN_ENOMEM;
  free(lacks);
  free(steps);
  return s;
}

/* ---- heat: every load from the cheapest source in service ---- */

static int option_of(const reference *r, int k, int is_still, int *season) {
  const size_t c = source_column(r, k, is_still);
  *season = c < r->shared->n_column ? r->shared->columns[c].season : NONE;
  return c < r->shared->n_column ? r->shared->columns[c].option : NONE;
}

static int serves(const reference *r, const qn_flow *f, int j, int is_still) {
  int season;
  const int option = option_of(r, f->heat_source, is_still, &season);
  if (!is_open(r->shared, f, j, option, season)) return 0;
  if (f->by_option < 0) return 1;
  const int merged = option_of(r, f->attached_of, is_still, &season);
  return merged == f->by_option && season <= j;
}

static qn_status send_heat(const reference *r, double *activity, int is_still) {
  const qn_model *m = r->shared;
  size_t *best = malloc((m->n_row + 1) * sizeof *best);
  if (!best) return QN_ENOMEM;
  for (size_t row = 0; row < m->n_row; row++) best[row] = m->n_column;
  for (size_t i = 0; i < m->n_flow; i++)
    for (int j = 0; j < m->n; j++) {
      const size_t c = r->flow_column[i * (size_t)m->n + (size_t)j];
      const int row = load_row(m, &m->flows[i], j);
      if (c == m->n_column || row < 0 || !serves(r, &m->flows[i], j, is_still)) continue;
      if (best[row] == m->n_column || m->columns[c].cost < m->columns[best[row]].cost)
        best[row] = c;
    }
  for (size_t row = 0; row < m->n_row; row++)
    if (best[row] < m->n_column) take(activity, m, best[row], m->rows[row].rhs - activity[row]);
  free(best);
  return QN_OK;
}

/* Loads of sources stand in their rows of capacity: what they could send is taken off again. */
static qn_status count_sources(const reference *r, double *activity, int is_still) {
  const qn_model *m = r->shared;
  const qn_case *c = r->x->region;
  for (int k = 0; k < c->n_sources; k++) {
    const size_t column = source_column(r, k, is_still);
    if (column == m->n_column) continue;
    take(activity, m, column, 1);
    const qn_model_column *taken = &m->columns[column];
    if (taken->option < 0 || c->source_options[taken->option].kind != QN_OPTION_MERGE) continue;
    for (int j = taken->season; j < m->n; j++) {
      int season;
      const int receiver = c->source_options[taken->option].i_receiver;
      const int option = option_of(r, receiver, is_still, &season);
      const int state = qn_source_state(m, option, season, j);
      if (state != QN_OUT && qn_state_is_clean(m, receiver, state, j))
        take(activity, m, *merge_cell(r, taken->option, taken->season, j), 1);
    }
  }
  for (int k = 0; k < c->n_sources; k++)
    for (int j = 0; j < m->n; j++) activity[m->data->capacity[k * m->n + j]] = 0;
  return send_heat(r, activity, is_still);
}

/* ---- the whole ---- */

static qn_status index_shared(reference *r) {
  const qn_model *m = r->shared;
  const qn_case *c = r->x->region;
  const size_t n = (size_t)m->n, n_merge = (size_t)c->n_source_options * n * n;
  r->blocks = calloc((size_t)m->first_project + 1, sizeof *r->blocks);
  r->is_goal = calloc(m->n_row + 1, 1);
  r->goals = calloc((size_t)c->n_targets + 1, sizeof *r->goals);
  r->heat_cny = calloc(m->n_row + 1, sizeof *r->heat_cny);
  r->flow_column = malloc((m->n_flow * n + 1) * sizeof *r->flow_column);
  r->merge_column = malloc((n_merge + 1) * sizeof *r->merge_column);
  r->first_flow = malloc(((size_t)c->n_sources + 1) * sizeof *r->first_flow);
  r->receives = calloc((size_t)c->n_sources + 1, 1);
  if (!r->blocks || !r->is_goal || !r->goals || !r->heat_cny || !r->flow_column ||
      !r->merge_column || !r->first_flow || !r->receives)
    return QN_ENOMEM;
  for (size_t i = 0; i < m->n_flow * n; i++) r->flow_column[i] = m->n_column;
  for (int k = 0; k < c->n_sources; k++) r->first_flow[k] = NONE;
  for (size_t i = m->n_flow; i-- > 0;)
    if (m->flows[i].attached_of >= 0) r->first_flow[m->flows[i].attached_of] = (int)i;
  for (int o = 0; o < c->n_source_options; o++)
    if (c->source_options[o].kind == QN_OPTION_MERGE)
      r->receives[c->source_options[o].i_receiver] = 1;
  for (size_t i = 0; i < m->n_column; i++) {
    const qn_model_column *column = &m->columns[i];
    if (column->kind == QN_COLUMN_FLOW)
      r->flow_column[(size_t)column->id * n + (size_t)column->season] = i;
    if (column->kind == QN_COLUMN_CLEAN_MERGE)
      *merge_cell(r, column->id, column->option, column->season) = i;
  }
  return QN_OK;
}

static void set_goals(reference *r) {
  const qn_model *m = r->shared;
  for (int i = 0; i < r->x->region->n_targets; i++) {
    const qn_target *t = &r->x->region->targets[i];
    const int row = m->data->target[i];
    if (row < 0 || m->rows[row].season != m->n - 1 || t->metric > QN_CLEAN_HOUSEHOLDS ||
        t->sense != QN_AT_LEAST || t->rule != QN_HARD)
      continue;
    r->is_goal[row] = 1;
    r->goals[r->n_goal++] = row;
  }
}

/* New load only from what is clean as it stands. */
static void price_heat(reference *r) {
  const qn_model *m = r->shared;
  for (size_t i = 0; i < m->n_joint * (size_t)m->n; i++) r->heat_cny[m->data->joint[i]] = INFINITY;
  for (size_t i = 0; i < m->n_flow; i++)
    for (int j = 0; j < m->n; j++) {
      const qn_flow *f = &m->flows[i];
      const size_t c = r->flow_column[i * (size_t)m->n + (size_t)j];
      const int row = load_row(m, f, j);
      if (c == m->n_column || row < 0 || f->state >= 0 || f->by_option >= 0) continue;
      const double cny = m->columns[c].cost, known = r->heat_cny[row];
      if (!(known > 0) || cny < known) r->heat_cny[row] = cny;
    }
}

static void clear(reference *r) {
  qn_model_free(r->units);
  free(r->blocks);
  free(r->is_goal);
  free(r->goals);
  free(r->heat_cny);
  free(r->flow_column);
  free(r->merge_column);
  free(r->first_flow);
  free(r->receives);
}

void qn_use_clear(qn_use *use) {
  qn_model_free(use->rows);
  free(use->chosen);
  free(use->still);
  *use = (qn_use){0};
}

qn_status qn_use_new(qn_use *out, const qn_context *context, uint64_t seed, qn_run *run) {
  *out = (qn_use){0};
  reference r = {.use = out, .x = context, .seed = seed, .run = run};
  qn_status s = qn_model_new_shared(&out->rows, context);
  r.shared = out->rows;
  if (!s) s = index_shared(&r);
  if (!s) {
    out->chosen = calloc(r.shared->n_row + 1, sizeof(double));
    out->still = calloc(r.shared->n_row + 1, sizeof(double));
    if (!out->chosen || !out->still) s = QN_ENOMEM;
  }
  if (!s) s = qn_model_new_unit(&r.units, context, 0, run);
  if (!s) {
    set_goals(&r);
    price_heat(&r);
    s = each_unit(&r, look_at_unit);
  }
  for (int k = 0; k < context->region->n_sources && !s; k++) look_at_source(&r, k);
  if (!s) s = choose(&r);
  if (!s) s = each_unit(&r, count_unit);
  if (!s) s = count_sources(&r, out->chosen, 0);
  if (!s) s = count_sources(&r, out->still, 1);
  clear(&r);
  if (s) qn_use_clear(out);
  return s;
}
