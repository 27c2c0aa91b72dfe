/* The stand-in of a row is its elastic column, or its shortfall where it is priced: basic, at the
 * cost that gives the row its price, and held at nothing, which the solver mends by dual steps. */
#include "plan/basis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void qn_basis_free(qn_basis *basis) {
  free(basis->is_in);
  free(basis->column);
  free(basis->elastic);
  free(basis->row);
  free(basis->stand_in);
  *basis = (qn_basis){0};
}

/* Column of the solver that stands in for a row, and its entry there as scaled; -1 none. */
static int find_stand_in(const qn_subset *s, size_t row, double *entry) {
  const qn_model *m = s->model;
  for (int i = 0; i < s->n_elastic; i++)
    if ((size_t)s->elastic_row[i] == row) {
      *entry = s->elastic_sign[i];
      return i;
    }
  for (size_t i = 0; i < s->n; i++) {
    const qn_model_column *column = &m->columns[s->column[i]];
    if (column->block >= 0 || column->count != 1 || !isinf(column->upper) ||
        (size_t)m->entry_row[column->first] != row)
      continue;
    *entry = m->entry_value[column->first] / m->rows[row].scale;
    return s->n_elastic + (int)i;
  }
  return -1;
}

qn_status qn_basis_begin(const qn_basis *o, const qn_subset *subset, qn_lp_solver *solver) {
  const size_t n_elastic = (size_t)subset->n_elastic;
  int *column = malloc((n_elastic + subset->n + 1) * sizeof *column);
  int *row = malloc((subset->model->n_row + 1) * sizeof *row);
  qn_status s = column && row ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < n_elastic && !s; i++)
    column[i] = o->elastic[2 * (size_t)subset->elastic_row[i] + (subset->elastic_sign[i] > 0)];
  for (size_t i = 0; i < subset->n && !s; i++) column[n_elastic + i] = o->column[subset->column[i]];
  if (!s) memcpy(row, o->row, subset->model->n_row * sizeof *row);
  for (size_t k = 0; k < o->n_stand_in && !s; k++) {
    const qn_stand_in *in = &o->stand_in[k];
    double entry;
    const int at = find_stand_in(subset, in->row, &entry);
    if (at < 0) {
      row[in->row] = QN_BASIS_BASIC;
      continue;
    }
    column[at] = QN_BASIS_BASIC;
    s = qn_lp_solver_cost(
        solver, at, in->price * subset->model->rows[in->row].scale * subset->money_scale * entry);
    if (!s) s = qn_lp_solver_between(solver, at, 0, 0);
  }
  if (!s) s = qn_lp_solver_set_basis(solver, column, row);
  if (!s) s = qn_lp_solver_perturb(solver, 0);
  free(column);
  free(row);
  return s;
}

qn_status qn_basis_end(const qn_basis *o, const qn_subset *subset, qn_lp_solver *solver) {
  qn_status s = qn_lp_solver_perturb(solver, 1);
  for (size_t k = 0; k < o->n_stand_in && !s; k++) {
    double entry;
    const int at = find_stand_in(subset, o->stand_in[k].row, &entry);
    if (at < 0) continue;
    const int is_elastic = at < subset->n_elastic;
    const size_t c = is_elastic ? 0 : subset->column[at - subset->n_elastic];
    s = qn_lp_solver_cost(
        solver, at,
        is_elastic ? subset->elastic_cost : subset->model->columns[c].cost * subset->money_scale);
    if (!s) s = qn_lp_solver_between(solver, at, 0, INFINITY);
  }
  return s;
}
