/* A forest of columns: each row joins those that take from it; the root is the first of a tree. */
#include "plan/groups.h"

#include <stdlib.h>

void qn_groups_free(qn_groups *groups) {
  free(groups->group_first);
  free(groups->list);
  free(groups->last_of_row);
  *groups = (qn_groups){0};
}

static size_t root_of(size_t *up, size_t k) {
  while (up[k] != k) k = up[k] = up[up[k]];
  return k;
}

static void join(qn_groups *g, size_t *up) {
  for (size_t r = 0; r < g->m->n_row; r++) g->last_of_row[r] = g->n;
  for (size_t k = 0; k < g->n; k++) {
    const qn_model_column *column = &g->m->columns[g->first + k];
    up[k] = k;
    for (int i = 0; i < column->count; i++) {
      size_t *last = &g->last_of_row[qn_column_entry(g->m, column, i).row];
      const size_t a = root_of(up, k), b = *last < g->n ? root_of(up, *last) : a;
      up[a > b ? a : b] = a < b ? a : b;
      *last = k;
    }
  }
}

/* group[k] of every column; size is scratch. */
static void number_groups(qn_groups *g, size_t *up, int *group, size_t *size, size_t least) {
  size_t filled = 0;
  for (size_t k = 0; k < g->n; k++) size[k] = 0;
  for (size_t k = 0; k < g->n; k++) size[root_of(up, k)]++;
  for (size_t k = 0; k < g->n; k++) {
    if (up[k] != k) {
      group[k] = group[root_of(up, k)];
      continue;
    }
    if (!g->n_group || filled >= least) g->n_group++, filled = 0;
    group[k] = g->n_group - 1;
    filled += size[k];
  }
}

static qn_status sort_by_group(qn_groups *g, const int *group) {
  g->group_first = calloc((size_t)g->n_group + 2, sizeof *g->group_first);
  if (!g->group_first) return QN_ENOMEM;
  for (size_t k = 0; k < g->n; k++) g->group_first[group[k] + 2]++;
  for (int i = 0; i < g->n_group; i++) g->group_first[i + 2] += g->group_first[i + 1];
  for (size_t k = 0; k < g->n; k++) g->list[g->group_first[group[k] + 1]++] = g->first + k;
  return QN_OK;
}

qn_status qn_groups_new(qn_groups *out, const qn_model *model, size_t first, size_t least) {
  qn_groups *g = out;
  *g = (qn_groups){.m = model, .first = first, .n = model->n_column - first};
  g->list = malloc((g->n + 1) * sizeof *g->list);
  g->last_of_row = malloc((model->n_row + 1) * sizeof *g->last_of_row);
  size_t *up = malloc((g->n + 1) * sizeof *up), *size = malloc((g->n + 1) * sizeof *size);
  int *group = malloc((g->n + 1) * sizeof *group);
  qn_status s = g->list && g->last_of_row && up && size && group ? QN_OK : QN_ENOMEM;
  if (!s) {
    join(g, up);
    number_groups(g, up, group, size, least);
    s = sort_by_group(g, group);
  }
  free(up);
  free(size);
  free(group);
  if (s) qn_groups_free(g);
  return s;
}
