/* What a rule costs: at the margin by the prices kept with the plan, and truly by planning once
 * more without it, from the plan that stands. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/columns.h"
#include "cli/explain.h"
#include "plan/family.h"
#include "plan/record.h"
#include "plan/rules.h"
#include "plan/tables.h"
#include "table/json.h"

typedef struct {
  qn_cli *cli;
  const qn_result *result;
  qn_case *region;
  qn_demand *demand;
  qn_context *context;
  qn_model *rows; /* of any one unit: all rows */
  double *price;
  qn_decision plan;
  double clean_households, coal_t; /* of the plan at the horizon */
  double seconds;                  /* for each rule solved without */
} asking;

/* ---- at the margin ---- */

static const char *rule_name(const asking *a, size_t row) {
  qn_text words = {0};
  qn_row_words(&words, a->rows, row, a->cli->english);
  const char *out = qn_arena_text(a->cli->arena, qn_text_str(&words));
  qn_text_clear(&words);
  return out;
}

/* The row of highest worth speaks for the rule. */
static void tell_margin(qn_rule_cost *out, const asking *a, const qn_rule_ref *rule) {
  const qn_model *m = a->rows;
  double highest = -1;
  *out = (qn_rule_cost){.id = rule->id,
                        .season = QN_NO_INT,
                        .limit = NAN,
                        .price_cny = NAN,
                        .worth_cny = 0,
                        .difference_cny = NAN,
                        .least_cny = NAN,
                        .most_cny = NAN,
                        .households = NAN,
                        .coal_t = NAN};
  for (size_t r = (size_t)m->n_block; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    if (!qn_rule_holds(rule, row)) continue;
    const double worth = 0.01 * fabs(row->rhs * a->price[r]);
    out->worth_cny += worth;
    if (!(worth > highest)) continue;
    highest = worth;
    out->family = row->family->id;
    out->name = rule_name(a, r);
    out->season = row->season < 0 ? QN_NO_INT : qn_timeline_year(&m->x->time, row->season);
    out->limit = row->rhs;
    out->price_cny = fabs(a->price[r]);
  }
}

/* ---- without it ---- */

static void sum_units(const qn_rows *units, double *households, double *coal_t) {
  *households = *coal_t = 0;
  for (size_t i = 0; i < units->count; i++) {
    const qn_unit_plan *row = qn_row(units, i);
    if (row->is_clean == 1) *households += isnan(row->households) ? 0 : row->households;
    *coal_t += isnan(row->coal_removed_t) ? 0 : row->coal_removed_t;
  }
}

static const char *words_of(const asking *a, const qn_rule_cost *cost) {
  qn_text words = {0};
  if (!(cost->least_cny > 0))
    qn_text_addf(
        &words,
        qn_words(QN_N_("%.0f CNY less without it, which is within the gaps: proved is only "
                       "that it costs at most %.0f")),
        cost->difference_cny, cost->most_cny);
  else
    qn_text_addf(&words, qn_words(QN_N_("%.0f CNY less without it, proved between %.0f and %.0f")),
                 cost->difference_cny, cost->least_cny, cost->most_cny);
  const char *out = qn_arena_text(a->cli->arena, qn_text_str(&words));
  qn_text_clear(&words);
  return out;
}

static qn_status tell_plan(qn_rule_cost *out, const asking *a, const qn_plan *without) {
  const qn_run_row *with = a->result->run;
  qn_plan_tables *tables = NULL;
  double households, coal_t;
  if (without->status > QN_PLAN_INTERRUPTED) {
    out->words = qn_words(QN_N_("no verified plan without it within the time"));
    return QN_OK;
  }
  const qn_status s = qn_plan_tables_new(&tables, without, a->cli->english, &a->cli->run);
  if (s) return s;
  for (size_t i = 0; i < tables->n; i++)
    if (tables->rows[i].table == &qn_unit_plans_table) {
      sum_units(&tables->rows[i], &households, &coal_t);
      out->households = a->clean_households - households;
      out->coal_t = a->coal_t - coal_t;
    }
  qn_plan_tables_free(tables);
  /* a plan with the rule is one without it too, so its cost is no less than the least without */
  out->difference_cny = with->cost_cny - without->cost_cny;
  out->least_cny = fmax(0, with->bound_cny - without->cost_cny);
  out->most_cny = with->cost_cny - without->bound_cny;
  out->words = words_of(a, out);
  return QN_OK;
}

/* Plans the case without the rule, quietly; what was found on the way is not of this case. */
static qn_status solve_without(qn_rule_cost *out, const asking *a, const qn_rule_ref *rule) {
  qn_rule_kept kept;
  qn_plan *plan = NULL;
  qn_run run = a->cli->run;
  run.findings = qn_findings_new();
  run.started_s = qn_clock();
  run.time_limit_s = a->seconds;
  run.gap = fmax(1e-6, 0.1 * a->result->run->gap);
  qn_status s = run.findings ? QN_OK : QN_ENOMEM;
  if (!s) s = qn_rule_suspend(&kept, a->region, rule, a->cli->arena);
  if (!s) {
    s = qn_plan_solve_from(&plan, a->region, a->demand, &a->plan, &run);
    if (!s) s = tell_plan(out, a, plan);
    qn_plan_free(plan);
    qn_rule_restore(a->region, rule, &kept);
  }
  qn_findings_free(run.findings);
  return s;
}

/* ---- telling ---- */

static void print_real(double value, int width) {
  char text[40] = "-";
  if (isfinite(value)) snprintf(text, sizeof text, "%.0f", value == 0 ? 0 : value);
  qn_print_right(text, width);
}

