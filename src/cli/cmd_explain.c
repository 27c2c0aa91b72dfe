/* qingnuan explain: asks a plan why. */
#include "cli/explain.h"

#include "plan/conflict.h"

static const double LARGER = 4;

double qn_explain_time_s(const qn_case *region, double seconds) {
  return region->n_units > QN_CONFLICT_UNITS_WHOLE ? LARGER * seconds : seconds;
}

typedef struct {
  const char *result, *unit, *rule;
  bool conflict;
  long most;
  double time_limit_s;
} values;

static const qn_option options[] = {
    {"RESULT", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, result),
     .help = QN_N_("the folder that qingnuan plan wrote; with --conflict also a case")},
    {"unit", 0, QN_ARG_TEXT, .value = "ID", QN_OPTION(values, unit),
     .help = QN_N_("why this unit (its id or name) gets what it gets, and what would change it")},
    {"rule", 0, QN_ARG_TEXT, .value = "ID", QN_OPTION(values, rule),
     .help = QN_N_("what this target, supply, build limit or budget costs, or each of them: all")},
    {"conflict", 0, QN_ARG_FLAG, QN_OPTION(values, conflict),
     .help =
         QN_N_("where nothing fits: which rules cannot be held together, and the least by which "
               "they must give way")},
    {"time-limit", 0, QN_ARG_REAL, .value = "SECONDS", .min = 0, .max = 1e6, .fallback = "20",
     QN_OPTION(values, time_limit_s),
     .help = QN_N_("of each plan that is solved without a rule (0: by the prices alone), or of "
                   "the search for a conflict; of more than 20000 units four times as long")},
    {"most", 0, QN_ARG_WHOLE, .value = "N", .min = 1, .max = 1000, .fallback = "6",
     QN_OPTION(values, most), .help = QN_N_("tell so many ways beside the chosen one")},
};

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_result result;
  if (!!v->unit + !!v->rule + v->conflict != 1)
    return qn_fail(cli->run.findings, QN_EUSAGE,
                   QN_N_("say which: --unit ID, --rule ID or --conflict"));
  if (v->conflict) return qn_explain_conflict(cli, v->result, v->time_limit_s);
  const qn_status s = qn_cli_open_result(&result, v->result, cli);
  if (s) return s;
  return v->unit ? qn_explain_unit(cli, &result, v->unit, (size_t)v->most)
                 : qn_explain_rule(cli, &result, v->rule, v->time_limit_s);
}

const qn_command qn_cmd_explain = {
    .verb = "explain",
    .summary = QN_N_("ask a plan why: the ways of a unit, what a rule costs, why nothing fits"),
    .text = QN_N_(
        "Every way a unit could go has a cost of its own, over all seasons, and takes from "
        "limits or gives to targets that others need too; each of these has a price (the "
        "column price_cny of table limits). The plan compares both together. The answer "
        "rests on the case as it was planned, kept in RESULT/case, and on the prices in "
        "RESULT/why; of a unit nothing is solved again. For what a rule costs the case is "
        "planned once more without it, from the plan that stands; table rule_costs of RESULT "
        "keeps the answer, and its report shows it. A conflict is a smallest set of rules that no "
        "plan holds together; the ways out loosen rules by the least sum of shares, and the "
        "exit code is then 3."),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
