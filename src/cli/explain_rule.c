/* What a rule costs: at the margin by the prices kept with the plan, and truly by planning once
 * more without it, from the plan that stands. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/columns.h"
#include "cli/explain.h"
#include "cli/progress.h"
#include "cli/result_files.h"
#include "plan/record.h"
#include "plan/rule_costs.h"

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

/* ---- what is asked ---- */

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

/* Of all rules those without a price are not told: they hold nothing back at the margin. */
static qn_status find_costs(qn_rule_cost **out, size_t *n, const asking *a, const char *id) {
  const qn_tables_work work = {.x = a->context,
                               .region = a->region,
                               .arena = a->cli->arena,
                               .english = a->cli->english,
                               .run = &a->cli->run};
  const int is_all = !strcmp(id, "all");
  qn_rule_ref *rules;
  size_t n_rule = 0;
  *n = 0;
  qn_status s = find_rules(&rules, &n_rule, a, id);
  if (!s) *out = qn_arena_array(a->cli->arena, n_rule + 1, sizeof **out);
  if (!s && !*out) s = QN_ENOMEM;
  if (!s) s = qn_rule_margins(*out, rules, n_rule, a->rows, a->price, &work);
  for (size_t i = 0; i < n_rule && !s; i++) {
    if (is_all && !((*out)[i].worth_cny > 0)) continue;
    (*out)[*n] = (*out)[i];
    const int stopped = a->cli->run.cancel && atomic_load(a->cli->run.cancel);
    if (a->seconds > 0 && !stopped) s = solve_without(&(*out)[*n], a, &rules[i]);
    ++*n;
  }
  if (!s) qn_rule_costs_sort(*out, *n);
  return s;
}

/* ---- keeping ---- */

static qn_rule_cost *find_cost(qn_rule_cost *costs, size_t n, const char *id) {
  for (size_t i = 0; i < n; i++)
    if (costs[i].id && id && !strcmp(costs[i].id, id)) return &costs[i];
  return NULL;
}

/* The rows that stand in the result, told as they are, with what is newly solved. */
static qn_status merge_costs(qn_rows *out, const asking *a, const qn_rule_cost *costs, size_t n) {
  qn_rows old = {0};
  qn_status s = qn_cli_result_table(&old, a->result, "csv", &qn_rule_costs_table, a->cli);
  qn_rule_cost *at = s ? NULL : qn_arena_array(a->cli->arena, old.count + n + 1, sizeof *at);
  if (s || !at) return s ? s : QN_ENOMEM;
  *out = (qn_rows){.table = &qn_rule_costs_table, .at = at, .count = old.count};
  if (old.count) memcpy(at, old.at, old.count * sizeof *at);
  for (size_t i = 0; i < n; i++) {
    qn_rule_cost *row = find_cost(at, old.count, costs[i].id);
    if (!row && costs[i].family) {
      at[out->count++] = costs[i];
    } else if (row && isfinite(costs[i].difference_cny)) {
      const char *name = row->name, *unit = row->unit;
      *row = costs[i];
      row->name = name, row->unit = unit;
    }
  }
  qn_rule_costs_sort(at, out->count);
  return QN_OK;
}

/* The result's files again, in its own language. */
static qn_status renew(asking *a, const qn_rows *costs) {
  const char *language = a->result->run->language;
  qn_cli cli = *a->cli;
  qn_why_tables why;
  cli.english = language && !strncmp(language, "en", 2);
  cli.run.findings = qn_findings_new();
  qn_status s = cli.run.findings ? QN_OK : QN_ENOMEM;
  if (!s) s = qn_result_ways(&why, a->rows, a->price, a->plan.units, a->plan.n_unit, &cli);
  if (!s)
    s = qn_result_renew(a->result, costs, &(qn_page_ways){&why.ways, &why.takes, &why.flips}, &cli);
  qn_findings_free(cli.run.findings);
  return s;
}

/* What was solved is kept in the result: its tables and its report show it from now on. The answer
 * has been given, so a result that cannot be written is only warned of. */
static qn_status keep_costs(asking *a, const qn_rule_cost *costs, size_t n) {
  qn_cli *cli = a->cli;
  qn_rows rows = {0};
  qn_status s = merge_costs(&rows, a, costs, n);
  if (!s) s = renew(a, &rows);
  if (s == QN_ENOMEM) return s;
  if (s) {
    qn_warn(cli->run.findings, QN_N_("%s cannot be written: the answer is not kept in it"),
            a->result->folder);
  } else if (!cli->json) {
    printf(qn_words(QN_N_("Kept in %s: its report shows it.")), a->result->folder);
    printf("\n");
  }
  return QN_OK;
}

/* ---- the whole ---- */

static qn_status answer(asking *a, const char *id) {
  qn_rule_cost *costs = NULL;
  size_t n;
  qn_status s = find_costs(&costs, &n, a, id);
  qn_progress_hide(&a->cli->run);
  if (s) return s;
  const qn_rows rows = {.table = &qn_rule_costs_table, .at = costs, .count = n};
  qn_result_round(&rows, 1);
  if (a->cli->json)
    s = qn_result_print(&(qn_result_tables){.run = a->result->run, .tables = &rows, .n = 1},
                        a->cli);
  else
    print_costs(costs, n);
  return s || !(a->seconds > 0) ? s : keep_costs(a, costs, n);
}

qn_status qn_explain_rule(qn_cli *cli, const qn_result *result, const char *rule, double seconds) {
  asking a = {.cli = cli, .result = result, .seconds = seconds};
  qn_status s = open_asking(&a);
  if (!s) a.seconds = qn_explain_time_s(a.region, seconds);
  if (!s) s = answer(&a, rule);
  qn_model_free(a.rows);
  qn_context_free(a.context);
  qn_demand_free(a.demand);
  qn_case_free(a.region);
  return s;
}
