/* Evaluation of one relation, as printed or with one figure changed. */
#include "audit/figures.h"

qn_status qn_relation_range(qn_interval *range, const qn_figures *figures, size_t row,
                            size_t changed, qn_interval instead) {
  qn_relation *r = figures->relation[row];
  for (int v = 0; v < r->formula.n_name; v++)
    r->box[v] = r->inputs[v] == changed ? instead : figures->printed[r->inputs[v]].range;
  return qn_range_find(range, &r->ranger, r->box);
}

bool qn_relation_holds(const qn_figures *figures, size_t row, size_t changed, qn_interval instead) {
  qn_interval range = figures->relation[row]->range;
  if (changed != row && qn_relation_range(&range, figures, row, changed, instead)) return false;
  return qn_interval_meet(range, changed == row ? instead : figures->printed[row].range);
}

bool qn_relation_uses(const qn_relation *relation, size_t statement) {
  for (int v = 0; v < relation->formula.n_name; v++)
    if (relation->inputs[v] == statement) return true;
  return false;
}
