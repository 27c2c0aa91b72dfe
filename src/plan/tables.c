/* The frame: accounts of all choices once, then every table by its maker. */
#include "plan/tables.h"

#include <stdlib.h>
#include <string.h>

#include "demand/heat_tables.h"
#include "plan/family.h"

#define MAKER(name) {&qn_##name##_table, qn_tabulate_##name},
static const struct {
  const qn_table *table;
  qn_table_maker *make;
} makers[] = {QN_TABLE_MAKERS(MAKER)};
#define ONE(name) +1
enum { N_MAKERS = 0 QN_TABLE_MAKERS(ONE), N_PLANLESS = 0 QN_PLANLESS_MAKERS(ONE) };

qn_status qn_rows_take(qn_rows *rows, qn_arena *arena, void *at, size_t count) {
  const size_t size = rows->table->row_size;
  rows->at = qn_arena_array(arena, count, size);
  if (!rows->at) {
    free(at);
    return QN_ENOMEM;
  }
  if (count) memcpy(rows->at, at, count * size);
  rows->count = count;
  free(at);
  return QN_OK;
}

int qn_county_of(const qn_case *region, int area) {
  if (area < 0) return -1;
  const int county = region->area_at_level[QN_COUNTY][area];
  return county >= 0 ? county : area;
}

const char *qn_code_of_area(const qn_case *region, int area) {
  return area < 0 ? NULL : region->areas[area].code;
}

const char *qn_name_of_area(const qn_case *region, int area) {
  return area < 0 ? NULL : region->areas[area].name;
}

const char *qn_choice_words(const qn_tables_work *work, const qn_table *table, const char *column,
                            int choice) {
  return qn_choice_text(qn_table_column(table, column), choice, work->english, work->arena);
}

int qn_plan_source_state(const qn_tables_work *work, int source, int season) {
  const qn_source_choice *choice = &work->plan->decision.sources[source];
  const int decided = qn_timeline_season(&work->x->time, choice->year);
  return qn_source_state(work->plan->model, choice->option, decided, season);
}

int qn_plan_server(const qn_tables_work *work, int source, int season) {
  const qn_source_choice *choice = &work->plan->decision.sources[source];
  const int decided = qn_timeline_season(&work->x->time, choice->year);
  if (choice->option < 0 || season < decided) return source;
  const qn_source_option *option = &work->region->source_options[choice->option];
  return option->kind == QN_OPTION_MERGE ? option->i_receiver : source;
}

int qn_plan_served_mode(const qn_tables_work *work, int source, int season) {
  const qn_case *c = work->region;
  const qn_source_choice *choice = &work->plan->decision.sources[source];
  const int server = qn_plan_server(work, source, season);
  const int after = choice->option < 0 ? -1 : c->source_options[choice->option].i_mode;
  const int is_taken = season >= qn_timeline_season(&work->x->time, choice->year);
  return server == source && after >= 0 && is_taken ? after : c->sources[server].i_mode;
}

int qn_chosen_is_clean(const qn_tables_work *work, const qn_chosen *chosen, int season) {
  const qn_case *c = work->region;
  const int source = c->units[chosen->choice->unit].i_present_source;
  const int mode = chosen->account.mode[season];
  if (mode < 0 || !(chosen->state.area_m2[season] > 0)) return 0;
  if (c->modes[mode].is_network && chosen->account.is_present[season]) {
    if (source < 0) return 0;
    const int server = qn_plan_server(work, source, season);
    const int state = qn_plan_source_state(work, server, season);
    return state != QN_OUT && qn_state_is_clean(work->plan->model, server, state, season);
  }
  return qn_account_is_clean(work->x, &chosen->state, &chosen->account, season);
}

int qn_chosen_is_converted(const qn_tables_work *work, const qn_chosen *chosen) {
  const int present = work->region->units[chosen->choice->unit].i_present_mode;
  return chosen->account.path.season >= 0 && present >= 0 && chosen->choice->mode != present;
}

