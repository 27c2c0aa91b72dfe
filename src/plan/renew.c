/* Parts of a plan solved anew while the rest stays, several side by side: each may use of the rows
 * that join parts what it uses in the plan and its share of what is left free, so that together
 * they hold. Waves have a fixed number of parts: the answer does not depend on the number of
 * threads. */
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
  const int *list;       /* parts of the wave */
  size_t n_free;
  double seconds;
  double *x; /* [n_column] the plan, renewed part by part */
} wave;

/* Columns of a part, by their numbers there. */
typedef struct {
  size_t n, *column;
} choice;

/* The part's joining rows become its own: what it uses and its share of what is free. */
static qn_status share_rows(const wave *w, qn_part *part) {
  qn_model *m = &part->model;
  double *use = calloc(m->n_row + 1, sizeof *use);
  if (!use) return QN_ENOMEM;
  for (size_t c = 0; c < m->n_column; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const size_t e = m->columns[c].first + (size_t)i;
      use[m->entry_row[e]] += m->entry_value[e] * w->best[part->column[c]];
    }
  for (size_t r = part->n_own; r < m->n_row; r++) m->rows[r].rhs = use[r] + w->spare[part->row[r]];
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

static qn_status solve(const wave *w, const qn_part *part, qn_subset *subset, qn_run *run) {
  qn_status s = qn_subset_lp(subset, 0, 0);
  double *start = malloc((subset->n + 1) * sizeof *start);
  qn_milp_answer answer = {.x = malloc((subset->n + 1) * sizeof(double))};
  if (!start || !answer.x) s = QN_ENOMEM;
  for (size_t i = 0; i < subset->n && !s; i++) start[i] = w->best[part->column[subset->column[i]]];
  const qn_milp_options options = {.gap = CLOSE,
                                   .seconds = w->seconds,
                                   .work_limit = run->work_limit,
                                   .effort = -1,
                                   .start = start,
                                   .only_point = 1};
  if (!s) s = qn_milp_solve(&answer, &subset->lp, &options, run, NULL, NULL);
  if (!s && answer.has_point) {
    for (size_t c = 0; c < part->model.n_column; c++) w->x[part->column[c]] = 0;
    for (size_t i = 0; i < subset->n; i++) w->x[part->column[subset->column[i]]] = answer.x[i];
  }
  free(start);
  free(answer.x);
  return s;
}

/* One part with the columns chosen. */
static qn_status renew(const wave *w, int p, const choice *chosen, qn_run *run) {
  qn_part part;
  qn_subset subset = {0};
  qn_status s = qn_part_new(&part, w->parts, p, NULL);
  if (s) return s;
  s = share_rows(w, &part);
  if (!s) s = qn_subset_new(&subset, &part.model);
  for (size_t i = 0; i < chosen->n && !s; i++) s = qn_subset_add(&subset, chosen->column[i]);
  if (!s) s = solve(w, &part, &subset, run);
  qn_subset_clear(&subset);
  qn_part_free(&part);
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
            .x = calloc(m->n_column + 1, sizeof(double))};
  qn_status s = best && w.spare && w.x ? qn_parcel_get_real(in, &w.seconds) : QN_ENOMEM;
  const size_t start = in->at;
  if (!s) s = qn_get_point(in, parts, part, best);
  in->at = start; /* the same again: where nothing better is found */
  if (!s) s = qn_get_point(in, parts, part, w.x);
  if (!s) s = qn_parcel_get_sparse(in, w.spare, parts->joining, parts->n_joining);
  if (!s) s = get_choice(&chosen, in, qn_parts_columns(parts, part));
  if (!s) s = renew(&w, part, &chosen, run);
  if (!s) s = qn_put_point(out, parts, part, w.x);
  free(best);
  free(w.spare);
  free(w.x);
  free(chosen.column);
  return s;
}

/* ---- the wave ---- */

/* What one of n parts may use of joining rows beside what it uses: its share of what is left. */
static qn_status share_spare(wave *w, int n) {
  const qn_model *m = w->parts->model;
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  w->spare = calloc(m->n_row + 1, sizeof *w->spare);
  if (!activity || !w->spare) {
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
  return s ? s : qn_search_offer(search, QN_N_("branch and bound"));
}
