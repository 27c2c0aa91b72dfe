/* The planning model as rows and columns, apart from the way it is solved (docs/model.md). Every
 * pathway of every block is a column; beside them stand whole modules, heat flows, price steps and
 * shortfalls. Row families are one array (family.h); each says which rows it has, what every kind
 * of column takes from them, and what a row is called.
 *
 * Columns of one block are contiguous and block i has row i (family choose). Units come first, then
 * sources, projects, trunks that are not built today. */
#ifndef QN_PLAN_MODEL_H
#define QN_PLAN_MODEL_H
#include <math.h>
#include <stdint.h>

#include "base/run.h"
#include "plan/pathway.h"

typedef struct qn_family qn_family;

typedef struct {
  const qn_family *family;
  int row;    /* of the family's table, -1 none */
  int season; /* -1 none */
  int place;  /* unit, area or source, by family; -1 none */
  int sense;  /* enum qn_sense */
  double rhs;
  double scale;   /* by which entries and rhs are divided for the solver */
  double penalty; /* cost of a unit of shortfall; 0: hard */
} qn_model_row;

typedef enum {
  QN_COLUMN_UNIT,
  QN_COLUMN_SOURCE,
  QN_COLUMN_PROJECT,
  QN_COLUMN_TRUNK,
  QN_COLUMN_MODULE,
  QN_COLUMN_FLOW,
  QN_COLUMN_CLEAN_MERGE,
  QN_COLUMN_STEP,
  QN_COLUMN_SHORT,
  QN_COLUMN_MODE_USED,
  QN_COLUMN_ADDED
} qn_column_kind;

/* There are millions: what is small has few bits. */
typedef struct {
  double cost, upper;
  uint64_t first : 40, count : 24; /* entries, read by qn_column_entry */
  int block;                       /* -1 for columns of no block */
  int id;     /* row of units, sources, projects, trunks, supplies; flow: index of flows; merge:
                 option; short: row */
  int option; /* source: row of source_options, -1 keep; mode used: mode; step: step row */
  qn_pathway path; /* of a unit */
  short season;    /* of decision or of the slot, -1 never */
  qn_column_kind kind : 8;
  unsigned is_integer : 1;
  unsigned is_packed : 1; /* its entries lie in the packing of its block */
} qn_model_column;

/* What a column takes from a row. */
typedef struct {
  int row;
  double value;
} qn_entry;

/* Entries of units (packing.h): places in the lists of rows and of values of their block. */
typedef struct {
  unsigned char row, value;
} qn_packed_entry;

typedef struct {
  size_t row, value; /* where its lists begin */
} qn_packed_block;

typedef struct {
  qn_packed_entry *entries;
  int *rows;
  double *values;
  size_t n_entry, n_row, n_value, room_entry, room_row, room_value;
  qn_packed_block *of_block; /* [n_block] */
} qn_packing;

/* A way heat can take: from a source in a state to an attached load or to new load of a township.
 */
typedef struct {
  int heat_source, state;     /* -1: as it is, else row of source_options */
  int attached_of, by_option; /* load of a source; by_option: the merge that leads there, -1 own */
  int township, mode, trunk;  /* new load; trunk: row of trunks */
  double hours, cost_hours;   /* full-load hours, and those the objective counts */
  double per_kwh;             /* use of the carrier per kWh sent out */
  int carrier;
} qn_flow;

/* New load of a township by one network mode. */
typedef struct {
  int township, mode;
  double hours, cost_hours;
  double most_kw; /* if all units joined */
  int next;       /* of the same township, -1 none */
} qn_joint;

typedef struct {
  const qn_context *x;
  qn_arena *arena;
  int n_block;
  size_t *block_first;                          /* [n_block + 1] columns of a block */
  int first_source, first_project, first_trunk; /* blocks */
  int *trunk_of_block;                          /* trunk rows by block - first_trunk */

  qn_model_row *rows;
  size_t n_row, room_row;
  qn_model_column *columns;
  size_t n_column, room_column;
  int *entry_row; /* of columns that are not packed */
  double *entry_value;
  size_t n_entry, room_entry;
  qn_packing packing;

  /* Registries that families share; -1 where there is no row. n = seasons of decision. */
  int n;
  qn_flow *flows;
  size_t n_flow;
  qn_joint *joints;
  size_t n_joint;
  int *joint_of_area;     /* first joint of a township, -1 none */
  double *attached_kw;    /* [n_sources * n] load with no retrofit */
  double *attached_hours; /* [n_sources] */
  int *is_private_feeder; /* [n_supplies] unit whose own feeder it is, + 1; -1: shared */
  double all_load_kw;     /* more than all heat that can ever flow: stands for no limit */
  double dearest;         /* CNY, of the pathways: measures what a row in want may cost */
  struct qn_family_data *data;

  int is_open; /* as qn_model_new_open makes it */
  int *slot;   /* scratch of the open column: entry of a row + 1 */
  size_t room_slot;
  qn_status failed; /* QN_ENOMEM once memory was out while building */
} qn_model;

