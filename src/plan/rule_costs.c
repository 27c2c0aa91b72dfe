/* One pass over the rows of the model: each finds its rule by table and row. */
#include "plan/rule_costs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/family.h"

/* Where a rule of a table's row stands among the rules asked for. */
typedef struct {
  size_t *of[QN_CASE_TABLES]; /* [rows of the table] index + 1; NULL for a table without rules */
} whereabouts;

static void clear(whereabouts *at) {
  for (size_t t = 0; t < QN_CASE_TABLES; t++) free(at->of[t]);
}

static qn_status find_rules(whereabouts *at, const qn_rule_ref *rules, size_t n, const qn_case *c) {
  *at = (whereabouts){0};
  for (size_t i = 0; i < n; i++) {
    size_t **of = &at->of[rules[i].table];
    if (!*of) *of = calloc(c->tables[rules[i].table].count + 1, sizeof **of);
    if (!*of) return clear(at), QN_ENOMEM;
    (*of)[rules[i].row] = i + 1;
  }
  return QN_OK;
}

/* The rule asked for that a row of the model belongs to, n when none. */
static size_t rule_of(const whereabouts *at, const qn_model_row *row, size_t n) {
  const int table = row->family->table;
  if (table < 0 || row->row < 0 || !at->of[table] || !at->of[table][row->row]) return n;
  const qn_rule_ref rule = {.table = table, .row = row->row};
  return qn_rule_holds(&rule, row) ? at->of[table][row->row] - 1 : n;
}

static void speak(qn_rule_cost *out, const qn_model *m, size_t r, double price,
                  const qn_tables_work *work) {
  const qn_model_row *row = &m->rows[r];
  qn_text words = {0};
  double factor;
  qn_row_words(&words, m, r, work->english);
  out->family = row->family->id;
  out->name = qn_arena_text(work->arena, qn_text_str(&words));
  out->season = row->season < 0 ? QN_NO_INT : qn_timeline_year(&m->x->time, row->season);
  out->unit = qn_row_unit(work, row, &factor);
  out->limit = row->rhs / factor;
  out->price_cny = fabs(price) * factor;
  qn_text_clear(&words);
}

static const qn_rule_cost UNKNOWN = {.season = QN_NO_INT,
                                     .limit = NAN,
                                     .price_cny = NAN,
                                     .difference_cny = NAN,
                                     .least_cny = NAN,
                                     .most_cny = NAN,
                                     .households = NAN,
                                     .coal_t = NAN};

qn_status qn_rule_margins(qn_rule_cost *out, const qn_rule_ref *rules, size_t n,
                          const qn_model *model, const double *price, const qn_tables_work *work) {
  whereabouts at;
  size_t *speaker = calloc(n + 1, sizeof *speaker); /* row + 1 */
  double *highest = calloc(n + 1, sizeof *highest);
  qn_status s = speaker && highest ? find_rules(&at, rules, n, work->region) : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) out[i] = UNKNOWN, out[i].id = rules[i].id;
  for (size_t r = (size_t)model->n_block; r < model->n_row && !s; r++) {
    const size_t i = rule_of(&at, &model->rows[r], n);
    const double worth = 0.01 * fabs(model->rows[r].rhs * price[r]);
    if (i == n) continue;
    out[i].worth_cny += worth;
    if (!speaker[i] || worth > highest[i]) speaker[i] = r + 1, highest[i] = worth;
  }
  for (size_t i = 0; i < n && !s; i++)
    if (speaker[i]) speak(&out[i], model, speaker[i] - 1, price[speaker[i] - 1], work);
  if (!s) clear(&at);
  free(speaker);
  free(highest);
  return s;
}

static double or_zero(double value) {
  return isnan(value) ? 0 : value;
}

static int by_worth(const void *x, const void *y) {
  const qn_rule_cost *a = x, *b = y;
  const double first = or_zero(a->least_cny), second = or_zero(b->least_cny);
  if (first != second) return first > second ? -1 : 1;
  if (a->worth_cny != b->worth_cny) return a->worth_cny > b->worth_cny ? -1 : 1;
  return strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

void qn_rule_costs_sort(qn_rule_cost *costs, size_t n) {
  if (n) qsort(costs, n, sizeof *costs, by_worth);
}

/* Rules that cost nothing at the margin are left out. */
qn_status qn_tabulate_rule_costs(qn_rows *rows, qn_tables_work *work) {
  size_t n;
  const qn_rule_ref *rules = qn_rules_list(&n, work->region, work->arena);
  qn_rule_cost *costs = qn_arena_array(work->arena, n + 1, sizeof *costs);
  if (!rules || !costs) return QN_ENOMEM;
  const qn_status s = qn_rule_margins(costs, rules, n, work->plan->model, work->plan->price, work);
  if (s) return s;
  rows->at = costs;
  for (size_t i = 0; i < n; i++)
    if (costs[i].worth_cny > 0) costs[rows->count++] = costs[i];
  qn_rule_costs_sort(costs, rows->count);
  return QN_OK;
}
