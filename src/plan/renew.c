/* Parts of a plan solved anew while the rest stays, several side by side: each may use of the rows
 * that join parts what it uses in the plan and its share of what is left free, so that together
 * they hold. Waves have a fixed number of parts: the answer does not depend on the number of
 * threads. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "plan/parts.h"
#include "plan/search.h"
#include "solve/milp.h"

static const double CLOSE = 5e-5; /* relative gap at which a part is done */

typedef struct {
  const qn_search *search;
  const qn_parts *parts;
  const double *activity; /* [n_row] of the plan */
  const int *list;        /* parts of the wave */
  int n_wave;
  size_t n_free;
  double seconds;
  double *x; /* [n_column] the plan, renewed part by part */
} wave;

/* The part's joining rows become its own: what it uses and its share of what is free. */
static qn_status share_rows(const wave *w, qn_part *part) {
  qn_model *m = &part->model;
  double *use = calloc(m->n_row + 1, sizeof *use);
  if (!use) return QN_ENOMEM;
  for (size_t c = 0; c < m->n_column; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const size_t e = m->columns[c].first + (size_t)i;
      use[m->entry_row[e]] += m->entry_value[e] * w->search->best[part->column[c]];
    }
  for (size_t r = part->n_own; r < m->n_row; r++) {
    const double spare = m->rows[r].rhs - w->activity[part->row[r]];
    const int is_free = m->rows[r].sense == QN_AT_MOST ? spare > 0 : spare < 0;
    m->rows[r].rhs = use[r] + (is_free && m->rows[r].sense != QN_EQUAL ? spare / w->n_wave : 0);
  }
  free(use);
  return QN_OK;
}

/* The plan's own choices and the n_free others of least reduced cost. */
static qn_status choose(const wave *w, const qn_part *part, qn_subset *subset) {
  const qn_model *m = &part->model;
  const size_t n = m->block_first[m->n_block];
  qn_candidate *list = malloc((n + 1) * sizeof *list);
  qn_status s = list ? QN_OK : QN_ENOMEM;
  for (size_t c = 0; c < n && !s; c++) {
    list[c] = (qn_candidate){w->search->relaxation.reduced[part->column[c]], c};
    if (w->search->best[part->column[c]] > 0) s = qn_subset_add(subset, c);
  }
  if (!s) qn_candidates_sort(list, n);
  for (size_t i = 0; i < n && i < w->n_free && !s; i++) s = qn_subset_add(subset, list[i].column);
  for (size_t c = n; c < m->n_column && !s; c++) s = qn_subset_add(subset, c);
  free(list);
  return s;
}

static qn_status solve(const wave *w, const qn_part *part, qn_subset *subset, qn_run *run) {
  qn_status s = qn_subset_lp(subset, 0, 0);
  double *start = malloc((subset->n + 1) * sizeof *start);
  qn_milp_answer answer = {.x = malloc((subset->n + 1) * sizeof(double))};
  if (!start || !answer.x) s = QN_ENOMEM;
  for (size_t i = 0; i < subset->n && !s; i++)
    start[i] = w->search->best[part->column[subset->column[i]]];
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

static qn_status renew(void *who, int i, qn_run *run) {
  const wave *w = who;
  qn_part part;
  qn_subset subset = {0};
  qn_status s = qn_part_new(&part, w->parts, w->list[i], NULL);
  if (s) return s;
  s = share_rows(w, &part);
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = choose(w, &part, &subset);
  if (!s) s = solve(w, &part, &subset, run);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

qn_status qn_renew(qn_search *search, const qn_parts *parts, const int *list, int n, size_t n_free,
                   double seconds) {
  const qn_model *m = search->plan->model;
  double *activity = calloc(m->n_row + 1, sizeof *activity);
  if (!activity) return QN_ENOMEM;
  qn_model_activity(m, search->best, activity);
  memcpy(search->x, search->best, m->n_column * sizeof *search->x);
  wave w = {.search = search,
            .parts = parts,
            .activity = activity,
            .list = list,
            .n_wave = n,
            .n_free = n_free,
            .seconds = seconds,
            .x = search->x};
  const qn_status s = qn_team_each(n, renew, &w, search->run);
  free(activity);
  return s ? s : qn_search_offer(search, QN_N_("branch and bound"));
}