static void print_costs(const qn_rule_cost *cost, size_t n) {
  static const char *const heads[] = {QN_N_("one per cent"), QN_N_("without it"), QN_N_("at least"),
                                      QN_N_("at most"),      QN_N_("households"), QN_N_("coal t")};
  printf("%s\n",
         qn_words(QN_N_("What each rule costs, CNY: at the margin (one per cent less of it, by the "
                        "prices), and solved without it (saving, proved between); clean "
                        "households and coal removed: with it less without:")));
  for (int k = 0; k < 6; k++) qn_print_right(qn_words(heads[k]), k < 4 ? 14 : 12);
  printf("  %s\n", qn_words(QN_N_("rule")));
  for (size_t i = 0; i < n; i++) {
    const double columns[] = {cost[i].worth_cny, cost[i].difference_cny, cost[i].least_cny,
                              cost[i].most_cny,  cost[i].households,     cost[i].coal_t};
    for (int k = 0; k < 6; k++) print_real(columns[k], k < 4 ? 14 : 12);
    printf("  %s: %s\n", cost[i].id ? cost[i].id : "", cost[i].name ? cost[i].name : "");
    if (cost[i].words) printf("    %s\n", cost[i].words);
  }
}

static qn_status print_json(const asking *a, qn_rule_cost *cost, size_t n) {
  const qn_rows run = {.table = &qn_run_table, .at = (void *)a->result->run, .count = 1};
  const qn_rows rows = {.table = &qn_rule_costs_table, .at = cost, .count = n};
  qn_text json = {0};
  const qn_status s = qn_tables_json(&json, &run, &rows, 1);
  if (!s) printf("%s\n", json.bytes), a->cli->answered = true;
  qn_text_clear(&json);
  return s;
}

/* ---- the whole ---- */

static qn_status open_asking(asking *a) {
  qn_cli *cli = a->cli;
  qn_rows choices = {0}, prices = {0}, units = {0};
  qn_status s = qn_cli_result_case(&a->region, &a->demand, a->result, cli);
  if (!s) s = qn_context_new(&a->context, a->region, a->demand);
  if (!s) s = qn_model_new_unit(&a->rows, a->context, 0, &cli->run);
  if (!s) s = qn_cli_result_table(&choices, a->result, "why", &qn_choices_table, cli);
  if (!s) s = qn_cli_result_table(&prices, a->result, "why", &qn_row_prices_table, cli);
  if (!s) s = qn_cli_result_table(&units, a->result, "csv", &qn_unit_plans_table, cli);
  if (!s && !choices.count)
    s = qn_fail(cli->run.findings, QN_EINPUT, QN_N_("%s holds no plan (status of the run: %s)"),
                a->result->folder, a->result->run->status ? a->result->run->status : "");
  if (s) return s;
  sum_units(&units, &a->clean_households, &a->coal_t);
  a->price = qn_arena_array(cli->arena, a->rows->n_row + 1, sizeof *a->price);
  if (!a->price) return QN_ENOMEM;
  s = qn_record_prices(a->price, &prices, a->rows, cli->run.findings);
  return s ? s : qn_record_decision(&a->plan, &choices, a->region, cli->arena, cli->run.findings);
}

static qn_status find_rules(qn_rule_ref **out, size_t *n, const asking *a, const char *id) {
  const char *nearest;
  if (!strcmp(id, "all")) {
    *out = qn_rules_list(n, a->region, a->cli->arena);
    return *out ? QN_OK : QN_ENOMEM;
  }
  *out = qn_arena_alloc(a->cli->arena, sizeof **out);
  *n = 1;
  if (!*out) return QN_ENOMEM;
  if (qn_rules_find(*out, &nearest, a->region, id, a->cli->arena)) return QN_OK;
  const qn_status s = qn_fail(a->cli->run.findings, QN_EINPUT,
                              QN_N_("the case has no target, supply, limit or budget %s"), id);
  qn_suggest(a->cli->run.findings, nearest);
  return s;
}

static int by_worth(const void *x, const void *y) {
  const qn_rule_cost *a = x, *b = y;
  const double first = isnan(a->difference_cny) ? 0 : a->difference_cny;
  const double second = isnan(b->difference_cny) ? 0 : b->difference_cny;
  if (first != second) return first > second ? -1 : 1;
  if (a->worth_cny != b->worth_cny) return a->worth_cny > b->worth_cny ? -1 : 1;
  return strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

/* Of all rules those without a price are not solved without: they hold nothing back at the margin.
 */
static qn_status answer(const asking *a, const char *id) {
  qn_rule_ref *rules;
  size_t n = 0, told = 0;
  qn_status s = find_rules(&rules, &n, a, id);
  const int is_all = !strcmp(id, "all");
  qn_rule_cost *cost = s ? NULL : qn_arena_array(a->cli->arena, n + 1, sizeof *cost);
  if (!s && !cost) s = QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) {
    tell_margin(&cost[told], a, &rules[i]);
    if (is_all && !cost[told].family) continue; /* only reported, or without a value */
    const int stopped = a->cli->run.cancel && atomic_load(a->cli->run.cancel);
    if (a->seconds > 0 && !stopped && (!is_all || cost[told].worth_cny > 0))
      s = solve_without(&cost[told], a, &rules[i]);
    told++;
  }
  if (s) return s;
  qsort(cost, told, sizeof *cost, by_worth);
  if (a->cli->json) return print_json(a, cost, told);
  print_costs(cost, told);
  return QN_OK;
}

qn_status qn_explain_rule(qn_cli *cli, const qn_result *result, const char *rule, double seconds) {
  asking a = {.cli = cli, .result = result, .seconds = seconds};
  qn_status s = open_asking(&a);
  if (!s) s = answer(&a, rule);
  qn_model_free(a.rows);
  qn_context_free(a.context);
  qn_demand_free(a.demand);
  qn_case_free(a.region);
  return s;
}
