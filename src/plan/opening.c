/* A sample with its joining rows gives prices, the parts at these prices give their bases. */
#include "plan/opening.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/run.h"
#include "base/team.h"
#include "plan/parts.h"
#include "plan/relax.h"

enum { LEAST_PARTS = 2, SAMPLE_UNITS = 4000 };
static const double SHARE_OF_SAMPLE = 0.3;

typedef struct {
  qn_basis *basis;
  const qn_parts *parts;
  const double *price; /* [n_row] */
  const qn_run *run;
  atomic_int incomplete;
  double until_s;
} work;

/* ---- prices ---- */

/* How much of a joining row's work the units of the sample do: entries of theirs of all. */
static double *shares_of_rows(const qn_parts *sample) {
  const qn_model *m = sample->model;
  double *inside = calloc(m->n_row + 1, sizeof *inside);
  double *all = calloc(m->n_row + 1, sizeof *all);
  for (size_t c = 0; inside && all && c < m->block_first[m->first_source]; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const int row = m->entry_row[m->columns[c].first + (size_t)i];
      all[row]++;
      inside[row] += sample->of_column[c] == 0;
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

/* Prices of the rows that join parts, 0 where the sample does not know them. */
static qn_status price_by_sample(double *price, const qn_parts *parts, qn_run *run,
                                 double seconds) {
  qn_parts sample;
  qn_part part = {0};
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  int stride = parts->model->first_source / SAMPLE_UNITS;
  if (stride > parts->n_part / 2) stride = parts->n_part / 2;
  if (stride < 2) stride = 2;
  qn_status s = qn_parts_sample(&sample, parts, stride);
  if (s) return s;
  double *share = shares_of_rows(&sample);
  s = share ? qn_part_new(&part, &sample, 0, NULL) : QN_ENOMEM;
  for (size_t i = part.n_own; i < part.model.n_row && !s; i++)
    part.model.rows[i].rhs *= share[part.row[i]];
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = qn_relax(&relaxation, &subset, NULL, run, seconds);
  for (size_t i = 0; i < part.model.n_row && !s; i++)
    if (parts->of_row[part.row[i]] == QN_JOINS_PARTS) price[part.row[i]] = relaxation.price[i];
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  free(share);
  qn_parts_free(&sample);
  return s;
}

/* ---- parts ---- */

static void take_elastic(const work *w, const qn_part *part, const qn_subset *subset,
                         const int *standing) {
  for (int i = 0; i < subset->n_elastic; i++) {
    const size_t row = part->row[subset->elastic_row[i]];
    w->basis->elastic[2 * row + (subset->elastic_sign[i] > 0)] = standing[i];
  }
}

static qn_status take_basis(const work *w, const qn_part *part, const qn_subset *subset,
                            const qn_relaxation *relaxation) {
  int *column = malloc(((size_t)subset->n_elastic + subset->n + 1) * sizeof *column);
  int *row = malloc((part->model.n_row + 1) * sizeof *row);
  qn_status s = column && row ? qn_lp_solver_basis(relaxation->solver, column, row) : QN_ENOMEM;
  for (size_t i = 0; i < relaxation->n_column && !s; i++) {
    const size_t c = part->column[subset->column[i]];
    w->basis->is_in[c] = 1;
    w->basis->column[c] = column[(size_t)subset->n_elastic + i];
  }
  for (size_t i = 0; i < part->model.n_row && !s; i++) w->basis->row[part->row[i]] = row[i];
  if (!s) take_elastic(w, part, subset, column);
  free(column);
  free(row);
  return s;
}

static qn_status solve_part(void *who, int p, qn_run *run) {
  work *w = who;
  qn_part part;
  qn_subset subset = {0};
  qn_relaxation relaxation = {0};
  if (atomic_load(&w->incomplete)) return QN_OK;
  qn_status s = qn_part_new(&part, w->parts, p, w->price);
  if (!s) s = qn_subset_new(&subset, &part.model);
  if (!s) s = qn_relax(&relaxation, &subset, NULL, run, w->until_s - qn_clock());
  if (!s && relaxation.is_complete)
    s = take_basis(w, &part, &subset, &relaxation);
  else
    atomic_store(&w->incomplete, 1);
  qn_relaxation_clear(&relaxation);
  qn_subset_clear(&subset);
  qn_part_free(&part);
  return s;
}

/* ---- the whole ---- */

static void list_stand_ins(qn_basis *o, const qn_parts *parts, const double *price) {
  for (size_t r = 0; r < parts->model->n_row; r++) {
    if (parts->of_row[r] >= 0) continue;
    o->row[r] = QN_BASIS_BASIC;
    if (parts->of_row[r] != QN_JOINS_PARTS || price[r] == 0) continue;
    o->row[r] = QN_BASIS_LOWER;
    o->stand_in[o->n_stand_in++] = (qn_stand_in){r, price[r]};
  }
}

static qn_status make_room(qn_basis *o, const qn_model *m) {
  o->is_in = calloc(m->n_column + 1, 1);
  o->column = calloc(m->n_column + 1, sizeof *o->column);
  o->elastic = calloc(2 * m->n_row + 1, sizeof *o->elastic);
  o->row = calloc(m->n_row + 1, sizeof *o->row);
  o->stand_in = calloc(m->n_row + 1, sizeof *o->stand_in);
  return o->is_in && o->column && o->elastic && o->row && o->stand_in ? QN_OK : QN_ENOMEM;
}

qn_status qn_opening_new(qn_basis *out, const qn_model *model, qn_run *run, double seconds) {
  qn_parts parts;
  *out = (qn_basis){0};
  qn_status s = qn_parts_new(&parts, model);
  if (s) return s;
  qn_run quiet = *run;
  quiet.progress = NULL;
  double *price = calloc(model->n_row + 1, sizeof *price);
  work w = {
      .basis = out, .parts = &parts, .price = price, .run = run, .until_s = qn_clock() + seconds};
  if (!price) s = QN_ENOMEM;
  if (!s) s = make_room(out, model);
  if (!s && parts.n_part >= LEAST_PARTS) {
    s = price_by_sample(price, &parts, &quiet, seconds * SHARE_OF_SAMPLE);
    if (!s) s = qn_team_each(parts.n_part, solve_part, &w, run);
    out->is_found = !s && !atomic_load(&w.incomplete);
    if (out->is_found) list_stand_ins(out, &parts, price);
  }
  free(price);
  qn_parts_free(&parts);
  if (s) qn_basis_free(out);
  return s;
}
