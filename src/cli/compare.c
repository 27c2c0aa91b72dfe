/* Rows of both results are matched by their keys: units by id (and part, where a unit is divided),
 * rules by family, id and season. */
#include "cli/compare.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/names.h"
#include "plan/tables.h"

/* A rule bites where it has a price or nothing is left, of so much of its limit. */
static const double BITES_REL = 1e-6;

typedef struct {
  const qn_result *result;
  qn_rows units, funds, limits, targets;
} side;

static qn_status read_side(side *s, const qn_result *result, qn_cli *cli) {
  const struct {
    qn_rows *rows;
    const qn_table *table;
  } tables[] = {{&s->units, &qn_unit_plans_table},
                {&s->funds, &qn_funds_table},
                {&s->limits, &qn_limits_table},
                {&s->targets, &qn_targets_met_table}};
  *s = (side){.result = result};
  qn_status worst = QN_OK;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    const qn_status status =
        qn_cli_result_table(tables[i].rows, result, "csv", tables[i].table, cli);
    if (status) worst = status;
  }
  return worst;
}

static int is_same(const char *a, const char *b) {
  return !strcmp(a ? a : "", b ? b : "");
}

static double known(double value) {
  return isnan(value) ? 0 : value;
}

/* ---- units ---- */

/* "ID#k": the k-th row of the unit. */
static const char **unit_keys(const qn_rows *units, qn_arena *arena) {
  const char **keys = qn_arena_array(arena, units->count + 1, sizeof *keys);
  int part = 0;
  for (size_t i = 0; keys && i < units->count; i++) {
    const qn_unit_plan *row = qn_row(units, i), *last = i ? qn_row(units, i - 1) : NULL;
    part = last && is_same(last->unit, row->unit) ? part + 1 : 0;
    qn_text key = {0};
    qn_text_addf(&key, "%s#%d", row->unit ? row->unit : "", part);
    keys[i] = qn_arena_text(arena, qn_text_str(&key));
    qn_text_clear(&key);
  }
  return keys;
}

static int is_other(const qn_unit_plan *a, const qn_unit_plan *b) {
  return !a || !b || !is_same(a->mode, b->mode) || a->season != b->season ||
         a->retrofit != b->retrofit || !is_same(a->interim_mode, b->interim_mode) ||
         fabs(a->share - b->share) > 5e-4;
}

typedef QN_ARRAY(qn_unit_change) unit_changes;

static qn_status add_unit(unit_changes *out, const qn_unit_plan *a, const qn_unit_plan *b) {
  const qn_unit_plan *any = b ? b : a;
  if (!is_other(a, b)) return QN_OK;
  qn_unit_change *row = QN_PUSH(out);
  if (!row) return QN_ENOMEM;
  *row = (qn_unit_change){.unit = any->unit,
                          .name = any->name,
                          .county = any->county,
                          .households = any->households,
                          .mode_a = a ? a->mode_name : NULL,
                          .mode_b = b ? b->mode_name : NULL,
                          .season_a = a ? a->season : QN_NO_INT,
                          .season_b = b ? b->season : QN_NO_INT,
                          .retrofit_a = a ? a->retrofit : QN_NO_INT,
                          .retrofit_b = b ? b->retrofit : QN_NO_INT,
                          .cost_a_cny = a ? a->cost_cny : NAN,
                          .cost_b_cny = b ? b->cost_cny : NAN,
                          .invest_a_cny = a ? a->invest_cny : NAN,
                          .invest_b_cny = b ? b->invest_cny : NAN};
  return QN_OK;
}

static qn_status index_keys(qn_names *names, const char **keys, size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < n && !s; i++)
    s = keys[i] ? qn_names_add(names, keys[i], i, NULL) : QN_ENOMEM;
  return s;
}

static qn_status compare_units(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  const char **of_a = unit_keys(&a->units, arena), **of_b = unit_keys(&b->units, arena);
  qn_names in_a = {0}, in_b = {0};
  unit_changes rows = {0};
  qn_status s = of_a && of_b ? QN_OK : QN_ENOMEM;
  if (!s) s = index_keys(&in_a, of_a, a->units.count);
  if (!s) s = index_keys(&in_b, of_b, b->units.count);
  for (size_t i = 0; i < a->units.count && !s; i++) {
    const size_t at = qn_names_find(&in_b, of_a[i]);
    s = add_unit(&rows, qn_row(&a->units, i), at == QN_NO_INDEX ? NULL : qn_row(&b->units, at));
  }
  for (size_t i = 0; i < b->units.count && !s; i++)
    if (qn_names_find(&in_a, of_b[i]) == QN_NO_INDEX)
      s = add_unit(&rows, NULL, qn_row(&b->units, i));
  qn_names_clear(&in_a);
  qn_names_clear(&in_b);
  return s ? (free(rows.at), s) : qn_rows_take(out, arena, rows.at, rows.count);
}

