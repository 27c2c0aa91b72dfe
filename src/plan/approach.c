#include "plan/approach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/run.h"
#include "base/team.h"

enum {
  FEW_PARTS = 4,     /* one of them without units, mostly: solved as they are */
  SAMPLE_UNITS = 400 /* larger ones give better prices and take as much longer */
};
static const double SHARE_OF_SAMPLE = 0.4;
static const double WHOLE = 1e-6; /* a share as good as whole */
static const double TENSE =
    0.05; /* of the units: plain regions divide 0 to 4 %, tense ones 7 to 11 */

/* ---- prices by samples ---- */

/* How much of a joining row's work the units of the sample do: entries of theirs of all. */
static double *shares_of_rows(const qn_parts *sample) {
  const qn_model *m = sample->model;
  double *inside = calloc(m->n_row + 1, sizeof *inside);
  double *all = calloc(m->n_row + 1, sizeof *all);
  for (size_t c = 0; inside && all && c < m->block_first[m->first_source]; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const int row = qn_column_entry(m, &m->columns[c], i).row;
      all[row]++;
      inside[row] += sample->of_column[c] < sample->n_part - 1;
    }
  for (size_t r = 0; inside && all && r < m->n_row; r++)
    inside[r] = all[r] > 0 ? inside[r] / all[r] : 1;
  if (!all) {
    free(inside);
    inside = NULL;
  }
  free(all);
  return inside;
}

/* Samples of the clusters, side by side. */
typedef struct {
  const qn_parts *parts;
  qn_parts sample;
  double *share; /* [n_row] */
  double *price; /* [n_row] of rows that join parts */
  double until_s;
  unsigned char *is_tense; /* [n_cluster] */
} sampling;

int qn_divided_blocks(const qn_model *m, const double *x, int first, int end, int *n_whole) {
  int n_divided = 0, whole = 0;
  for (int b = first; b < end; b++) {
    const int must_choose = m->columns[m->block_first[b]].is_integer;
    int is_whole = 0;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++) is_whole |= x[c] > 1 - WHOLE;
    n_divided += must_choose && !is_whole;
    whole += must_choose && is_whole;
  }
  if (n_whole) *n_whole = whole;
  return n_divided;
}

int qn_is_tense(const qn_model *m, const double *x) {
  int n_whole;
  const int n_divided = qn_divided_blocks(m, x, 0, m->first_source, &n_whole);
  return n_divided > TENSE * (n_divided + n_whole);
}

static qn_status price_cluster(void *who, int cluster, qn_run *run) {
  sampling *w = who;
  qn_part part = {0};
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  qn_status s = qn_part_new(&part, &w->sample, cluster, NULL);
  for (size_t i = part.n_own; i < part.model.n_row && !s; i++)
    part.model.rows[i].rhs *= w->share[part.row[i]];
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = qn_approach(&relaxation, &subset, run, w->until_s - qn_clock());
  /* a price above that says that the sample pays for what it cannot hold */
  for (size_t i = 0; i < part.model.n_row && !s; i++)
    if (w->parts->of_row[part.row[i]] == QN_JOINS_PARTS &&
        fabs(relaxation.price[i]) * part.model.rows[i].scale <= part.model.dearest)
      w->price[part.row[i]] = relaxation.price[i];
  if (!s) w->is_tense[cluster] = (unsigned char)qn_is_tense(&part.model, relaxation.x);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

qn_status qn_approach_prices(double *price, int *is_tense, const qn_parts *parts, int units,
                             qn_run *run, double seconds) {
  const size_t n = (size_t)parts->n_cluster;
  qn_run quiet = *run;
  quiet.progress = NULL;
  sampling w = {.parts = parts, .price = price, .until_s = qn_clock() + seconds};
  qn_status s = qn_parts_sample(&w.sample, parts, units);
  if (is_tense) *is_tense = 0;
  if (s) return s;
  w.share = shares_of_rows(&w.sample);
  w.is_tense = calloc(n, 1);
  if (!w.share || !w.is_tense) s = QN_ENOMEM;
  if (!s)
    s = n == 1 ? price_cluster(&w, 0, &quiet)
               : qn_team_each(parts->n_cluster, price_cluster, &w, run);
  for (size_t k = 0; k < n && is_tense && !s; k++) *is_tense |= w.is_tense[k];
  free(w.share);
  free(w.is_tense);
  qn_parts_free(&w.sample);
  return s;
}

/* ---- where the parts end ---- */

typedef struct {
  const qn_parts *parts;
  const double *price; /* [n_row] */
  qn_basis basis;      /* of the whole */
  double until_s;
} meeting;

/* Puts the standing of a part's program into that of the whole. */
static qn_status join(meeting *w, const qn_part *part, const qn_subset *subset,
                      const qn_relaxation *relaxation) {
  qn_basis own;
  qn_status s = qn_basis_new(&own, part->model.n_column, part->model.n_row);
  if (!s) s = qn_basis_take(&own, subset, relaxation->n_column, relaxation->solver);
  for (size_t i = 0; i < part->model.n_column && !s; i++)
    w->basis.column[part->column[i]] = own.column[i];
  for (size_t i = 0; i < part->n_own && !s; i++) {
    w->basis.row[part->row[i]] = own.row[i];
    memcpy(&w->basis.elastic[2 * part->row[i]], &own.elastic[2 * i], 2);
  }
  qn_basis_free(&own);
  return s;
}

static qn_status solve_part(void *who, int p, qn_run *run) {
  meeting *w = who;
  qn_part part;
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  qn_status s = qn_part_new(&part, w->parts, p, w->price);
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = qn_relax(&relaxation, &subset, NULL, run, w->until_s - qn_clock());
  if (!s && relaxation.is_complete) s = join(w, &part, &subset, &relaxation);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

qn_status qn_approach_basis(qn_basis *out, const qn_parts *parts, const double *price, qn_run *run,
                            double seconds) {
  const qn_model *m = parts->model;
  meeting w = {.parts = parts, .price = price, .until_s = qn_clock() + seconds};
  qn_status s = qn_basis_new(&w.basis, m->n_column, m->n_row);
  if (s) return s;
  memset(w.basis.row, QN_BASIS_BASIC, m->n_row);
  s = qn_team_each(parts->n_part, solve_part, &w, run);
  *out = w.basis;
  return s;
}

/* ---- the whole ---- */

static qn_status approach(qn_relaxation *out, qn_subset *subset, const qn_parts *parts, qn_run *run,
                          double seconds) {
  const double until_s = qn_clock() + seconds;
  double *price = calloc(subset->model->n_row + 1, sizeof *price);
  int is_tense;
  qn_basis basis = {0};
  qn_status s = price ? QN_OK : QN_ENOMEM;
  if (!s)
    s = qn_approach_prices(price, &is_tense, parts, SAMPLE_UNITS, run, SHARE_OF_SAMPLE * seconds);
  if (!s && is_tense) s = qn_approach_basis(&basis, parts, price, run, until_s - qn_clock());
  if (!s) s = qn_relax(out, subset, is_tense ? &basis : NULL, run, until_s - qn_clock());
  qn_basis_free(&basis);
  free(price);
  return s;
}

qn_status qn_approach(qn_relaxation *out, qn_subset *subset, qn_run *run, double seconds) {
  qn_parts parts;
  qn_status s = qn_parts_new(&parts, subset->model, QN_COUNTY);
  if (s) return s;
  s = parts.n_part <= FEW_PARTS ? qn_relax(out, subset, NULL, run, seconds)
                                : approach(out, subset, &parts, run, seconds);
  qn_parts_free(&parts);
  return s;
}
