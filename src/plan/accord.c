/* Every part keeps where its program stood (basis.h), so that at the next prices it has a few steps
 * to go. */
#include "plan/accord.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/run.h"
#include "plan/approach.h"
#include "plan/crew_talk.h"
#include "plan/master.h"
#include "plan/parts_parcel.h"

enum { LEAST_PARTS = 2, SAMPLE_UNITS = 4000, MOST_ROUNDS = 30 };
static const double SHARE_OF_SAMPLE = 0.5;
static const double FIRST_BOX = 0.3, WORTH = 5e-5; /* relative: of prices, of the bound */
static const double LEAST_SCALE = 0.3;             /* the sample does not know all rows */
static const double MISSED = 1e-5;                 /* of a row's scale */

/* What a part has given at the prices of the round. */
typedef struct {
  qn_basis basis;                    /* by the part's own numbers */
  double bound, elastic, beside_cny; /* the last: what the elastic amounts cost */
  int is_complete;
} answer;

typedef struct {
  const qn_parts *parts;
  const qn_run *run;
  double *price;   /* [n_row] of the round; rows of a part: what it has answered */
  double *x;       /* [n_column] points of the round */
  answer *answers; /* [n_part] */
  double until_s;
  double *best_price; /* [n_row] of the best round */
  double *bound;      /* [n_cluster] of the best round */
  int *list;          /* [n_part] parts of a round */
} accord;

static void accord_free(accord *w) {
  for (int p = 0; w->answers && p < w->parts->n_part; p++) qn_basis_free(&w->answers[p].basis);
  free(w->answers);
  free(w->price);
  free(w->best_price);
  free(w->bound);
  free(w->list);
  free(w->x);
}

/* What a relaxation pays for rows that it cannot hold. */
static double elastic_cny(const qn_subset *subset, const qn_relaxation *relaxation) {
  return relaxation->elastic * subset->elastic_cost / subset->money_scale;
}

/* ---- parts ---- */

static qn_status take_answer(accord *w, answer *a, const qn_part *part, const qn_subset *subset,
                             const qn_relaxation *r) {
  for (size_t c = 0; c < part->model.n_column; c++) w->x[part->column[c]] = r->x[c];
  for (size_t i = 0; i < part->n_own; i++) w->price[part->row[i]] = r->price[i];
  a->bound = r->bound - part->rounding;
  a->elastic = r->elastic;
  a->beside_cny = elastic_cny(subset, r);
  a->is_complete = r->is_complete;
  if (!r->is_complete) return QN_OK;
  if (!a->basis.column) {
    const qn_status s = qn_basis_new(&a->basis, part->model.n_column, part->model.n_row);
    if (s) return s;
  }
  return qn_basis_take(&a->basis, subset, r->n_column, r->solver);
}

