/* First the blocks, then what is none by the rows it shares with them, then the rows. */
#include "plan/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/large.h"
#include "plan/clusters.h"
#include "plan/family.h"

enum { NONE = QN_OF_NO_PART, WHOLE_UNITS = 20000 };

/* By the block's columns: in a part of a model blocks are not numbered as the tables' rows. */
static int area_of_block(const qn_model *m, int block) {
  const qn_case *c = m->x->region;
  if (m->block_first[block] == m->block_first[block + 1]) return -1;
  const qn_model_column *column = &m->columns[m->block_first[block]];
  switch (column->kind) {
    case QN_COLUMN_UNIT:
      return c->units[column->id].i_area;
    case QN_COLUMN_SOURCE:
      return c->sources[column->id].i_area;
    case QN_COLUMN_TRUNK:
      return c->trunks[column->id].i_area;
    case QN_COLUMN_PROJECT:
      return qn_project_area(c, column->id);
    default:
      return -1;
  }
}

/* The area of the level that an area lies in, -1 none. */
static int area_above(const qn_case *c, int area, enum qn_level level) {
  const int at = c->area_at_level[level][area];
  return at >= 0 ? at : c->area_at_level[QN_COUNTY][area];
}

/* Areas of the level are numbered as they come; what lies in none is left open. */
static void place_blocks(qn_parts *p, enum qn_level level, int *part_of_area, int *of_block) {
  const qn_model *m = p->model;
  const qn_case *c = m->x->region;
  for (int a = 0; a < c->n_areas; a++) part_of_area[a] = NONE;
  for (int b = 0; b < m->n_block; b++) {
    const int area = area_of_block(m, b);
    const int above = area >= 0 ? area_above(c, area, level) : -1;
    of_block[b] = NONE;
    if (above < 0) continue;
    if (part_of_area[above] == NONE) part_of_area[above] = p->n_part++;
    of_block[b] = part_of_area[above];
  }
}

static void mark_rows(const qn_parts *p, size_t from, size_t end) {
  const qn_model *m = p->model;
  for (size_t c = from; c < end; c++)
    for (int i = 0; p->of_column[c] != NONE && i < m->columns[c].count; i++) {
      int *row = &p->of_row[qn_column_entry(m, &m->columns[c], i).row];
      *row = *row == NONE || *row == p->of_column[c] ? p->of_column[c] : QN_JOINS_PARTS;
    }
}

/* The part of the first row that is one part's alone. */
static int part_by_rows(const qn_parts *p, size_t from, size_t end) {
  const qn_model *m = p->model;
  for (size_t c = from; c < end; c++)
    for (int i = 0; i < m->columns[c].count; i++) {
      const int part = p->of_row[qn_column_entry(m, &m->columns[c], i).row];
      if (part >= 0) return part;
    }
  return NONE;
}

/* What is still open goes by its rows, or stays open. */
static void place_others(qn_parts *p, const int *of_block) {
  const qn_model *m = p->model;
  for (int b = 0; b < m->n_block; b++)
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      p->of_column[c] = of_block[b];
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) p->of_column[c] = NONE;
  mark_rows(p, 0, m->n_column);
  for (int b = m->first_source; b < m->n_block; b++) {
    const size_t from = m->block_first[b], end = m->block_first[b + 1];
    const int part = of_block[b] == NONE ? part_by_rows(p, from, end) : of_block[b];
    for (size_t c = from; c < end; c++) p->of_column[c] = part;
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    p->of_column[c] = part_by_rows(p, c, c + 1);
}

/* Numbers 0..n-1 sorted by part, stable; those of no part are left out. */
static qn_status sort_by_part(size_t **first, size_t **list, const int *part, size_t n,
                              int n_part) {
  *first = calloc((size_t)n_part + 2, sizeof **first);
  *list = malloc((n + 1) * sizeof **list);
  if (!*first || !*list) return QN_ENOMEM;
  for (size_t i = 0; i < n; i++)
    if (part[i] >= 0) (*first)[part[i] + 2]++;
  for (int k = 0; k < n_part; k++) (*first)[k + 2] += (*first)[k + 1];
  for (size_t i = 0; i < n; i++)
    if (part[i] >= 0) (*list)[(*first)[part[i] + 1]++] = i;
  return QN_OK;
}

