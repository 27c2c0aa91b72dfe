/* A forest of parts, and of rows that only columns without a part take from. */
#include "plan/clusters.h"

#include <stdlib.h>

typedef struct {
  qn_parts *parts;
  int nowhere;
  int n_node, *up; /* [n_part + n_row] */
  int *of_row;     /* [n_row] a node that takes from it, -1 none yet */
} forest;

static int root_of(int *up, int i) {
  while (up[i] != i) i = up[i] = up[up[i]];
  return i;
}

static void unite(int *up, int a, int b) {
  a = root_of(up, a), b = root_of(up, b);
  up[a > b ? a : b] = a < b ? a : b;
}

/* Columns first .. end - 1, which are of one node: -1, of the first that any of their rows has. */
static void join_columns(forest *f, size_t first, size_t end, int node) {
  const qn_model *m = f->parts->model;
  for (size_t c = first; c < end; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      int *of_row = &f->of_row[qn_column_entry(m, &m->columns[c], i).row];
      if (node < 0 && *of_row < 0) f->up[f->n_node] = f->n_node, node = f->n_node++;
      if (node < 0) node = *of_row;
      if (*of_row < 0)
        *of_row = node;
      else if (*of_row != node)
        unite(f->up, *of_row, node);
    }
}

/* Calls for every run of columns without a part: a block's, or one beside the blocks. */
static void each_nowhere(forest *f, void (*call)(forest *, size_t first, size_t end)) {
  const qn_model *m = f->parts->model;
  for (int b = 0; b < m->n_block; b++)
    if (m->block_first[b] < m->block_first[b + 1] &&
        f->parts->of_column[m->block_first[b]] == f->nowhere)
      call(f, m->block_first[b], m->block_first[b + 1]);
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (f->parts->of_column[c] == f->nowhere) call(f, c, c + 1);
}

static void join_nowhere(forest *f, size_t first, size_t end) {
  join_columns(f, first, end, -1);
}

static void join_all(forest *f) {
  const qn_model *m = f->parts->model;
  for (size_t c = 0; c < m->n_column; c++)
    if (f->parts->of_column[c] != f->nowhere) join_columns(f, c, c + 1, f->parts->of_column[c]);
  each_nowhere(f, join_nowhere);
}

/* The cluster of a node; what no county takes part in goes with the first. */
static int cluster_of(forest *f, int node) {
  const int root = node < 0 ? -1 : root_of(f->up, node);
  return root >= 0 && root < f->parts->n_part ? f->parts->cluster[root] : 0;
}

/* By the first of their parts. */
static void number_clusters(forest *f) {
  qn_parts *p = f->parts;
  p->n_cluster = 0;
  for (int i = 0; i < p->n_part; i++)
    p->cluster[i] = root_of(f->up, i) == i ? p->n_cluster++ : p->cluster[root_of(f->up, i)];
  if (!p->n_cluster) p->n_cluster = 1;
}

/* Until the parts are known, a column waits with its cluster below the mark. */
static void place_nowhere(forest *f, size_t first, size_t end) {
  const qn_model *m = f->parts->model;
  int node = -1;
  for (size_t c = first; c < end && node < 0; c++)
    if (m->columns[c].count) node = f->of_row[qn_column_entry(m, &m->columns[c], 0).row];
  for (size_t c = first; c < end; c++)
    f->parts->of_column[c] = f->nowhere - 1 - cluster_of(f, node);
}

/* Gives clusters with such columns a part each, behind those of counties. */
static qn_status add_parts(forest *f) {
  qn_parts *p = f->parts;
  int *part = malloc((size_t)p->n_cluster * sizeof *part);
  if (!part) return QN_ENOMEM;
  for (int k = 0; k < p->n_cluster; k++) part[k] = -1;
  for (size_t c = 0; c < p->model->n_column; c++)
    if (p->of_column[c] < f->nowhere) part[f->nowhere - 1 - p->of_column[c]] = 0;
  for (int k = 0; k < p->n_cluster; k++) {
    if (part[k] < 0) continue;
    part[k] = p->n_part;
    p->cluster[p->n_part++] = k;
  }
  for (size_t c = 0; c < p->model->n_column; c++)
    if (p->of_column[c] < f->nowhere) p->of_column[c] = part[f->nowhere - 1 - p->of_column[c]];
  free(part);
  return QN_OK;
}

qn_status qn_clusters_find(qn_parts *parts, int nowhere, int *row_cluster) {
  const size_t n_row = parts->model->n_row, n_part = (size_t)parts->n_part;
  forest f = {.parts = parts,
              .nowhere = nowhere,
              .n_node = parts->n_part,
              .up = malloc((n_part + n_row + 1) * sizeof(int)),
              .of_row = row_cluster};
  parts->cluster = malloc((2 * n_part + 2) * sizeof *parts->cluster);
  qn_status s = f.up && parts->cluster ? QN_OK : QN_ENOMEM;
  if (!s) {
    for (int i = 0; i < parts->n_part; i++) f.up[i] = i;
    for (size_t r = 0; r < n_row; r++) row_cluster[r] = -1;
    join_all(&f);
    number_clusters(&f);
    each_nowhere(&f, place_nowhere);
    for (size_t r = 0; r < n_row; r++)
      if (row_cluster[r] >= 0) row_cluster[r] = cluster_of(&f, row_cluster[r]);
    s = add_parts(&f);
  }
  free(f.up);
  return s;
}

qn_status qn_clusters_sort_rows(qn_parts *parts, const int *row_cluster) {
  const size_t n = parts->n_joining, n_cluster = (size_t)parts->n_cluster;
  size_t *sorted = malloc((n + 1) * sizeof *sorted);
  parts->joining_first = calloc(n_cluster + 2, sizeof *parts->joining_first);
  parts->number = calloc(parts->model->n_row + 1, sizeof *parts->number);
  if (!sorted || !parts->joining_first || !parts->number) {
    free(sorted);
    return QN_ENOMEM;
  }
  size_t *first = parts->joining_first;
  for (size_t i = 0; i < n; i++) first[row_cluster[parts->joining[i]] + 2]++;
  for (size_t k = 0; k < n_cluster; k++) first[k + 2] += first[k + 1];
  for (size_t i = 0; i < n; i++)
    sorted[first[row_cluster[parts->joining[i]] + 1]++] = parts->joining[i];
  for (size_t i = 0; i < n; i++) parts->number[sorted[i]] = (int)i + 1;
  free(parts->joining);
  parts->joining = sorted;
  return QN_OK;
}

int qn_cluster_parts(const qn_parts *parts, int cluster, int *list) {
  int n = 0;
  for (int p = 0; p < parts->n_part; p++)
    if (parts->cluster[p] == cluster) list[n++] = p;
  return n;
}
