/* Parts of a plan solved anew while the rest stays, several side by side: each may use of the rows
 * that join parts what it uses in the plan and its share of what is left free, so that together
 * they hold. What a priced row misses is divided in the same way: each may make up for its share or
 * leave it at the price. Waves have a fixed number of parts: the answer does not depend on the
 * number of threads. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/crew_talk.h"
#include "plan/parts.h"
#include "plan/parts_parcel.h"
#include "plan/search.h"
#include "solve/milp.h"

static const double CLOSE = 5e-5; /* relative gap at which a part is done */

typedef struct {
  const qn_parts *parts;
  const double *best;    /* [n_column] the plan */
  const double *reduced; /* [n_column] costs at the relaxation's prices */
  double *spare;         /* [n_row] of joining rows: what one part may use besides */
  double *missed;        /* [n_row] of joining rows with a price: what one part may make up for */
  const int *list;       /* parts of the wave */
  size_t n_free;
  double seconds;
  double *x; /* [n_column] the plan, renewed part by part */
} wave;

/* Columns of a part, by their numbers there. */
typedef struct {
  size_t n, *column;
} choice;

/* A part with columns of its own behind those of the model. */
typedef struct {
  qn_part part;
  size_t n_given; /* columns of the model */
  double *x;      /* [n_column] the plan there */
} piece;

/* Room for so many columns more, of one entry each. */
static qn_status widen(qn_model *m, size_t more) {
  qn_model_column *columns = realloc(m->columns, (m->n_column + more + 1) * sizeof *columns);
  if (columns) m->columns = columns;
  int *row = realloc(m->entry_row, (m->n_entry + more + 1) * sizeof *row);
  if (row) m->entry_row = row;
  double *value = realloc(m->entry_value, (m->n_entry + more + 1) * sizeof *value);
  if (value) m->entry_value = value;
  return columns && row && value ? QN_OK : QN_ENOMEM;
}

static qn_status piece_new(piece *out, const wave *w, int part) {
  *out = (piece){0};
  qn_status s = qn_part_new(&out->part, w->parts, part, NULL);
  if (s) return s;
  qn_model *m = &out->part.model;
  const size_t more = m->n_row - out->part.n_own;
  out->n_given = m->n_column;
  out->x = malloc((m->n_column + more + 1) * sizeof *out->x);
  s = out->x ? widen(m, more) : QN_ENOMEM;
  for (size_t c = 0; c < m->n_column && !s; c++) out->x[c] = w->best[out->part.column[c]];
  return s;
}

static void piece_free(piece *p) {
  free(p->x);
  qn_part_free(&p->part);
}

/* A priced row that joins parts and whose shortfall is no column of this one. */
static int wants_short(const piece *p, size_t r) {
  const qn_model *m = &p->part.model;
  if (!(m->rows[r].penalty > 0) || m->rows[r].sense == QN_EQUAL) return 0;
  for (size_t c = m->block_first[m->n_block]; c < p->n_given; c++)
    if (m->columns[c].kind == QN_COLUMN_SHORT && m->entry_row[m->columns[c].first] == (int)r)
      return 0;
  return 1;
}

/* The row asks for what is missed too; a column stands for what the part leaves of that. */
static void add_short(piece *p, size_t r, double missed) {
  qn_model *m = &p->part.model;
  const int sign = m->rows[r].sense == QN_AT_LEAST ? 1 : -1;
  m->rows[r].rhs += sign * missed;
  m->columns[m->n_column] = (qn_model_column){.kind = QN_COLUMN_SHORT,
                                              .block = -1,
                                              .cost = m->rows[r].penalty,
                                              .upper = INFINITY,
                                              .first = m->n_entry,
                                              .count = 1};
  m->entry_row[m->n_entry] = (int)r;
  m->entry_value[m->n_entry++] = sign;
  p->x[m->n_column++] = missed;
}

/* The part's joining rows become its own: what it uses and its share of what is free or missed. */
static qn_status share_rows(const wave *w, piece *p) {
  qn_model *m = &p->part.model;
  double *use = malloc((m->n_row + 1) * sizeof *use);
  if (!use) return QN_ENOMEM;
  qn_model_activity(m, p->x, use);
  for (size_t r = p->part.n_own; r < m->n_row; r++) {
    m->rows[r].rhs = use[r] + w->spare[p->part.row[r]];
    if (wants_short(p, r)) add_short(p, r, w->missed[p->part.row[r]]);
  }
  free(use);
  return QN_OK;
}