static qn_status solve_part(accord *w, int p, double seconds, qn_run *run) {
  answer *a = &w->answers[p];
  qn_part part;
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  qn_status s = qn_part_new(&part, w->parts, p, w->price);
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = qn_relax(&relaxation, &subset, a->basis.column ? &a->basis : NULL, run, seconds);
  if (!s) s = take_answer(w, a, &part, &subset, &relaxation);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

static qn_status take_part(void *who, int p, qn_run *run) {
  accord *w = who;
  return solve_part(w, p, w->until_s - qn_clock(), run);
}

/* ---- on another process (crew.h) ---- */

/* The columns that are in, how they stand, how elastic columns and rows do. */
static qn_status put_basis(qn_parcel *out, const accord *w, int p) {
  const qn_basis *basis = &w->answers[p].basis;
  const size_t n = qn_parts_columns(w->parts, p), n_row = qn_parts_rows(w->parts, p);
  qn_status s = qn_parcel_put_whole(out, basis->column != NULL);
  if (s || !basis->column) return s;
  s = qn_parcel_put_bytes(out, basis->column, n, QN_NOT_IN);
  if (!s) s = qn_parcel_put_bytes(out, basis->elastic, 2 * n_row, 0);
  return s ? s : qn_parcel_put_bytes(out, basis->row, n_row, QN_BASIS_BASIC);
}

static qn_status get_basis(qn_parcel *in, accord *w, int p) {
  qn_basis *basis = &w->answers[p].basis;
  const size_t n = qn_parts_columns(w->parts, p), n_row = qn_parts_rows(w->parts, p);
  long long is_there;
  qn_status s = qn_parcel_get_whole(in, &is_there);
  if (s || !is_there) return s;
  if (!basis->column) s = qn_basis_new(basis, n, n_row);
  if (!s) s = qn_parcel_get_bytes(in, basis->column, n, QN_NOT_IN);
  if (!s) s = qn_parcel_get_bytes(in, basis->elastic, 2 * n_row, 0);
  return s ? s : qn_parcel_get_bytes(in, basis->row, n_row, QN_BASIS_BASIC);
}

static qn_status ask_elsewhere(void *who, int p, qn_parcel *out) {
  const accord *w = who;
  qn_status s = qn_parcel_put_whole(out, p);
  if (!s) s = qn_parcel_put_real(out, w->until_s - qn_clock());
  if (!s) s = qn_parcel_put_sparse(out, w->price, w->parts->joining, w->parts->n_joining);
  return s ? s : put_basis(out, w, p);
}

static qn_status give_answer(qn_parcel *out, const accord *w, int p) {
  const answer *a = &w->answers[p];
  qn_status s = qn_parcel_put_real(out, a->bound);
  if (!s) s = qn_parcel_put_real(out, a->elastic);
  if (!s) s = qn_parcel_put_real(out, a->beside_cny);
  if (!s) s = qn_parcel_put_whole(out, a->is_complete);
  if (!s) s = qn_put_point(out, w->parts, p, w->x);
  if (!s) s = qn_put_own_prices(out, w->parts, p, w->price);
  return s ? s : put_basis(out, w, p);
}

static qn_status take_elsewhere(void *who, int p, qn_parcel *gave) {
  accord *w = who;
  answer *a = &w->answers[p];
  long long is_complete;
  qn_status s = qn_parcel_get_real(gave, &a->bound);
  if (!s) s = qn_parcel_get_real(gave, &a->elastic);
  if (!s) s = qn_parcel_get_real(gave, &a->beside_cny);
  if (!s) s = qn_parcel_get_whole(gave, &is_complete);
  if (s) return s;
  a->is_complete = is_complete != 0;
  s = qn_get_point(gave, w->parts, p, w->x);
  if (!s) s = qn_get_own_prices(gave, w->parts, p, w->price);
  return s ? s : get_basis(gave, w, p);
}

qn_status qn_accord_errand(const qn_parts *parts, int part, qn_parcel *in, qn_parcel *out,
                           qn_run *run) {
  const qn_model *m = parts->model;
  double seconds = 0;
  accord w = {.parts = parts,
              .price = calloc(m->n_row + 1, sizeof(double)),
              .x = calloc(m->n_column + 1, sizeof(double)),
              .answers = calloc((size_t)parts->n_part + 1, sizeof(answer))};
  qn_status s = w.price && w.x && w.answers ? qn_parcel_get_real(in, &seconds) : QN_ENOMEM;
  if (!s) s = qn_parcel_get_sparse(in, w.price, parts->joining, parts->n_joining);
  if (!s) s = get_basis(in, &w, part);
  if (!s) s = solve_part(&w, part, seconds, run);
  if (!s) s = give_answer(out, &w, part);
  accord_free(&w);
  return s;
}

/* ---- rounds ---- */

static qn_status take_listed(void *who, int i, qn_run *run) {
  accord *w = who;
  return take_part(w, w->list[i], run);
}

static qn_status ask_listed(void *who, int i, qn_parcel *out) {
  const accord *w = who;
  return ask_elsewhere(who, w->list[i], out);
}

static qn_status take_listed_elsewhere(void *who, int i, qn_parcel *gave) {
  const accord *w = who;
  return take_elsewhere(who, w->list[i], gave);
}

/* The parts of the clusters that are asked, at the prices of the round. */
static qn_status ask_parts(accord *w, const unsigned char *is_asked) {
  int n = 0;
  for (int p = 0; p < w->parts->n_part; p++)
    if (is_asked[w->parts->cluster[p]]) w->list[n++] = p;
  const qn_job job = {.kind = QN_JOB_ACCORD,
                      .parts = w->parts,
                      .n = n,
                      .who = w,
                      .work = take_listed,
                      .ask = ask_listed,
                      .take = take_listed_elsewhere};
  return qn_crew_each(&job, w->run);
}

/* The bounds of the clusters asked, the best so far of the others. */
static void tell_round(accord *w, const unsigned char *is_asked, const double *bound) {
  double sum = 0;
  for (int k = 0; k < w->parts->n_cluster; k++) sum += is_asked[k] ? bound[k] : w->bound[k];
  qn_run_tell(w->run, QN_N_("prices"), NAN, sum, NAN);
}

static qn_status ask(void *who, qn_master *masters, const unsigned char *is_asked,
                     const double *price, double *bound) {
  accord *w = who;
  memcpy(w->price, price, w->parts->model->n_row * sizeof *price);
  qn_status s = ask_parts(w, is_asked);
  for (int k = 0; k < w->parts->n_cluster && !s; k++)
    bound[k] = qn_parts_shared(w->parts, k, w->price);
  for (int p = 0; p < w->parts->n_part && !s; p++) {
    const int k = w->parts->cluster[p];
    if (!is_asked[k]) continue;
    bound[k] += w->answers[p].bound;
    if (w->answers[p].is_complete)
      s = qn_master_learn(&masters[k], p, w->x, w->answers[p].beside_cny);
  }
  if (!s) tell_round(w, is_asked, bound);
  return s;
}

/* Prices of the cluster's joining rows and of its parts' own. */
static void keep(void *who, int cluster) {
  accord *w = who;
  const qn_parts *parts = w->parts;
  for (size_t i = parts->joining_first[cluster]; i < parts->joining_first[cluster + 1]; i++)
    w->best_price[parts->joining[i]] = w->price[parts->joining[i]];
  for (int p = 0; p < parts->n_part; p++)
    for (size_t i = parts->row_first[p];
         parts->cluster[p] == cluster && i < parts->row_first[p + 1]; i++)
      w->best_price[parts->rows[i]] = w->price[parts->rows[i]];
}

static qn_status climb_up(accord *w, qn_master *masters, qn_run *quiet) {
  const int n = w->parts->n_cluster;
  const qn_climb climb = {.box = FIRST_BOX,
                          .worth = WORTH,
                          .most_missed = MISSED,
                          .most_rounds = MOST_ROUNDS,
                          .until_s = w->until_s,
                          .ask = ask,
                          .keep = keep,
                          .who = w};
  double *price = malloc((w->parts->model->n_row + 1) * sizeof *price);
  unsigned char *all = malloc((size_t)n);
  qn_status s = price && all ? QN_OK : QN_ENOMEM;
  if (!s) {
    memset(all, 1, (size_t)n);
    memcpy(price, w->price, w->parts->model->n_row * sizeof *price);
    s = ask(w, masters, all, price, w->bound);
  }
  for (int k = 0; k < n && !s; k++) keep(w, k);
  if (!s) s = qn_masters_climb(masters, &climb, price, w->bound, quiet);
  free(price);
  free(all);
  return s;
}

/* ---- the whole ---- */

/* A joining row that must hold costs what it misses there as it does in a program of the whole, so
 * that the climb ends where no plan holds them all. */
static void end_prices(qn_master *master, const qn_subset *subset) {
  for (size_t i = 0; i < master->n_row; i++) {
    const double most =
        subset->elastic_cost / subset->money_scale / subset->model->rows[master->row[i]].scale;
    master->lower[i] = fmax(master->lower[i], -most);
    master->upper[i] = fmin(master->upper[i], most);
  }
}

/* What the point misses in rows of no part alone, in their scale: joining rows at the end of their
 * prices, and what no column touches. */
static double missed_joining(const qn_relaxation *r, const qn_subset *subset,
                             const qn_parts *parts) {
  const qn_model *m = subset->model;
  double sum = 0, *activity = calloc(m->n_row + 1, sizeof *activity);
  if (!activity) return 0;
  qn_model_activity(m, r->x, activity);
  for (size_t row = 0; row < m->n_row; row++) {
    const double most =
        subset->elastic_cost / subset->money_scale / m->rows[row].scale * (1 - MISSED);
    if (parts->of_row[row] >= 0 || m->rows[row].penalty > 0) continue;
    if (parts->of_row[row] == QN_OF_NO_PART || fabs(r->price[row]) >= most)
      sum += qn_row_shortfall(&m->rows[row], activity[row]) / m->rows[row].scale;
  }
  free(activity);
  return sum;
}

static qn_status conclude(qn_relaxation *out, qn_subset *subset, const accord *w,
                          qn_master *masters, qn_run *quiet) {
  qn_status s = QN_OK;
  out->is_complete = 1;
  for (int p = 0; p < w->parts->n_part && !s; p++) {
    const answer *a = &w->answers[p];
    const size_t first = w->parts->column_first[p];
    out->elastic += a->elastic;
    out->is_complete &= a->is_complete;
    for (size_t i = first; i < w->parts->column_first[p + 1] && a->basis.column && !s; i++)
      if (a->basis.column[i - first] != QN_NOT_IN) s = qn_subset_add(subset, w->parts->columns[i]);
  }
  for (int k = 0; k < w->parts->n_cluster && !s; k++)
    s = qn_master_blend(&masters[k], w->best_price, out->x, quiet);
  memcpy(out->price, w->best_price, subset->model->n_row * sizeof *out->price);
  out->bound = out->objective = qn_model_bound(subset->model, NULL, out->price, out->reduced);
  out->n_column = subset->n;
  if (!s) out->elastic += missed_joining(out, subset, w->parts);
  return s;
}

qn_status qn_accord(qn_relaxation *out, qn_subset *subset, qn_run *run, double seconds) {
  const qn_model *m = subset->model;
  qn_parts parts;
  qn_master *masters = NULL;
  qn_run quiet = *run;
  quiet.progress = NULL;
  qn_status s = qn_relaxation_new(out, m);
  if (!s) s = qn_parts_new(&parts, m, QN_COUNTY);
  if (s) return s;
  accord w = {.parts = &parts,
              .run = run,
              .price = calloc(m->n_row + 1, sizeof(double)),
              .best_price = calloc(m->n_row + 1, sizeof(double)),
              .x = calloc(m->n_column + 1, sizeof(double)),
              .answers = calloc((size_t)parts.n_part + 1, sizeof(answer)),
              .until_s = qn_clock() + seconds,
              .list = malloc(((size_t)parts.n_part + 1) * sizeof(int)),
              .bound = malloc((size_t)parts.n_cluster * sizeof(double))};
  if (!w.price || !w.best_price || !w.x || !w.answers || !w.list || !w.bound) s = QN_ENOMEM;
  if (!s && parts.n_part >= LEAST_PARTS) {
    s = qn_approach_prices(w.price, NULL, &parts, SAMPLE_UNITS, run, seconds * SHARE_OF_SAMPLE);
    if (!s && !(masters = qn_masters_new(&parts, w.price, LEAST_SCALE))) s = QN_ENOMEM;
    for (int k = 0; k < parts.n_cluster && !s; k++) end_prices(&masters[k], subset);
    if (!s) s = climb_up(&w, masters, &quiet);
    if (!s) s = conclude(out, subset, &w, masters, &quiet);
    qn_masters_free(masters, &parts);
  }
  accord_free(&w);
  qn_parts_free(&parts);
  return s;
}