/* ---- sums ---- */

typedef QN_ARRAY(qn_sum_change) sum_changes;

static qn_status add_sum(sum_changes *out, const char *item, const char *unit, double a, double b) {
  qn_sum_change *row = QN_PUSH(out);
  if (!row) return QN_ENOMEM;
  *row = (qn_sum_change){item, unit, a, b, b - a};
  return QN_OK;
}

static double households_of(const side *s, const char *mode) {
  double sum = 0;
  for (size_t i = 0; i < s->units.count; i++) {
    const qn_unit_plan *row = qn_row(&s->units, i);
    if (is_same(row->mode_name, mode)) sum += known(row->households);
  }
  return sum;
}

static double paid_by(const side *s, const char *payer) {
  double sum = 0;
  for (size_t i = 0; i < s->funds.count; i++) {
    const qn_fund_row *row = qn_row(&s->funds, i);
    if (is_same(row->payer, payer))
      sum += known(row->invest_cny) + known(row->subsidy_cny) + known(row->running_subsidy_cny);
  }
  return sum;
}

static double coal_of(const side *s) {
  double sum = 0;
  for (size_t i = 0; i < s->units.count; i++)
    sum += known(((const qn_unit_plan *)qn_row(&s->units, i))->coal_removed_t);
  return sum;
}

static double clean_of(const side *s) {
  double sum = 0;
  for (size_t i = 0; i < s->units.count; i++) {
    const qn_unit_plan *row = qn_row(&s->units, i);
    if (row->is_clean == 1) sum += known(row->households);
  }
  return sum;
}

/* A line for every word of a text column of either side, in the order they come. */
static qn_status each_word(sum_changes *out, const side *a, const side *b, int is_mode,
                           const char *prefix, const char *unit, qn_arena *arena) {
  const side *const sides[] = {a, b};
  qn_names seen = {0};
  qn_status s = QN_OK;
  for (int k = 0; k < 2; k++) {
    const qn_rows *rows = is_mode ? &sides[k]->units : &sides[k]->funds;
    for (size_t i = 0; i < rows->count && !s; i++) {
      const char *word = is_mode ? ((const qn_unit_plan *)qn_row(rows, i))->mode_name
                                 : ((const qn_fund_row *)qn_row(rows, i))->payer;
      size_t earlier;
      if (!word) continue;
      s = qn_names_add(&seen, word, i, &earlier);
      if (s || earlier != QN_NO_INDEX) continue;
      const double of_a = is_mode ? households_of(a, word) : paid_by(a, word);
      const double of_b = is_mode ? households_of(b, word) : paid_by(b, word);
      qn_text item = {0};
      s = qn_text_addf(&item, "%s %s", prefix, word);
      if (!s) s = add_sum(out, qn_arena_text(arena, item.bytes), unit, of_a, of_b);
      qn_text_clear(&item);
    }
  }
  qn_names_clear(&seen);
  return s;
}

static qn_status compare_sums(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  const qn_run_row *run_a = a->result->run, *run_b = b->result->run;
  const char *household = qn_words(QN_N_("household"));
  sum_changes rows = {0};
  qn_status s =
      add_sum(&rows, qn_words(QN_N_("cost of the plan")), "CNY", run_a->cost_cny, run_b->cost_cny);
  if (!s) s = add_sum(&rows, qn_words(QN_N_("its gap")), "CNY", run_a->gap_cny, run_b->gap_cny);
  if (!s)
    s = each_word(&rows, a, b, 0, qn_words(QN_N_("once and subsidies, paid by")), "CNY", arena);
  if (!s)
    s = add_sum(&rows, qn_words(QN_N_("clean households")), household, clean_of(a), clean_of(b));
  if (!s)
    s = add_sum(&rows, qn_words(QN_N_("scattered coal removed a season")), "t", coal_of(a),
                coal_of(b));
  if (!s) s = each_word(&rows, a, b, 1, qn_words(QN_N_("households with")), household, arena);
  return s ? (free(rows.at), s) : qn_rows_take(out, arena, rows.at, rows.count);
}

/* ---- rules ---- */

/* A rule of either table in one form. */
typedef struct {
  const char *family, *id, *name, *key;
  int season;
  double limit, slack, price_cny;
} rule;

typedef QN_ARRAY(rule) rules;

static qn_status push_rule(rules *out, rule row, qn_arena *arena) {
  rule *at = QN_PUSH(out);
  qn_text key = {0};
  if (!at) return QN_ENOMEM;
  qn_status s = qn_text_addf(&key, "%s/%s/%d", row.family ? row.family : "",
                             row.id     ? row.id
                             : row.name ? row.name
                                        : "",
                             row.season);
  row.key = s ? NULL : qn_arena_text(arena, key.bytes);
  *at = row;
  qn_text_clear(&key);
  return row.key ? s : QN_ENOMEM;
}