static qn_status list_joining(qn_parts *p) {
  const size_t n_row = p->model->n_row;
  for (size_t r = 0; r < n_row; r++) p->n_joining += p->of_row[r] == QN_JOINS_PARTS;
  p->joining = malloc((p->n_joining + 1) * sizeof *p->joining);
  if (!p->joining) return QN_ENOMEM;
  for (size_t r = 0, n = 0; r < n_row; r++)
    if (p->of_row[r] == QN_JOINS_PARTS) p->joining[n++] = r;
  return QN_OK;
}

/* With the columns placed: rows and lists. */
static qn_status finish(qn_parts *p) {
  const qn_model *m = p->model;
  for (size_t r = 0; r < m->n_row; r++) p->of_row[r] = NONE;
  mark_rows(p, 0, m->n_column);
  qn_status s = sort_by_part(&p->column_first, &p->columns, p->of_column, m->n_column, p->n_part);
  if (!s) s = list_joining(p);
  return s ? s : sort_by_part(&p->row_first, &p->rows, p->of_row, m->n_row, p->n_part);
}

/* Which parts of a cluster are in its sample: every stride-th, and the last. */
static qn_status choose_sample(const qn_parts *parts, int units, unsigned char *is_in) {
  const qn_model *m = parts->model;
  int *list = malloc(((size_t)parts->n_part + 1) * sizeof *list);
  int *n_unit = calloc((size_t)parts->n_cluster + 1, sizeof *n_unit);
  for (int b = 0; list && n_unit && b < m->first_source; b++)
    if (m->block_first[b] < m->block_first[b + 1])
      n_unit[parts->cluster[parts->of_column[m->block_first[b]]]]++;
  for (int k = 0; list && n_unit && k < parts->n_cluster; k++) {
    const int n = qn_cluster_parts(parts, k, list);
    int stride = n_unit[k] / units;
    if (stride > n / 2) stride = n / 2;
    if (stride < 2) stride = 2;
    if (parts->n_cluster > 1 && n_unit[k] <= WHOLE_UNITS) stride = 1;
    for (int i = 0; i < n; i++) is_in[list[i]] = i % stride == 0 || i == n - 1;
  }
  const qn_status s = list && n_unit ? QN_OK : QN_ENOMEM;
  free(list);
  free(n_unit);
  return s;
}

qn_status qn_parts_sample(qn_parts *out, const qn_parts *parts, int units) {
  const qn_model *m = parts->model;
  unsigned char *is_in = malloc((size_t)parts->n_part + 1);
  *out = (qn_parts){.model = m, .n_part = parts->n_cluster + 1};
  out->of_column = malloc((m->n_column + 1) * sizeof(int));
  out->of_row = malloc((m->n_row + 1) * sizeof(int));
  qn_status s =
      is_in && out->of_column && out->of_row ? choose_sample(parts, units, is_in) : QN_ENOMEM;
  for (size_t c = 0; c < m->n_column && !s; c++) {
    const int part = parts->of_column[c];
    out->of_column[c] = is_in[part] ? parts->cluster[part] : parts->n_cluster;
  }
  if (!s) s = finish(out);
  free(is_in);
  if (s) qn_parts_free(out);
  return s;
}

