/* Parts wait in a row, the smallest first, so that what they leave of their share of the time goes
 * to the large; every thread takes the next. What a part gives stands in
 * its own place and is summed in order, so that the number of threads does not show. */
#include "plan/divide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/run.h"
#include "plan/branch.h"
#include "plan/crew_talk.h"
#include "plan/master.h"
#include "plan/parts.h"
#include "plan/parts_parcel.h"

static const double CLOSE = 1e-7; /* relative: a part is not branched on further */
static const double FIRST_BOX = 0.03, WORTH = 3e-5; /* relative: of prices, of the bound */
static const double LEAST_SCALE = 0.01;             /* a row without a price mostly needs none */
enum { NODES_UNDER_WORK_LIMIT = 400, MOST_PRICES = 12 };

typedef struct {
  double bound;
  long n_node;
  int is_whole;
} outcome;

typedef struct {
  const qn_parts *parts;
  const qn_subset *subset;
  const qn_relaxation *relaxation;
  double *price; /* [n_row] at which the parts are solved */
  const qn_run *run;
  qn_run quiet;
  double *x;                 /* [n_column] what they give */
  int *order, n;             /* [n_part] parts to solve, smallest first; how many */
  int *by_size;              /* [n_part] all */
  outcome *outcomes;         /* [n_part] */
  unsigned char *best_whole; /* [n_part] whole at the best prices */
  double until_s;
} division;

/* One part being branched on. */
typedef struct {
  division *d;
  const qn_part *part;
  outcome *out;
  double least; /* cost of its best whole point */
} guest;

/* The point of least bound stands for the part. */
static qn_status keep(void *who, const double *x, double bound, int is_whole, double *cutoff) {
  guest *g = who;
  (void)is_whole;
  (void)cutoff;
  if (bound >= g->least) return QN_OK;
  g->least = bound;
  g->out->is_whole = 1;
  for (size_t i = 0; i < g->part->model.n_column; i++) g->d->x[g->part->column[i]] = x[i];
  return QN_OK;
}

static qn_status branch_on(guest *g, qn_subset *subset, qn_relaxation *relaxation, double seconds,
                           qn_run *run) {
  const qn_branch_options options = {.seconds = seconds,
                                     .most_nodes = run->work_limit > 0 ? NODES_UNDER_WORK_LIMIT : 0,
                                     .gap = CLOSE,
                                     .leaf = keep,
                                     .who = g};
  qn_branching branching;
  const qn_status s = qn_branch(&branching, subset, relaxation, INFINITY, &options, run);
  g->out->n_node = branching.n_node;
  if (!s) g->out->bound = fmax(g->out->bound, branching.bound);
  return s;
}

/* The prices of the whole are prices of the part as well: it never has less than its share. */
static qn_status start_bound(guest *g) {
  const qn_model *m = &g->part->model;
  double *price = malloc((m->n_row + 1) * sizeof *price);
  if (!price) return QN_ENOMEM;
  for (size_t i = 0; i < m->n_row; i++) price[i] = g->d->price[g->part->row[i]];
  g->out->bound = qn_model_bound(m, NULL, price, NULL);
  free(price);
  return QN_OK;
}

