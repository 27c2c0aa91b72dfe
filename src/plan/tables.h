/* From a solved plan to the output tables (result/plan_tables.h). Each function fills one table;
 * rows live in the tables' arena. The list of functions is one array in tables.c. */
#ifndef QN_PLAN_TABLES_H
#define QN_PLAN_TABLES_H
#include "base/array.h"
#include "plan/plan.h"
#include "result/plan_tables.h"
#include "result/why_tables.h"

/* A choice of a unit with its account, ready for tables to read. */
typedef struct {
  const qn_unit_choice *choice;
  qn_unit_state state;
  qn_account account;                    /* of the choice as a whole; times share */
  int county;                            /* area row, -1 none */
  qn_running today_first, today_horizon; /* staying as it is, in the first season and at H */
} qn_chosen;

/* What every table function gets. */
typedef struct {
  const qn_plan *plan;
  const qn_context *x;
  const qn_case *region;
  qn_arena *arena; /* of all rows and texts */
  int english;
  const struct qn_plan_tables *tables; /* those made so far */
  qn_chosen *chosen;                   /* [n_chosen], in the order of units */
  size_t n_chosen;
  qn_run *run;
} qn_tables_work;

/* One table: fills rows->at and rows->count (rows->table is set). No rows: the section is left out.
 */
typedef qn_status qn_table_maker(qn_rows *rows, qn_tables_work *work);

typedef struct qn_plan_tables {
  qn_arena *arena;
  qn_rows *rows; /* [n] */
  size_t n;
} qn_plan_tables;

/* All tables of a plan. infeasible plans give conflict, certificate and names only. english:
 * language of the texts inside. */
qn_status qn_plan_tables_new(qn_plan_tables **out, const qn_plan *plan, int english, qn_run *run);
/* The same with rows in some tables alone: only ends with NULL; NULL itself: all. */
qn_status qn_plan_tables_only(qn_plan_tables **out, const qn_plan *plan,
                              const qn_table *const *only, int english, qn_run *run);
void qn_plan_tables_free(qn_plan_tables *tables);
/* The i-th of them, as they stand in qn_plan_tables; NULL behind the last. */
const qn_table *qn_plan_table(size_t i);

/* Moves an array grown by QN_PUSH into rows (copied to the arena; the array is freed). */
qn_status qn_rows_take(qn_rows *rows, qn_arena *arena, void *at, size_t count);
/* County of an area (or the area itself above that level), its code and name. */
int qn_county_of(const qn_case *region, int area);
const char *qn_code_of_area(const qn_case *region, int area);
const char *qn_name_of_area(const qn_case *region, int area);
/* Words of a choice column of an input table, in the tables' language. */
const char *qn_choice_words(const qn_tables_work *work, const qn_table *table, const char *column,
                            int choice);
/* What a model row counts in, and by what its numbers are divided to be in that unit; plan may be
 * NULL in work. */
const char *qn_row_unit(const qn_tables_work *work, const qn_model_row *row, double *factor);
/* Whether what the unit does counts as clean in a season, its source included. */
int qn_chosen_is_clean(const qn_tables_work *work, const qn_chosen *chosen, int season);
/* Whether the unit's heating changes; new developments are left out. */
int qn_chosen_is_converted(const qn_tables_work *work, const qn_chosen *chosen);
/* Mode that a unit's heat counts as in a season: its own, or on a network its source's. */
int qn_chosen_mode(const qn_tables_work *work, const qn_chosen *chosen, int season);
/* State in service of a source in a season: -1, an option row, or QN_OUT; and who serves its load.
 */
int qn_plan_source_state(const qn_tables_work *work, int source, int season);
int qn_plan_server(const qn_tables_work *work, int source, int season);
/* Mode that what hangs on a source counts as: its own, after an option of it that one's, after a
 * merge the receiver's. */
int qn_plan_served_mode(const qn_tables_work *work, int source, int season);

#define QN_TABLE_MAKERS(X) \
  X(targets_met)           \
  X(progress)              \
  X(mix)                   \
  X(tasks)                 \
  X(unit_plans)            \
  X(source_plans)          \
  X(project_plans)         \
  X(heat_load)             \
  X(heat_balance)          \
  X(duration)              \
  X(energy)                \
  X(comparison)            \
  X(investment)            \
  X(funds)                 \
  X(emissions)             \
  X(burden)                \
  X(limits)                \
  X(rule_costs)            \
  X(assumptions)           \
  X(calendar)              \
  QN_PLANLESS_MAKERS(X)
/* Those that need no plan: all that is told of rules that cannot hold together. */
#define QN_PLANLESS_MAKERS(X) \
  X(key_figures)              \
  X(conflict)                 \
  X(calibration)              \
  X(certificate)              \
  X(mode_names)               \
  X(area_names)               \
  X(zone_names)               \
  X(mixes)
#define QN_DECLARE_MAKER(name) qn_status qn_tabulate_##name(qn_rows *rows, qn_tables_work *work);
QN_TABLE_MAKERS(QN_DECLARE_MAKER)

#endif