qn_status qn_model_new(qn_model **out, const qn_context *context, qn_run *run);
/* The same with every limit in rows of its own, so that loosening such a row says what loosening
 * the limit does: feeders of a single unit too, and a source's capacity in nothing but its row.
 * Harder to solve. */
qn_status qn_model_new_open(qn_model **out, const qn_context *context, qn_run *run);
/* All rows, but of the columns only the pathways of one unit, those too that qn_model_new leaves
 * out because another of the unit is never worse. Rows are numbered as in qn_model_new; they are
 * not scaled. */
qn_status qn_model_new_unit(qn_model **out, const qn_context *context, int unit, qn_run *run);
/* Gives a model of qn_model_new_unit the pathways of units first .. end - 1 instead of those that
 * it has, so that one after the other can be looked at without all rows being made again. */
qn_status qn_model_turn_to(qn_model *model, int first, int end, qn_run *run);
/* All rows, but of the columns only those that are no unit's. Not scaled; no shortfalls. */
qn_status qn_model_new_shared(qn_model **out, const qn_context *context);
void qn_model_free(qn_model *model);

/* The i-th of column->count. */
static inline qn_entry qn_column_entry(const qn_model *model, const qn_model_column *column,
                                       int i) {
  const size_t at = column->first + (size_t)i;
  if (!column->is_packed) return (qn_entry){model->entry_row[at], model->entry_value[at]};
  const qn_packing *p = &model->packing;
  const qn_packed_entry entry = p->entries[at];
  const qn_packed_block *block = &p->of_block[column->block];
  return (qn_entry){p->rows[block->row + entry.row], p->values[block->value + entry.value]};
}

/* ---- for families, while building ---- */
int qn_model_add_row(qn_model *model, qn_model_row row); /* its number */
void qn_model_open(qn_model *model, qn_model_column column);
void qn_model_take(qn_model *model, int row, double value); /* adds to the open column */
/* Ends the open column; returns its number. */
size_t qn_model_close(qn_model *model);
/* A column with its entries at once is opened, filled and closed by the three calls above. */

/* Modules that the unit's own feeder needs for a pathway, count[n]; 0 when it cannot serve it. */
int qn_own_modules(const qn_model *model, int unit, const qn_account *account, int *count);
/* Area of a project: its own, or that of the supply it adds to; -1 none. */
int qn_project_area(const qn_case *region, int project);
/* Cost in the objective of one module of a supply added in a season. */
double qn_module_weight(const qn_model *model, int supply, int season);
/* Cost of a point x[n_column] and the value of every row there. */
double qn_model_activity(const qn_model *model, const double *x, double *activity);
/* ---- asked millions of times by exchange ---- */

/* What a column takes from a row, 0 where it has no entry. */
static inline double qn_model_entry(const qn_model *m, size_t column, int row) {
  const qn_model_column *c = &m->columns[column];
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(m, c, i);
    if (entry.row == row) return entry.value;
  }
  return 0;
}

/* How much a row's activity misses its right-hand side, 0 when it holds. */
static inline double qn_row_shortfall(const qn_model_row *row, double activity) {
  const double over = activity - row->rhs;
  if (row->sense == QN_AT_LEAST) return over < 0 ? -over : 0;
  if (row->sense == QN_AT_MOST) return over > 0 ? over : 0;
  return fabs(over);
}

/* How far a column may go before the row breaks that changes by `rate` with it; no row that is
 * broken already, or that the column eases, holds it back: INFINITY. slack: what does not count. */
static inline double qn_row_room(const qn_model_row *row, double activity, double rate,
                                 double slack) {
  const double left = row->rhs - activity;
  if (rate > 0 && row->sense != QN_AT_LEAST && left >= -slack) return fmax(left, 0) / rate;
  if (rate < 0 && row->sense != QN_AT_MOST && left <= slack) return fmin(left, 0) / rate;
  return INFINITY;
}

#endif
