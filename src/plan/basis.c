#include "plan/basis.h"

#include <stdlib.h>
#include <string.h>

void qn_basis_free(qn_basis *basis) {
  free(basis->column);
  free(basis->elastic);
  free(basis->row);
  *basis = (qn_basis){0};
}

qn_status qn_basis_new(qn_basis *out, size_t n_column, size_t n_row) {
  *out = (qn_basis){.column = malloc(n_column + 1),
                    .elastic = calloc(2 * n_row + 1, 1),
                    .row = calloc(n_row + 1, 1)};
  if (!out->column || !out->elastic || !out->row) {
    qn_basis_free(out);
    return QN_ENOMEM;
  }
  memset(out->column, QN_NOT_IN, n_column);
  return QN_OK;
}

qn_status qn_basis_columns(const qn_basis *basis, qn_subset *subset) {
  qn_status s = QN_OK;
  for (size_t c = 0; c < subset->model->n_column && !s; c++)
    if (basis->column[c] != QN_NOT_IN) s = qn_subset_add(subset, c);
  return s;
}

static signed char *elastic_of(const qn_basis *basis, const qn_subset *subset, int i) {
  return &basis->elastic[2 * (size_t)subset->elastic_row[i] + (subset->elastic_sign[i] > 0)];
}

/* What the solver is told or tells, elastic columns first. */
typedef struct {
  int *column, *row;
} standing;

static qn_status standing_new(standing *out, const qn_subset *subset) {
  *out =
      (standing){.column = calloc((size_t)subset->n_elastic + subset->n + 1, sizeof *out->column),
                 .row = calloc(subset->model->n_row + 1, sizeof *out->row)};
  return out->column && out->row ? QN_OK : QN_ENOMEM;
}

static void standing_free(standing *w) {
  free(w->column);
  free(w->row);
}

qn_status qn_basis_begin(const qn_basis *basis, const qn_subset *subset, qn_lp_solver *solver) {
  standing w;
  qn_status s = standing_new(&w, subset);
  for (int i = 0; i < subset->n_elastic && !s; i++) w.column[i] = *elastic_of(basis, subset, i);
  for (size_t i = 0; i < subset->n && !s; i++) {
    const int at = basis->column[subset->column[i]];
    w.column[(size_t)subset->n_elastic + i] = at == QN_NOT_IN ? QN_BASIS_LOWER : at;
  }
  for (size_t r = 0; r < subset->model->n_row && !s; r++) w.row[r] = basis->row[r];
  if (!s) s = qn_lp_solver_set_basis(solver, w.column, w.row);
  standing_free(&w);
  return s;
}

qn_status qn_basis_take(qn_basis *basis, const qn_subset *subset, size_t n,
                        const qn_lp_solver *solver) {
  standing w;
  qn_status s = standing_new(&w, subset);
  if (!s) s = qn_lp_solver_basis(solver, w.column, w.row);
  for (int i = 0; i < subset->n_elastic && !s; i++)
    *elastic_of(basis, subset, i) = (signed char)w.column[i];
  for (size_t i = 0; i < n && !s; i++)
    basis->column[subset->column[i]] = (signed char)w.column[(size_t)subset->n_elastic + i];
  for (size_t r = 0; r < subset->model->n_row && !s; r++) basis->row[r] = (signed char)w.row[r];
  standing_free(&w);
  return s;
}
