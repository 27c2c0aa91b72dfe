/* Solves again with the loosened rules, and lets the verifier judge the plan by the rules as they
 * are: what it finds broken must be what was loosened, and by no more. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/complete.h"
#include "plan/conflict.h"
#include "plan/family.h"

/* Added to an amount, of it and of the rule's scale: rounding, and what the verifier passes over.
 */
static const double ROUNDING = 1e-6;

/* Storage rows are divided by their duty in the model, not in the verifier. */
static double in_rules_unit(const qn_model *m, const qn_model_row *row) {
  if (strcmp(row->family->id, "storage")) return 1;
  const qn_supply *supply = &m->x->region->supplies[row->row];
  return supply->duty_share + supply->duty_days / 365;
}

void qn_conflict_loosen(qn_model *model, const qn_conflict *c, double choices) {
  for (size_t i = 0; i < c->n; i++) {
    qn_model_row *row = &model->rows[c->rules[i].row];
    const double more =
        c->rules[i].amount + choices * row->scale + ROUNDING * fmax(fabs(row->rhs), row->scale);
    if (c->rules[i].way == 1) row->rhs += row->sense == QN_AT_LEAST ? -more : more;
  }
}

/* choices: as in qn_conflict_loosen. */
static int is_loosened(const qn_conflict *c, double choices, const qn_rule_state *rule) {
  for (size_t i = 0; i < c->n; i++) {
    const qn_model_row *row = &c->model->rows[c->rules[i].row];
    if (c->rules[i].way != 1 || strcmp(row->family->id, rule->family) || row->row != rule->row ||
        qn_timeline_year(&c->model->x->time, row->season) != rule->season)
      continue;
    const double most = (c->rules[i].amount + choices * row->scale) * in_rules_unit(c->model, row);
    if (rule->shortfall <= most + 2 * ROUNDING * (most + rule->scale)) return 1;
  }
  return 0;
}

int qn_conflict_excuses(const qn_conflict *c, double choices, const qn_verdict *verdict) {
  size_t excused = 0;
  for (size_t i = 0; i < verdict->n_rule; i++) {
    const qn_rule_state *rule = &verdict->rules[i];
    excused += rule->is_hard && !rule->is_met && is_loosened(c, choices, rule);
  }
  return verdict->n_broken == excused;
}

/* ---- a point of whole choices ---- */

static qn_status judge(qn_conflict *c, const qn_model *m, const double *x) {
  const qn_context *context = m->x;
  qn_arena *arena = qn_arena_new();
  qn_decision decision;
  qn_verdict verdict;
  qn_status s = arena ? qn_decision_of(&decision, m, x, arena) : QN_ENOMEM;
  if (!s) s = qn_verify(&verdict, context->region, context->demand, &decision, arena, NULL);
  if (!s || s == QN_EVERIFY) {
    c->is_checked = qn_conflict_excuses(c, 0, &verdict);
    s = QN_OK;
  }
  qn_arena_free(arena);
  return s;
}

qn_status qn_conflict_check(qn_conflict *conflict, const double *x, qn_run *run) {
  qn_model m = *conflict->model; /* with rows of its own */
  int served = 0;
  double *point = malloc((m.n_column + 1) * sizeof *point);
  m.rows = malloc((m.n_row + 1) * sizeof *m.rows);
  qn_status s = point && m.rows ? QN_OK : QN_ENOMEM;
  if (!s) {
    memcpy(point, x, m.n_column * sizeof *point);
    memcpy(m.rows, conflict->model->rows, m.n_row * sizeof *m.rows);
    qn_conflict_loosen(&m, conflict, 0);
    s = qn_complete(&m, point, &served, run);
  }
  if (!s && served) s = judge(conflict, &m, point);
  free(point);
  free(m.rows);
  return s;
}

/* ---- a plan where there is no point yet ---- */

/* What the verifier finds missed of a rule, in the row's unit. */
static double missed_of(const qn_conflict *c, const qn_model_row *row, const qn_verdict *verdict) {
  const int season = qn_timeline_year(&c->model->x->time, row->season);
  for (size_t i = 0; i < verdict->n_rule; i++) {
    const qn_rule_state *rule = &verdict->rules[i];
    if (row->row == rule->row && season == rule->season && !strcmp(row->family->id, rule->family))
      return rule->shortfall / in_rules_unit(c->model, row);
  }
  return 0;
}

qn_status qn_conflict_plan(qn_conflict *c, qn_run *run, double until_s) {
  static const double choices[] = {0, 2, 10};
  const qn_context *context = c->model->x;
  const int n = sizeof choices / sizeof *choices;
  qn_status s = QN_OK;
  for (int i = 0; i < n && !s && !c->is_checked; i++) {
    qn_plan *plan = NULL;
    qn_run quiet = *run;
    quiet.progress = NULL;
    quiet.findings = NULL;
    quiet.gap = 1; /* any plan will do */
    quiet.started_s = qn_clock();
    quiet.time_limit_s = (until_s - quiet.started_s) / (n - i);
    if (!(quiet.time_limit_s > 0) || qn_run_stopped(run)) break;
    s = qn_plan_solve_within(&plan, context->region, context->demand, c, choices[i], &quiet);
    c->is_checked = !s && plan->status <= QN_PLAN_INTERRUPTED;
    for (size_t k = 0; k < c->n && c->is_checked; k++)
      if (c->rules[k].way == 1)
        c->rules[k].amount = missed_of(c, &c->model->rows[c->rules[k].row], &plan->verdict);
    qn_plan_free(plan);
    if (s == QN_EVERIFY) s = QN_OK;
  }
  return s;
}