/* The plan's own choices, the n_free others of least reduced cost, and all that is no block's. */
static qn_status choose(choice *out, const wave *w, int p) {
  const qn_model *m = w->parts->model;
  const size_t *column = w->parts->columns + w->parts->column_first[p];
  const size_t n = qn_parts_columns(w->parts, p);
  size_t n_block = 0;
  qn_candidate *list = malloc((n + 1) * sizeof *list);
  *out = (choice){.column = malloc((2 * n + 1) * sizeof *out->column)};
  if (!list || !out->column) {
    free(list);
    return QN_ENOMEM;
  }
  for (; n_block < n && m->columns[column[n_block]].block >= 0; n_block++) {
    list[n_block] = (qn_candidate){w->reduced[column[n_block]], n_block};
    if (w->best[column[n_block]] > 0) out->column[out->n++] = n_block;
  }
  qn_candidates_sort(list, n_block);
  for (size_t i = 0; i < n_block && i < w->n_free; i++)
    if (!(w->best[column[list[i].column]] > 0)) out->column[out->n++] = list[i].column;
  for (size_t c = n_block; c < n; c++) out->column[out->n++] = c;
  free(list);
  return QN_OK;
}

static void keep(const wave *w, const piece *p, const qn_subset *subset, const double *x) {
  for (size_t c = 0; c < p->n_given; c++) w->x[p->part.column[c]] = 0;
  for (size_t i = 0; i < subset->n; i++)
    if (subset->column[i] < p->n_given) w->x[p->part.column[subset->column[i]]] = x[i];
}

static qn_status solve(const wave *w, const piece *p, qn_subset *subset, qn_run *run) {
  qn_status s = qn_subset_lp(subset, 0, 0);
  double *start = malloc((subset->n + 1) * sizeof *start);
  qn_milp_answer answer = {.x = malloc((subset->n + 1) * sizeof(double))};
  if (!start || !answer.x) s = QN_ENOMEM;
  for (size_t i = 0; i < subset->n && !s; i++) start[i] = p->x[subset->column[i]];
  const qn_milp_options options = {.gap = CLOSE,
                                   .seconds = w->seconds,
                                   .work_limit = run->work_limit,
                                   .effort = -1,
                                   .start = start,
                                   .only_point = 1};
  if (!s) s = qn_milp_solve(&answer, &subset->lp, &options, run, NULL, NULL);
  if (!s && answer.has_point) keep(w, p, subset, answer.x);
  free(start);
  free(answer.x);
  return s;
}

/* One part with the columns chosen. */
static qn_status renew(const wave *w, int part, const choice *chosen, qn_run *run) {
  piece p;
  qn_subset subset = {0};
  qn_status s = piece_new(&p, w, part);
  if (!s) s = share_rows(w, &p);
  if (!s) s = qn_subset_new(&subset, &p.part.model);
  for (size_t i = 0; i < chosen->n && !s; i++) s = qn_subset_add(&subset, chosen->column[i]);
  for (size_t c = p.n_given; c < p.part.model.n_column && !s; c++) s = qn_subset_add(&subset, c);
  if (!s) s = solve(w, &p, &subset, run);
  qn_subset_clear(&subset);
  piece_free(&p);
  return s;
}

static qn_status take_part(void *who, int i, qn_run *run) {
  const wave *w = who;
  choice chosen;
  qn_status s = choose(&chosen, w, w->list[i]);
  if (!s) s = renew(w, w->list[i], &chosen, run);
  free(chosen.column);
  return s;
}

/* ---- on another process (crew.h) ---- */

static qn_status ask_elsewhere(void *who, int i, qn_parcel *out) {
  const wave *w = who;
  const int p = w->list[i];
  choice chosen;
  qn_status s = choose(&chosen, w, p);
  if (!s) s = qn_parcel_put_whole(out, p);
  if (!s) s = qn_parcel_put_real(out, w->seconds);
  if (!s) s = qn_put_point(out, w->parts, p, w->best);
  if (!s) s = qn_parcel_put_sparse(out, w->spare, w->parts->joining, w->parts->n_joining);
  if (!s) s = qn_parcel_put_sparse(out, w->missed, w->parts->joining, w->parts->n_joining);
  if (!s) s = qn_parcel_put_whole(out, (long long)chosen.n);
  if (!s) s = qn_parcel_put(out, chosen.column, chosen.n * sizeof *chosen.column);
  free(chosen.column);
  return s;
}

