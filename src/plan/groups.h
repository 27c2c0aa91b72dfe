/* Columns of a model from one on in groups that share no row: programs over them fall apart into
 * one a group. */
#ifndef QN_PLAN_GROUPS_H
#define QN_PLAN_GROUPS_H
#include "plan/model.h"

typedef struct {
  const qn_model *m;
  size_t first, n;     /* columns: first .. first + n - 1 */
  int n_group;         /* none where there are no columns */
  size_t *group_first; /* [n_group + 1] in list */
  size_t *list;        /* [n] columns, group by group, in each as in the model */
  size_t *last_of_row; /* [n_row] the last column that takes from it, less first; n: none does */
} qn_groups;

/* A group is filled with what hangs together until it has at least so many columns. */
qn_status qn_groups_new(qn_groups *out, const qn_model *model, size_t first, size_t least);
void qn_groups_free(qn_groups *groups);

#endif
