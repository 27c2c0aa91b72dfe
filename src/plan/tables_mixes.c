/* The mix that targets prescribe beside the cheapest under the same limits: read off the tables of
 * the two plans, item by item. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/tables_text.h"

static const qn_table *const read_tables[] = {&qn_mix_table, &qn_energy_table, &qn_funds_table,
                                              &qn_key_figures_table, NULL};
enum { PRESCRIBED, CHEAPEST };
typedef QN_ARRAY(qn_mixes_row) row_list;

typedef struct {
  row_list list;
  int side, horizon;
  qn_status status;
} ledger;

/* Adds to the item of a kind; what one of the plans does not have stays 0. */
static void enter(ledger *l, const char *kind, const char *id, const char *name, const char *unit,
                  double value) {
  qn_mixes_row *row = NULL;
  for (size_t i = 0; i < l->list.count && !row; i++)
    if (!strcmp(l->list.at[i].kind, kind) && !strcmp(l->list.at[i].id, id)) row = &l->list.at[i];
  if (!row && (row = QN_PUSH(&l->list)))
    *row = (qn_mixes_row){.kind = kind, .id = id, .name = name, .unit = unit};
  if (!row)
    l->status = QN_ENOMEM;
  else
    *(l->side == PRESCRIBED ? &row->prescribed : &row->cheapest) += value;
}

static void enter_mix(ledger *l, const qn_mix_row *row) {
  if (row->season != l->horizon) return;
  enter(l, "area", row->mode, row->mode_name, "m2", row->area_m2);
  enter(l, "households", row->mode, row->mode_name, "household", row->households);
}

static void enter_energy(ledger *l, const qn_energy_row *row) {
  if (row->season == l->horizon)
    enter(l, "energy", row->carrier, row->carrier_name, row->unit, row->use);
}

static void enter_fund(ledger *l, const qn_fund_row *row) {
  enter(l, "payer", row->payer, row->payer, "CNY",
        row->invest_cny + row->subsidy_cny + row->running_subsidy_cny);
}

static void enter_figure(ledger *l, const qn_key_figure *row, int english) {
  if (row->id && !strcmp(row->id, "bill_change") && !isnan(row->value))
    enter(l, "household", row->id, english ? row->name_en : row->name_zh, row->unit, row->value);
}

static void enter_rows(ledger *l, const qn_rows *rows, int english) {
  for (size_t i = 0; i < rows->count; i++) {
    const void *row = qn_row(rows, i);
    if (rows->table == &qn_mix_table) enter_mix(l, row);
    if (rows->table == &qn_energy_table) enter_energy(l, row);
    if (rows->table == &qn_funds_table) enter_fund(l, row);
    if (rows->table == &qn_key_figures_table) enter_figure(l, row, english);
  }
}

/* What the plan really costs: money that stands for a missed target is no cost. */
static void enter_plan(ledger *l, const qn_tables_work *w, const qn_plan *plan,
                       const qn_plan_tables *tables) {
  enter(l, "cost", "cost", w->english ? "Cost over the period" : "评价期费用", "CNY",
        plan->verdict.cost_cny - plan->verdict.penalty_cny);
  for (size_t i = 0; i < tables->n; i++) enter_rows(l, &tables->rows[i], w->english);
}

/* Texts of the other plan's tables do not outlive them. */
static qn_status keep_texts(row_list *list, qn_arena *arena) {
  for (size_t i = 0; i < list->count; i++) {
    const char **texts[] = {&list->at[i].id, &list->at[i].name, &list->at[i].unit};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
      if (*texts[k] && !(*texts[k] = qn_arena_text(arena, *texts[k]))) return QN_ENOMEM;
    list->at[i].difference = list->at[i].prescribed - list->at[i].cheapest;
  }
  return QN_OK;
}

static int kind_rank(const char *kind) {
  static const char *const order[] = {"cost", "payer", "household", "area", "households", "energy"};
  int i = 0;
  while (strcmp(order[i], kind)) i++;
  return i;
}

static int by_kind(const void *a, const void *b) {
  const qn_mixes_row *x = a, *y = b;
  const int order = kind_rank(x->kind) - kind_rank(y->kind);
  if (order) return order;
  const double more =
      fmax(fabs(y->prescribed), fabs(y->cheapest)) - fmax(fabs(x->prescribed), fabs(x->cheapest));
  return more > 0 ? 1 : more < 0 ? -1 : strcmp(x->id, y->id);
}

qn_status qn_tabulate_mixes(qn_rows *rows, qn_tables_work *work) {
  const qn_plan *other = work->plan->cheapest;
  qn_plan_tables *tables = NULL;
  ledger l = {.side = PRESCRIBED, .horizon = work->region->settings.horizon};
  if (!other) return QN_OK;
  qn_status s = qn_plan_tables_only(&tables, other, read_tables, work->english, work->run);
  if (!s) {
    enter_plan(&l, work, work->plan, work->tables);
    l.side = CHEAPEST;
    enter_plan(&l, work, other, tables);
    s = l.status ? l.status : keep_texts(&l.list, work->arena);
  }
  qn_plan_tables_free(tables);
  if (!s) {
    qsort(l.list.at, l.list.count, sizeof *l.list.at, by_kind);
    return qn_rows_take(rows, work->arena, l.list.at, l.list.count);
  }
  QN_CLEAR(&l.list);
  return s;
}