static qn_status solve_part(division *d, int p, double seconds, qn_run *run) {
  qn_part part;
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  guest g = {.d = d, .part = &part, .out = &d->outcomes[p], .least = INFINITY};
  const double until_s = qn_clock() + seconds;
  qn_status s = qn_part_new(&part, d->parts, p, d->price);
  if (!s) s = start_bound(&g);
  if (!s) s = qn_subset_new(&subset, &part.model);
  for (size_t i = 0; i < part.model.n_column && !s; i++)
    if (d->subset->is_in[part.column[i]]) s = qn_subset_add(&subset, i);
  if (!s) s = qn_relax(&relaxation, &subset, NULL, run, seconds);
  if (!s) g.out->bound = fmax(g.out->bound, relaxation.bound);
  if (!s && relaxation.is_complete)
    s = branch_on(&g, &subset, &relaxation, until_s - qn_clock(), run);
  g.out->bound -= part.rounding;
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

/* The i-th's share of the time. */
static double share_s(const division *d, int i) {
  const double left = d->until_s - qn_clock();
  return fmax(0, left * fmin(1, (double)qn_crew_threads(d->run) / (d->n - i)));
}

static qn_status take_part(void *who, int i, qn_run *run) {
  division *d = who;
  return solve_part(d, d->order[i], share_s(d, i), run);
}

/* ---- on another process (crew.h) ---- */

static qn_status ask_elsewhere(void *who, int i, qn_parcel *out) {
  const division *d = who;
  const int p = d->order[i];
  qn_status s = qn_parcel_put_whole(out, p);
  if (!s) s = qn_parcel_put_real(out, share_s(d, i));
  if (!s) s = qn_put_prices(out, d->parts, p, d->price);
  return s ? s : qn_put_marks(out, d->parts, p, d->subset->is_in);
}

static qn_status put_outcome(qn_parcel *out, const division *d, int p) {
  const outcome *o = &d->outcomes[p];
  qn_status s = qn_parcel_put(out, o, sizeof *o);
  return s || !o->is_whole ? s : qn_put_point(out, d->parts, p, d->x);
}

static qn_status take_elsewhere(void *who, int i, qn_parcel *gave) {
  division *d = who;
  outcome *o = &d->outcomes[d->order[i]];
  qn_status s = qn_parcel_get(gave, o, sizeof *o);
  return s || !o->is_whole ? s : qn_get_point(gave, d->parts, d->order[i], d->x);
}

qn_status qn_branch_errand(const qn_parts *parts, int part, qn_parcel *in, qn_parcel *out,
                           qn_run *run) {
  const qn_model *m = parts->model;
  double seconds = 0;
  qn_subset given = {.is_in = calloc(m->n_column + 1, 1)};
  division d = {.parts = parts,
                .subset = &given,
                .price = calloc(m->n_row + 1, sizeof(double)),
                .x = calloc(m->n_column + 1, sizeof(double)),
                .outcomes = calloc((size_t)parts->n_part + 1, sizeof(outcome))};
  qn_status s = given.is_in && d.price && d.x && d.outcomes ? QN_OK : QN_ENOMEM;
  if (!s) s = qn_parcel_get_real(in, &seconds);
  if (!s) s = qn_get_prices(in, parts, part, d.price);
  if (!s) s = qn_get_marks(in, parts, part, given.is_in);
  if (!s) s = solve_part(&d, part, seconds, run);
  if (!s) s = put_outcome(out, &d, part);
  free(given.is_in);
  free(d.price);
  free(d.x);
  free(d.outcomes);
  return s;
}

/* ---- all parts ---- */

static size_t size_of(const qn_parts *parts, int p) {
  return parts->column_first[p + 1] - parts->column_first[p];
}

/* Whether it has anything to branch on; one without is whole as it stands. */
static int has_blocks(const qn_parts *parts, int p) {
  const qn_model *m = parts->model;
  for (size_t k = parts->column_first[p]; k < parts->column_first[p + 1]; k++)
    if (m->columns[parts->columns[k]].block >= 0) return 1;
  return 0;
}

static void sort_by_size(const qn_parts *parts, int *order) {
  for (int i = 0; i < parts->n_part; i++) {
    int k = i;
    for (; k && size_of(parts, order[k - 1]) > size_of(parts, i); k--) order[k] = order[k - 1];
    order[k] = i;
  }
}

/* Puts the parts of the clusters in order that are asked; NULL: of all. */
static void choose(division *d, const unsigned char *is_asked) {
  d->n = 0;
  for (int i = 0; i < d->parts->n_part; i++)
    if (!is_asked || is_asked[d->parts->cluster[d->by_size[i]]]) d->order[d->n++] = d->by_size[i];
}

/* The parts in order at d->price; bound[n_cluster] gets those of their clusters. */
static qn_status evaluate(division *d, double *bound) {
  for (int i = 0; i < d->n; i++) {
    const int p = d->order[i];
    const size_t *columns = d->parts->columns;
    d->outcomes[p] = (outcome){0};
    for (size_t k = d->parts->column_first[p]; k < d->parts->column_first[p + 1]; k++)
      d->x[columns[k]] = d->relaxation->x[columns[k]];
  }
  const qn_job job = {.kind = QN_JOB_BRANCH,
                      .parts = d->parts,
                      .n = d->n,
                      .who = d,
                      .work = take_part,
                      .ask = ask_elsewhere,
                      .take = take_elsewhere};
  const qn_status s = qn_crew_each(&job, d->run);
  for (int k = 0; k < d->parts->n_cluster; k++) bound[k] = qn_parts_shared(d->parts, k, d->price);
  for (int i = 0; i < d->parts->n_part; i++) bound[d->parts->cluster[i]] += d->outcomes[i].bound;
  return s;
}

static qn_status learn(qn_master *masters, const division *d) {
  qn_status s = QN_OK;
  for (int i = 0; i < d->n && !s; i++) {
    const int p = d->order[i];
    if (d->outcomes[p].is_whole || !has_blocks(d->parts, p))
      s = qn_master_learn(&masters[d->parts->cluster[p]], p, d->x, 0);
  }
  return s;
}

/* ---- prices ---- */

typedef struct {
  division *d;
  qn_division *best;
  double *x; /* [n_column] what the parts give at the best prices */
} climber;

static void count_nodes(qn_division *out, const division *d) {
  for (int i = 0; i < d->n; i++) out->n_node += d->outcomes[d->order[i]].n_node;
}

static qn_status ask(void *who, qn_master *masters, const unsigned char *is_asked,
                     const double *price, double *bound) {
  climber *w = who;
  memcpy(w->d->price, price, w->d->parts->model->n_row * sizeof *price);
  choose(w->d, is_asked);
  qn_status s = evaluate(w->d, bound);
  count_nodes(w->best, w->d);
  return s ? s : learn(masters, w->d);
}

/* What the parts of the cluster gave. */
static void keep_best(void *who, int cluster) {
  climber *w = who;
  const qn_parts *parts = w->d->parts;
  for (int p = 0; p < parts->n_part; p++) {
    if (parts->cluster[p] != cluster) continue;
    w->d->best_whole[p] = (unsigned char)w->d->outcomes[p].is_whole;
    for (size_t k = parts->column_first[p]; k < parts->column_first[p + 1]; k++)
      w->x[parts->columns[k]] = w->d->x[parts->columns[k]];
  }
}

/* Tries other prices while there is hope and time; x stays that of the best. */
static qn_status better_prices(division *d, climber *w, double *bound, double *best_price) {
  const qn_climb climb = {.box = FIRST_BOX,
                          .worth = WORTH,
                          .most_missed = INFINITY,
                          .most_rounds = MOST_PRICES,
                          .until_s = d->until_s,
                          .ask = ask,
                          .keep = keep_best,
                          .who = w};
  qn_master *masters = qn_masters_new(d->parts, best_price, LEAST_SCALE);
  qn_status s = masters ? learn(masters, d) : QN_ENOMEM;
  if (!s) s = qn_masters_climb(masters, &climb, best_price, bound, &d->quiet);
  qn_masters_free(masters, d->parts);
  return s;
}

/* All parts at the relaxation's prices, then at better ones. */
static qn_status solve_all(qn_division *out, division *d, double *x, double *best_price) {
  const int n = d->parts->n_cluster;
  climber w = {.d = d, .best = out, .x = x};
  double *bound = malloc((size_t)n * sizeof *bound);
  if (!bound) return QN_ENOMEM;
  choose(d, NULL);
  qn_status s = evaluate(d, bound);
  count_nodes(out, d);
  for (int k = 0; k < n && !s; k++) keep_best(&w, k);
  if (!s && d->parts->n_part > 1) s = better_prices(d, &w, bound, best_price);
  out->n_part = d->parts->n_part;
  for (int p = 0; p < d->parts->n_part; p++) out->n_whole += d->best_whole[p];
  out->bound = s ? -INFINITY : 0;
  for (int k = 0; k < n && !s; k++) out->bound += bound[k];
  free(bound);
  return s;
}

qn_status qn_divide(qn_division *out, double *x, const qn_subset *subset,
                    const qn_relaxation *relaxation, qn_run *run, double seconds) {
  const qn_model *m = subset->model;
  qn_parts parts;
  *out = (qn_division){.bound = -INFINITY};
  qn_status s = qn_parts_new(&parts, m, QN_COUNTY);
  if (s) return s;
  division d = {.parts = &parts,
                .subset = subset,
                .relaxation = relaxation,
                .price = malloc((m->n_row + 1) * sizeof(double)),
                .run = run,
                .quiet = *run,
                .x = malloc((m->n_column + 1) * sizeof(double)),
                .order = malloc(((size_t)parts.n_part + 1) * sizeof(int)),
                .by_size = malloc(((size_t)parts.n_part + 1) * sizeof(int)),
                .best_whole = calloc((size_t)parts.n_part + 1, 1),
                .outcomes = calloc((size_t)parts.n_part + 1, sizeof(outcome)),
                .until_s = qn_clock() + seconds};
  double *best_price = malloc((m->n_row + 1) * sizeof *best_price);
  d.quiet.progress = NULL;
  if (!d.order || !d.by_size || !d.best_whole || !d.outcomes || !d.x || !d.price || !best_price) {
    s = QN_ENOMEM;
  } else {
    sort_by_size(&parts, d.by_size);
    memcpy(d.price, relaxation->price, m->n_row * sizeof *d.price);
    memcpy(best_price, relaxation->price, m->n_row * sizeof *best_price);
    s = solve_all(out, &d, x, best_price);
  }
  free(best_price);
  free(d.price);
  free(d.x);
  free(d.order);
  free(d.by_size);
  free(d.best_whole);
  free(d.outcomes);
  qn_parts_free(&parts);
  return s;
}