static qn_status take_elsewhere(void *who, int i, qn_parcel *gave) {
  const wave *w = who;
  return qn_get_point(gave, w->parts, w->list[i], w->x);
}

static qn_status get_choice(choice *out, qn_parcel *in, size_t n_column) {
  long long n = 0;
  qn_status s = qn_parcel_get_whole(in, &n);
  if (!s && (n < 0 || (size_t)n > n_column)) s = QN_ERANGE;
  if (s) return s;
  *out = (choice){.n = (size_t)n, .column = malloc(((size_t)n + 1) * sizeof *out->column)};
  s = out->column ? qn_parcel_get(in, out->column, out->n * sizeof *out->column) : QN_ENOMEM;
  for (size_t i = 0; i < out->n && !s; i++)
    if (out->column[i] >= n_column) s = QN_ERANGE;
  return s;
}

qn_status qn_renew_errand(const qn_parts *parts, int part, qn_parcel *in, qn_parcel *out,
                          qn_run *run) {
  const qn_model *m = parts->model;
  double *best = calloc(m->n_column + 1, sizeof *best);
  choice chosen = {0};
  wave w = {.parts = parts,
            .best = best,
            .spare = calloc(m->n_row + 1, sizeof(double)),
            .missed = calloc(m->n_row + 1, sizeof(double)),
            .x = calloc(m->n_column + 1, sizeof(double))};
  qn_status s = best && w.spare && w.missed && w.x ? qn_parcel_get_real(in, &w.seconds) : QN_ENOMEM;
  const size_t start = in->at;
  if (!s) s = qn_get_point(in, parts, part, best);
  in->at = start; /* the same again: where nothing better is found */
  if (!s) s = qn_get_point(in, parts, part, w.x);
  if (!s) s = qn_parcel_get_sparse(in, w.spare, parts->joining, parts->n_joining);
  if (!s) s = qn_parcel_get_sparse(in, w.missed, parts->joining, parts->n_joining);
  if (!s) s = get_choice(&chosen, in, qn_parts_columns(parts, part));
  if (!s) s = renew(&w, part, &chosen, run);
  if (!s) s = qn_put_point(out, parts, part, w.x);
  free(best);
  free(w.spare);
  free(w.missed);
  free(w.x);
  free(chosen.column);
  return s;
}

/* ---- the wave ---- */

/* What one of n parts may use of joining rows beside what it uses, and make up for: its share of
 * what is left and of what is missed. */
static qn_status share_spare(wave *w, int n) {
  const qn_model *m = w->parts->model;
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  w->spare = calloc(m->n_row + 1, sizeof *w->spare);
  w->missed = calloc(m->n_row + 1, sizeof *w->missed);
  if (!activity || !w->spare || !w->missed) {
    free(activity);
    return QN_ENOMEM;
  }
  qn_model_activity(m, w->best, activity);
  for (size_t i = 0; i < w->parts->n_joining; i++) {
    const size_t r = w->parts->joining[i];
    const double spare = m->rows[r].rhs - activity[r];
    const int is_free = m->rows[r].sense == QN_AT_MOST ? spare > 0 : spare < 0;
    if (is_free && m->rows[r].sense != QN_EQUAL) w->spare[r] = spare / n;
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (m->columns[c].kind == QN_COLUMN_SHORT) w->missed[m->columns[c].id] += w->best[c] / n;
  free(activity);
  return QN_OK;
}

qn_status qn_renew(qn_search *search, const qn_parts *parts, const int *list, int n, size_t n_free,
                   double seconds) {
  memcpy(search->x, search->best, search->plan->model->n_column * sizeof *search->x);
  wave w = {.parts = parts,
            .best = search->best,
            .reduced = search->relaxation.reduced,
            .list = list,
            .n_free = n_free,
            .seconds = seconds,
            .x = search->x};
  const qn_job job = {.kind = QN_JOB_RENEW,
                      .parts = parts,
                      .n = n,
                      .who = &w,
                      .work = take_part,
                      .ask = ask_elsewhere,
                      .take = take_elsewhere};
  qn_status s = share_spare(&w, n);
  if (!s) s = qn_crew_each(&job, search->run);
  free(w.spare);
  free(w.missed);
  return s ? s : qn_search_offer(search, QN_N_("branch and bound"));
}