static qn_status list_rules(rules *out, const side *of, qn_arena *arena) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < of->targets.count && !s; i++) {
    const qn_target_met *t = qn_row(&of->targets, i);
    s = push_rule(out,
                  (rule){"target", t->target, t->name, NULL, t->season, t->required, t->slack,
                         fabs(known(t->price_cny))},
                  arena);
  }
  for (size_t i = 0; i < of->limits.count && !s; i++) {
    const qn_limit_row *l = qn_row(&of->limits, i);
    s = push_rule(out,
                  (rule){l->family, l->id, l->name, NULL, l->season, l->limit, l->slack,
                         fabs(known(l->price_cny))},
                  arena);
  }
  return s;
}

static int bites(const rule *r) {
  return r && (r->price_cny > 0 || r->slack <= BITES_REL * fmax(fabs(r->limit), 1));
}

static const char *difference_words(const rule *a, const rule *b) {
  if (!a) return qn_words(QN_N_("only in B"));
  if (!b) return qn_words(QN_N_("only in A"));
  if (fabs(a->limit - b->limit) > BITES_REL * fmax(fabs(a->limit), fabs(b->limit)))
    return qn_words(QN_N_("another value"));
  if (bites(a) && !bites(b)) return qn_words(QN_N_("bites in A only"));
  if (bites(b) && !bites(a)) return qn_words(QN_N_("bites in B only"));
  return NULL;
}

typedef QN_ARRAY(qn_limit_change) limit_changes;

static qn_status add_rule(limit_changes *out, const rule *a, const rule *b) {
  const rule *any = b ? b : a;
  const char *words = difference_words(a, b);
  /* feeders are listed where nearly full: one that is in a list and one that is not are the same */
  if (!words || (!bites(a) && !bites(b) && (!a || !b))) return QN_OK;
  qn_limit_change *row = QN_PUSH(out);
  if (!row) return QN_ENOMEM;
  *row = (qn_limit_change){.family = any->family,
                           .id = any->id,
                           .name = any->name,
                           .season = any->season,
                           .limit_a = a ? a->limit : NAN,
                           .limit_b = b ? b->limit : NAN,
                           .slack_a = a ? a->slack : NAN,
                           .slack_b = b ? b->slack : NAN,
                           .price_a_cny = a ? a->price_cny : NAN,
                           .price_b_cny = b ? b->price_cny : NAN,
                           .words = words};
  return QN_OK;
}

static qn_status index_rules(qn_names *names, const rules *of) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < of->count && !s; i++) s = qn_names_add(names, of->at[i].key, i, NULL);
  return s;
}

static qn_status compare_rules(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  rules of_a = {0}, of_b = {0};
  qn_names in_a = {0}, in_b = {0};
  limit_changes rows = {0};
  qn_status s = list_rules(&of_a, a, arena);
  if (!s) s = list_rules(&of_b, b, arena);
  if (!s) s = index_rules(&in_a, &of_a);
  if (!s) s = index_rules(&in_b, &of_b);
  for (size_t i = 0; i < of_a.count && !s; i++) {
    const size_t at = qn_names_find(&in_b, of_a.at[i].key);
    s = add_rule(&rows, &of_a.at[i], at == QN_NO_INDEX ? NULL : &of_b.at[at]);
  }
  for (size_t i = 0; i < of_b.count && !s; i++)
    if (qn_names_find(&in_a, of_b.at[i].key) == QN_NO_INDEX) s = add_rule(&rows, NULL, &of_b.at[i]);
  qn_names_clear(&in_a);
  qn_names_clear(&in_b);
  free(of_a.at);
  free(of_b.at);
  return s ? (free(rows.at), s) : qn_rows_take(out, arena, rows.at, rows.count);
}

/* ---- the whole ---- */

static int by_households(const void *x, const void *y) {
  const qn_unit_change *a = x, *b = y;
  if (known(a->households) != known(b->households))
    return known(a->households) > known(b->households) ? -1 : 1;
  return strcmp(a->unit ? a->unit : "", b->unit ? b->unit : "");
}

qn_status qn_compare_results(qn_comparison *out, const qn_result *a, const qn_result *b,
                             qn_cli *cli) {
  side of_a, of_b;
  *out = (qn_comparison){{.table = &qn_sum_changes_table},
                         {.table = &qn_unit_changes_table},
                         {.table = &qn_limit_changes_table}};
  qn_status s = read_side(&of_a, a, cli);
  if (!s) s = read_side(&of_b, b, cli);
  if (!s) s = compare_sums(&out->sums, &of_a, &of_b, cli->arena);
  if (!s) s = compare_units(&out->units, &of_a, &of_b, cli->arena);
  if (!s) s = compare_rules(&out->limits, &of_a, &of_b, cli->arena);
  if (!s) qsort(out->units.at, out->units.count, sizeof(qn_unit_change), by_households);
  return s;
}
