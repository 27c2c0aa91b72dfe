/* Parts of a plan solved anew by programs, several side by side (piece.h). Waves have a fixed
 * number of parts: the answer does not depend on the number of threads. */
#include <stdlib.h>
#include <string.h>

#include "plan/crew_talk.h"
#include "plan/parts_parcel.h"
#include "plan/piece.h"
#include "plan/search.h"
#include "solve/milp.h"

static const double CLOSE = 5e-5; /* relative gap at which a part is done */

typedef struct {
  qn_shares shares;
  const double *reduced; /* [n_column] costs at the relaxation's prices */
  const int *list;       /* parts of the wave */
  size_t n_free;
  double seconds;
  double *x; /* [n_column] the plan, renewed part by part */
} wave;

/* Columns of a part, by their numbers there. */
typedef struct {
  size_t n, *column;
} choice;

/* The plan's own choices, the n_free others of least reduced cost, and all that is no block's. */
static qn_status choose(choice *out, const wave *w, int p) {
  const qn_model *m = w->shares.parts->model;
  const size_t *column = w->shares.parts->columns + w->shares.parts->column_first[p];
  const size_t n = qn_parts_columns(w->shares.parts, p);
  size_t n_block = 0;
  qn_candidate *list = malloc((n + 1) * sizeof *list);
  *out = (choice){.column = malloc((2 * n + 1) * sizeof *out->column)};
  if (!list || !out->column) {
    free(list);
    return QN_ENOMEM;
  }
  for (; n_block < n && m->columns[column[n_block]].block >= 0; n_block++) {
    list[n_block] = (qn_candidate){w->reduced[column[n_block]], n_block};
    if (w->shares.best[column[n_block]] > 0) out->column[out->n++] = n_block;
  }
  qn_candidates_sort(list, n_block);
  for (size_t i = 0; i < n_block && i < w->n_free; i++)
    if (!(w->shares.best[column[list[i].column]] > 0)) out->column[out->n++] = list[i].column;
  for (size_t c = n_block; c < n; c++) out->column[out->n++] = c;
  free(list);
  return QN_OK;
}

static qn_status keep(const wave *w, const qn_piece *p, const qn_subset *subset, const double *x) {
  double *point = calloc(p->part.model.n_column + 1, sizeof *point);
  if (!point) return QN_ENOMEM;
  for (size_t i = 0; i < subset->n; i++) point[subset->column[i]] = x[i];
  qn_piece_keep(p, point, w->x);
  free(point);
  return QN_OK;
}

static qn_status solve(const wave *w, const qn_piece *p, qn_subset *subset, qn_run *run) {
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
  if (s == QN_ESOLVER) s = QN_OK; /* the part stays as it is; the findings say what happened */
  if (!s && answer.has_point) s = keep(w, p, subset, answer.x);
  free(start);
  free(answer.x);
  return s;
}

/* One part with the columns chosen. */
static qn_status renew(const wave *w, int part, const choice *chosen, qn_run *run) {
  qn_piece p;
  qn_subset subset = {0};
  qn_status s = qn_piece_new(&p, &w->shares, part);
  if (!s) s = qn_subset_new(&subset, &p.part.model);
  for (size_t i = 0; i < chosen->n && !s; i++) s = qn_subset_add(&subset, chosen->column[i]);
  for (size_t c = p.n_given; c < p.part.model.n_column && !s; c++) s = qn_subset_add(&subset, c);
  if (!s) s = solve(w, &p, &subset, run);
  qn_subset_clear(&subset);
  qn_piece_free(&p);
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
  if (!s) s = qn_shares_put(out, &w->shares, p);
  if (!s) s = qn_parcel_put_whole(out, (long long)chosen.n);
  if (!s) s = qn_parcel_put(out, chosen.column, chosen.n * sizeof *chosen.column);
  free(chosen.column);
  return s;
}

static qn_status take_elsewhere(void *who, int i, qn_parcel *gave) {
  const wave *w = who;
  return qn_get_point(gave, w->shares.parts, w->list[i], w->x);
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
  const size_t n_column = parts->model->n_column;
  double *best = calloc(n_column + 1, sizeof *best);
  choice chosen = {0};
  wave w = {.x = malloc((n_column + 1) * sizeof(double))};
  qn_status s = best && w.x ? qn_parcel_get_real(in, &w.seconds) : QN_ENOMEM;
  if (!s) s = qn_shares_get(&w.shares, best, parts, part, in);
  if (!s) s = get_choice(&chosen, in, qn_parts_columns(parts, part));
  if (!s) memcpy(w.x, best, n_column * sizeof *w.x); /* where nothing better is found */
  if (!s) s = renew(&w, part, &chosen, run);
  if (!s) s = qn_put_point(out, parts, part, w.x);
  free(best);
  free(w.x);
  free(chosen.column);
  qn_shares_free(&w.shares);
  return s;
}

/* ---- the wave ---- */

qn_status qn_renew(qn_search *search, const int *list, int n, size_t n_free, double seconds) {
  memcpy(search->x, search->best, search->plan->model->n_column * sizeof *search->x);
  wave w = {.reduced = search->relaxation.reduced,
            .list = list,
            .n_free = n_free,
            .seconds = seconds,
            .x = search->x};
  const qn_job job = {.kind = QN_JOB_RENEW,
                      .parts = &search->parts,
                      .n = n,
                      .who = &w,
                      .work = take_part,
                      .ask = ask_elsewhere,
                      .take = take_elsewhere};
  qn_status s = qn_shares_new(&w.shares, &search->parts, search->best, list, n);
  if (!s) s = qn_crew_each(&job, search->run);
  qn_shares_free(&w.shares);
  return s ? s : qn_search_offer(search, QN_N_("branch and bound"));
}