int qn_chosen_mode(const qn_tables_work *work, const qn_chosen *chosen, int season) {
  const qn_case *c = work->region;
  const int source = c->units[chosen->choice->unit].i_present_source;
  const int mode = chosen->account.mode[season];
  if (mode < 0 || source < 0 || !c->modes[mode].is_network || !chosen->account.is_present[season])
    return mode;
  return qn_plan_served_mode(work, source, season);
}

qn_status qn_tabulate_calibration(qn_rows *rows, qn_tables_work *work) {
  return qn_demand_calibration(rows, work->x->demand, work->arena);
}

static qn_status account_all(qn_tables_work *w) {
  const qn_decision *d = &w->plan->decision;
  qn_unit_work *unit = NULL;
  qn_status s = qn_unit_work_new(&unit, w->x);
  w->chosen = qn_arena_array(w->arena, d->n_unit + 1, sizeof *w->chosen);
  if (!s && !w->chosen) s = QN_ENOMEM;
  for (size_t i = 0; i < d->n_unit && !s; i++) {
    const qn_unit_choice *choice = &d->units[i];
    qn_chosen *chosen = &w->chosen[i];
    qn_unit_work_begin(unit, choice->unit);
    qn_pathway_account(
        &chosen->account, unit,
        (qn_pathway){(short)choice->mode, (short)choice->level,
                     (short)qn_timeline_season(&w->x->time, choice->year), (short)choice->interim});
    chosen->choice = choice;
    chosen->state = *qn_unit_work_state(unit);
    chosen->state.performance = NULL; /* the work's own */
    chosen->county = qn_county_of(w->region, w->region->units[choice->unit].i_area);
    if (w->region->units[choice->unit].i_present_mode >= 0) {
      chosen->today_first = qn_unit_work_today(unit)[0];
      chosen->today_horizon = qn_unit_work_today(unit)[w->x->time.n_decision - 1];
    }
    w->n_chosen++;
  }
  qn_unit_work_free(unit);
  return s;
}

static bool is_wanted(const qn_table *table, const qn_table *const *only) {
  for (size_t i = 0; only && only[i]; i++)
    if (only[i] == table) return true;
  return !only;
}

qn_status qn_plan_tables_new(qn_plan_tables **out, const qn_plan *plan, int english, qn_run *run) {
  return qn_plan_tables_only(out, plan, NULL, english, run);
}

qn_status qn_plan_tables_only(qn_plan_tables **out, const qn_plan *plan,
                              const qn_table *const *only, int english, qn_run *run) {
  qn_arena *arena = qn_arena_new();
  qn_plan_tables *t = arena ? qn_arena_alloc(arena, sizeof *t) : NULL;
  if (!t) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *t = (qn_plan_tables){arena, qn_arena_array(arena, N_MAKERS, sizeof *t->rows), 0};
  qn_tables_work w = {.plan = plan,
                      .x = plan->context,
                      .region = plan->context->region,
                      .arena = arena,
                      .tables = t,
                      .english = english,
                      .run = run};
  const bool has_plan = plan->status <= QN_PLAN_INTERRUPTED;
  qn_status s = !t->rows ? QN_ENOMEM : has_plan ? account_all(&w) : QN_OK;
  for (size_t i = 0; i < N_MAKERS && !s; i++) {
    qn_rows *rows = &t->rows[t->n++];
    *rows = (qn_rows){.table = makers[i].table};
    if (!is_wanted(makers[i].table, only)) continue;
    if (has_plan || i >= N_MAKERS - N_PLANLESS) s = makers[i].make(rows, &w);
  }
  if (s)
    qn_plan_tables_free(t);
  else
    *out = t;
  return s;
}

const qn_table *qn_plan_table(size_t i) {
  return i < N_MAKERS ? makers[i].table : NULL;
}

void qn_plan_tables_free(qn_plan_tables *tables) {
  if (tables) qn_arena_free(tables->arena);
}