qn_status qn_parts_new(qn_parts *out, const qn_model *model, enum qn_level level) {
  *out = (qn_parts){.model = model};
  int *part_of_area = malloc(((size_t)model->x->region->n_areas + 1) * sizeof(int));
  int *of_block = malloc(((size_t)model->n_block + 1) * sizeof(int));
  out->of_column = malloc((model->n_column + 1) * sizeof(int));
  out->of_row = malloc((model->n_row + 1) * sizeof(int));
  int *row_cluster = malloc((model->n_row + 1) * sizeof(int));
  qn_status s =
      part_of_area && of_block && row_cluster && out->of_column && out->of_row ? QN_OK : QN_ENOMEM;
  if (!s) {
    for (size_t r = 0; r < model->n_row; r++) out->of_row[r] = NONE;
    place_blocks(out, level, part_of_area, of_block);
    place_others(out, of_block);
    s = qn_clusters_find(out, NONE, row_cluster);
  }
  if (!s) s = finish(out);
  if (!s) s = qn_clusters_sort_rows(out, row_cluster);
  if (!s) {
    qn_keep_from_children(out->of_column, model->n_column * sizeof *out->of_column);
    qn_keep_from_children(out->columns, model->n_column * sizeof *out->columns);
  }
  free(row_cluster);
  free(part_of_area);
  free(of_block);
  if (s) qn_parts_free(out);
  return s;
}

void qn_parts_free(qn_parts *parts) {
  free(parts->of_column);
  free(parts->of_row);
  free(parts->column_first);
  free(parts->columns);
  free(parts->row_first);
  free(parts->rows);
  free(parts->joining);
  free(parts->cluster);
  free(parts->joining_first);
  free(parts->number);
  *parts = (qn_parts){0};
}

size_t qn_parts_columns(const qn_parts *parts, int part) {
  return parts->column_first[part + 1] - parts->column_first[part];
}

size_t qn_parts_rows(const qn_parts *parts, int part) {
  return parts->row_first[part + 1] - parts->row_first[part];
}

void qn_parts_joining(const qn_parts *parts, int cluster, size_t *first, size_t *end) {
  const int is_all = cluster == QN_ALL_CLUSTERS;
  *first = is_all ? 0 : parts->joining_first[cluster];
  *end = is_all ? parts->n_joining : parts->joining_first[cluster + 1];
}

double qn_parts_shared(const qn_parts *parts, int cluster, const double *price) {
  const int is_all = cluster == QN_ALL_CLUSTERS;
  double sum = 0, absolute = 0;
  size_t first = 0, end = parts->model->n_row;
  if (!is_all) qn_parts_joining(parts, cluster, &first, &end);
  for (size_t i = first; i < end; i++) {
    const size_t r = is_all ? i : parts->joining[i];
    if (parts->of_row[r] >= 0) continue;
    sum += price[r] * parts->model->rows[r].rhs;
    absolute += fabs(price[r] * parts->model->rows[r].rhs);
  }
  return sum - 0x1p-40 * absolute;
}

/* ---- one part ---- */

/* Lists the part's own rows and, when they are wanted, those that join parts as its columns come to
 * them; returns their numbers in the part, + 1, by those of the whole. */
static int *number_rows(qn_part *part, const qn_parts *parts, int p, int with_joining) {
  const qn_model *whole = parts->model;
  int *number = calloc(whole->n_row + 1, sizeof *number);
  part->n_own = qn_parts_rows(parts, p);
  part->model.n_row = part->n_own;
  part->row = malloc((part->n_own + parts->n_joining + 1) * sizeof *part->row);
  for (size_t i = 0; number && part->row && i < part->n_own; i++) {
    part->row[i] = parts->rows[parts->row_first[p] + i];
    number[part->row[i]] = (int)i + 1;
  }
  for (size_t i = 0; number && part->row && with_joining && i < part->model.n_column; i++) {
    const qn_model_column *column = &whole->columns[part->column[i]];
    for (int k = 0; k < column->count; k++) {
      const int row = qn_column_entry(whole, column, k).row;
      if (number[row]) continue;
      part->row[part->model.n_row] = (size_t)row;
      number[row] = (int)++part->model.n_row;
    }
  }
  return number;
}

static qn_status copy_rows(qn_part *part, const qn_model *whole) {
  part->model.rows = malloc((part->model.n_row + 1) * sizeof *part->model.rows);
  if (!part->row || !part->model.rows) return QN_ENOMEM;
  for (size_t i = 0; i < part->model.n_row; i++) part->model.rows[i] = whole->rows[part->row[i]];
  return QN_OK;
}

