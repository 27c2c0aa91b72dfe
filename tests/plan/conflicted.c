#include "plan/conflicted.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/family.h"
#include "plan/loose.h"

enum { WAYS = sizeof((conflicted *)0)->amount / sizeof(double *) };

/* Storage rows are divided by their duty in the model. */
static double duty_of(const qn_model *m, const qn_model_row *row) {
  const qn_supply *supply = &m->x->region->supplies[row->row];
  return strcmp(row->family->id, "storage") ? 1 : supply->duty_share + supply->duty_days / 365;
}

static void add_rule(conflicted *c, const qn_loose *loose, size_t r) {
  const qn_model *m = c->conflict->model;
  const qn_model_row *row = &m->rows[r];
  const double duty = duty_of(m, row);
  const size_t at = c->rules.n++;
  c->rules.at[at] = (slack_rule){.family = row->family->id,
                                 .row = row->row,
                                 .season = qn_timeline_year(&m->x->time, row->season),
                                 .sense = row->sense,
                                 .weight = 1 / (qn_loose_basis(loose, r) * duty)};
  for (size_t i = 0; i < c->conflict->n; i++) {
    const qn_conflict_rule *rule = &c->conflict->rules[i];
    if (rule->row != r) continue;
    if (rule->way)
      c->amount[rule->way][at] = rule->amount * duty;
    else
      c->is_in[at] = 1;
  }
}

conflicted *conflicted_new(const qn_case *region, const qn_demand *demand, qn_conflict_how how,
                           double seconds) {
  conflicted *c = calloc(1, sizeof *c);
  qn_run run = {.threads = 1, .time_limit_s = seconds, .started_s = qn_clock()};
  qn_loose *loose = NULL;
  assert_non_null(c);
  assert_int_equal(qn_context_new(&c->context, region, demand), QN_OK);
  assert_int_equal(qn_conflict_find(&c->conflict, c->context, how, &run, seconds), QN_OK);
  const qn_model *m = c->conflict->model;
  assert_true(c->conflict->n_way < WAYS);
  assert_int_equal(qn_loose_new(&loose, m, QN_LOOSE_WHOLE, &run, 0), QN_OK); /* for its measure */
  c->rules.at = calloc(m->n_row + 1, sizeof *c->rules.at);
  c->is_in = calloc(m->n_row + 1, 1);
  for (int way = 0; way < WAYS; way++) c->amount[way] = calloc(m->n_row + 1, sizeof(double));
  for (size_t r = (size_t)m->n_block; r < m->n_row; r++)
    if (qn_loose_is_rule(&m->rows[r])) add_rule(c, loose, r);
  qn_loose_free(loose);
  return c;
}

void conflicted_free(conflicted *c) {
  if (!c) return;
  qn_conflict_free(c->conflict);
  qn_context_free(c->context);
  free(c->rules.at);
  free(c->is_in);
  for (int way = 0; way < WAYS; way++) free(c->amount[way]);
  free(c);
}