/* A column without what it takes from rows of others, which its cost gets instead. */
static void take_column(qn_part *part, const qn_parts *parts, size_t at, const int *number,
                        const double *price) {
  const qn_model *m = parts->model;
  const qn_model_column *from = &m->columns[part->column[at]];
  qn_model *to = &part->model;
  qn_model_column *column = &to->columns[at];
  double absolute = fabs(from->cost);
  *column = *from;
  column->first = to->n_entry;
  column->is_packed = 0;
  for (int i = 0; i < from->count; i++) {
    const qn_entry entry = qn_column_entry(m, from, i);
    if (number[entry.row]) {
      to->entry_row[to->n_entry] = number[entry.row] - 1;
      to->entry_value[to->n_entry++] = entry.value;
      continue;
    }
    column->cost -= price[entry.row] * entry.value;
    absolute += fabs(price[entry.row] * entry.value);
  }
  column->count = to->n_entry - column->first;
  if (isfinite(column->upper)) part->rounding += 0x1p-48 * absolute * fmax(column->upper, 0);
}

/* Blocks of the part: runs of its columns that belong to one block of the whole. */
static void number_blocks(qn_part *part, const qn_model *whole) {
  qn_model *m = &part->model;
  int last = -1;
  m->first_source = m->first_project = m->first_trunk = -1;
  for (size_t i = 0; i < m->n_column; i++) {
    const int block = whole->columns[part->column[i]].block;
    if (block < 0) break;
    if (block != last) {
      if (m->first_source < 0 && block >= whole->first_source) m->first_source = m->n_block;
      if (m->first_project < 0 && block >= whole->first_project) m->first_project = m->n_block;
      if (m->first_trunk < 0 && block >= whole->first_trunk) m->first_trunk = m->n_block;
      m->block_first[m->n_block++] = i;
      last = block;
    }
    m->columns[i].block = m->n_block - 1;
    m->block_first[m->n_block] = i + 1;
  }
  if (!m->n_block) m->block_first[0] = 0;
  if (m->first_trunk < 0) m->first_trunk = m->n_block;
  if (m->first_project < 0) m->first_project = m->first_trunk;
  if (m->first_source < 0) m->first_source = m->first_project;
}

qn_status qn_part_new(qn_part *out, const qn_parts *parts, int part, const double *price) {
  const qn_model *whole = parts->model;
  *out = (qn_part){.column = parts->columns + parts->column_first[part]};
  qn_model *m = &out->model;
  m->x = whole->x;
  m->n = whole->n;
  m->dearest = whole->dearest;
  m->n_column = parts->column_first[part + 1] - parts->column_first[part];
  size_t n_entry = 0;
  for (size_t i = 0; i < m->n_column; i++) n_entry += (size_t)whole->columns[out->column[i]].count;
  m->columns = malloc((m->n_column + 1) * sizeof *m->columns);
  m->block_first = malloc((m->n_column + 2) * sizeof *m->block_first);
  m->entry_row = malloc((n_entry + 1) * sizeof *m->entry_row);
  m->entry_value = malloc((n_entry + 1) * sizeof *m->entry_value);
  int *number = number_rows(out, parts, part, !price);
  qn_status s = m->columns && m->block_first && m->entry_row && m->entry_value && number
                    ? copy_rows(out, whole)
                    : QN_ENOMEM;
  for (size_t i = 0; i < m->n_column && !s; i++) take_column(out, parts, i, number, price);
  if (!s) number_blocks(out, whole);
  free(number);
  if (s) qn_part_free(out);
  return s;
}

void qn_part_free(qn_part *part) {
  free(part->row);
  free(part->model.columns);
  free(part->model.rows);
  free(part->model.block_first);
  free(part->model.entry_row);
  free(part->model.entry_value);
  *part = (qn_part){0};
}
