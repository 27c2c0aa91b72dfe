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
  qn_rows units, funds, limits, targets, modes;
} side;

static qn_status read_side(side *s, const qn_result *result, qn_cli *cli) {
  const struct {
    qn_rows *rows;
    const qn_table *table;
  } tables[] = {{&s->units, &qn_unit_plans_table},
                {&s->funds, &qn_funds_table},
                {&s->limits, &qn_limits_table},
                {&s->targets, &qn_targets_met_table},
                {&s->modes, &qn_mode_names_table}};
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

/* ---- matching ---- */

/* Rows of one side by their keys. */
typedef struct {
  const char **key;
  size_t n;
  qn_names names;
} keyed;

/* What is done with a pair of rows; one of them QN_NO_INDEX where only the other side has it. */
typedef qn_status pair_taker(void *who, size_t of_a, size_t of_b);

static qn_status index_keys(keyed *k) {
  qn_status s = k->key ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < k->n && !s; i++)
    s = k->key[i] ? qn_names_add(&k->names, k->key[i], i, NULL) : QN_ENOMEM;
  return s;
}

/* Every row of A with its partner, then the rows that only B has. */
static qn_status match(keyed *a, keyed *b, pair_taker *take, void *who) {
  qn_status s = index_keys(a);
  if (!s) s = index_keys(b);
  for (size_t i = 0; i < a->n && !s; i++) s = take(who, i, qn_names_find(&b->names, a->key[i]));
  for (size_t i = 0; i < b->n && !s; i++)
    if (qn_names_find(&a->names, b->key[i]) == QN_NO_INDEX) s = take(who, QN_NO_INDEX, i);
  qn_names_clear(&a->names);
  qn_names_clear(&b->names);
  return s;
}

/* ---- units ---- */

/* "ID#k": the k-th row of the unit. */
static keyed unit_keys(const qn_rows *units, qn_arena *arena) {
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
  return (keyed){.key = keys, .n = units->count};
}

static int is_other(const qn_unit_plan *a, const qn_unit_plan *b) {
  return !is_same(a->mode, b->mode) || a->season != b->season || a->retrofit != b->retrofit ||
         !is_same(a->interim_mode, b->interim_mode) || fabs(a->share - b->share) > 5e-4;
}

typedef struct {
  const side *a, *b;
  QN_ARRAY(qn_unit_change) rows;
} unit_changes;

/* Stands for the side that does not have the unit. */
static const qn_unit_plan NO_UNIT = {
    .season = QN_NO_INT, .retrofit = QN_NO_INT, .cost_cny = NAN, .invest_cny = NAN};

static qn_status add_unit(void *who, size_t of_a, size_t of_b) {
  unit_changes *out = who;
  const qn_unit_plan *a = of_a == QN_NO_INDEX ? &NO_UNIT : qn_row(&out->a->units, of_a);
  const qn_unit_plan *b = of_b == QN_NO_INDEX ? &NO_UNIT : qn_row(&out->b->units, of_b);
  const qn_unit_plan *any = b == &NO_UNIT ? a : b;
  if (a != &NO_UNIT && b != &NO_UNIT && !is_other(a, b)) return QN_OK;
  qn_unit_change *row = QN_PUSH(&out->rows);
  if (!row) return QN_ENOMEM;
  *row = (qn_unit_change){.unit = any->unit,
                          .name = any->name,
                          .county = any->county,
                          .households = any->households,
                          .mode_a = a->mode_name,
                          .mode_b = b->mode_name,
                          .season_a = a->season,
                          .season_b = b->season,
                          .retrofit_a = a->retrofit,
                          .retrofit_b = b->retrofit,
                          .cost_a_cny = a->cost_cny,
                          .cost_b_cny = b->cost_cny,
                          .invest_a_cny = a->invest_cny,
                          .invest_b_cny = b->invest_cny,
                          .reason_a = a->reason,
                          .reason_b = b->reason};
  return QN_OK;
}

static int by_households(const void *x, const void *y) {
  const qn_unit_change *a = x, *b = y;
  if (known(a->households) != known(b->households))
    return known(a->households) > known(b->households) ? -1 : 1;
  return strcmp(a->unit ? a->unit : "", b->unit ? b->unit : "");
}

static qn_status compare_units(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  keyed of_a = unit_keys(&a->units, arena), of_b = unit_keys(&b->units, arena);
  unit_changes changes = {a, b, {0}};
  const qn_status s = match(&of_a, &of_b, add_unit, &changes);
  if (s) return free(changes.rows.at), s;
  if (changes.rows.count)
    qsort(changes.rows.at, changes.rows.count, sizeof *changes.rows.at, by_households);
  return qn_rows_take(out, arena, changes.rows.at, changes.rows.count);
}

/* ---- sums ---- */

/* A figure that is added up over the rows of a table, one sum in all or one a word. */
typedef struct {
  const char *kind, *item, *unit;
  const qn_rows *(*rows)(const side *);
  double (*figure)(const void *row);
  const char *(*word)(const void *row); /* NULL: one sum in all */
} measure;

static const qn_rows *units_of(const side *s) {
  return &s->units;
}
static const qn_rows *funds_of(const side *s) {
  return &s->funds;
}
static double paid(const void *row) {
  const qn_fund_row *f = row;
  return known(f->invest_cny) + known(f->subsidy_cny) + known(f->running_subsidy_cny);
}
static const char *payer(const void *row) {
  return ((const qn_fund_row *)row)->payer;
}
static double clean_households(const void *row) {
  const qn_unit_plan *u = row;
  return u->is_clean == 1 ? known(u->households) : 0;
}
static double coal_removed(const void *row) {
  return known(((const qn_unit_plan *)row)->coal_removed_t);
}
static double households(const void *row) {
  return known(((const qn_unit_plan *)row)->households);
}
static const char *mode_name(const void *row) {
  return ((const qn_unit_plan *)row)->mode_name;
}

static const measure measures[] = {
    {"payer", QN_N_("once and subsidies, paid by"), "CNY", funds_of, paid, payer},
    {"clean", QN_N_("clean households"), QN_N_("household"), units_of, clean_households, NULL},
    {"coal", QN_N_("scattered coal removed a season"), "t", units_of, coal_removed, NULL},
    {"mode", QN_N_("households with"), QN_N_("household"), units_of, households, mode_name},
};

/* Over the rows of a word; NULL: over all. */
static double add_up(const measure *m, const side *s, const char *word) {
  const qn_rows *rows = m->rows(s);
  double sum = 0;
  for (size_t i = 0; i < rows->count; i++)
    if (!word || is_same(m->word(qn_row(rows, i)), word)) sum += m->figure(qn_row(rows, i));
  return sum;
}

typedef struct {
  const side *a, *b;
  qn_arena *arena;
  QN_ARRAY(qn_sum_change) rows;
} sum_changes;

static qn_status add_sum(sum_changes *out, const measure *m, const char *word) {
  qn_sum_change *row = QN_PUSH(&out->rows);
  const double a = add_up(m, out->a, word), b = add_up(m, out->b, word);
  qn_text item = {0};
  if (!row) return QN_ENOMEM;
  const qn_status s =
      qn_text_addf(&item, "%s%s%s", qn_words(m->item), word ? " " : "", word ? word : "");
  *row = (qn_sum_change){
      m->kind, word, qn_arena_text(out->arena, qn_text_str(&item)), qn_words(m->unit), a, b, b - a};
  qn_text_clear(&item);
  return s;
}

/* A sum for every word of either side, in the order in which they come. */
static qn_status add_words(sum_changes *out, const measure *m) {
  const side *const sides[] = {out->a, out->b};
  qn_names seen = {0};
  qn_status s = QN_OK;
  for (int k = 0; k < 2; k++) {
    const qn_rows *rows = m->rows(sides[k]);
    for (size_t i = 0; i < rows->count && !s; i++) {
      const char *word = m->word(qn_row(rows, i));
      size_t earlier;
      if (!word) continue;
      s = qn_names_add(&seen, word, i, &earlier);
      if (!s && earlier == QN_NO_INDEX) s = add_sum(out, m, word);
    }
  }
  qn_names_clear(&seen);
  return s;
}

static qn_status add_run(sum_changes *out, const char *kind, const char *item, double a, double b) {
  qn_sum_change *row = QN_PUSH(&out->rows);
  if (!row) return QN_ENOMEM;
  *row = (qn_sum_change){kind, NULL, item, "CNY", a, b, b - a};
  return QN_OK;
}

static qn_status compare_sums(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  const qn_run_row *run_a = a->result->run, *run_b = b->result->run;
  sum_changes sums = {a, b, arena, {0}};
  qn_status s =
      add_run(&sums, "cost", qn_words(QN_N_("cost of the plan")), run_a->cost_cny, run_b->cost_cny);
  if (!s) s = add_run(&sums, "gap", qn_words(QN_N_("its gap")), run_a->gap_cny, run_b->gap_cny);
  for (size_t i = 0; i < sizeof measures / sizeof *measures && !s; i++)
    s = measures[i].word ? add_words(&sums, &measures[i]) : add_sum(&sums, &measures[i], NULL);
  return s ? (free(sums.rows.at), s) : qn_rows_take(out, arena, sums.rows.at, sums.rows.count);
}

/* ---- rules ---- */

/* A rule of either table in one form. */
typedef struct {
  const char *family, *id, *name, *area_name, *unit;
  int season;
  double limit, slack, price_cny;
} rule;

typedef struct {
  rule *at;
  keyed keys;
} rules;

static const char *rule_key(const rule *r, qn_arena *arena) {
  qn_text key = {0};
  const char *name = r->id ? r->id : r->name ? r->name : "";
  qn_text_addf(&key, "%s/%s/%d", r->family ? r->family : "", name, r->season);
  const char *out = qn_arena_text(arena, qn_text_str(&key));
  qn_text_clear(&key);
  return out;
}

static qn_status list_rules(rules *out, const side *of, qn_arena *arena) {
  const size_t n = of->targets.count + of->limits.count;
  *out = (rules){qn_arena_array(arena, n + 1, sizeof *out->at),
                 {.key = qn_arena_array(arena, n + 1, sizeof *out->keys.key), .n = n}};
  if (!out->at || !out->keys.key) return QN_ENOMEM;
  for (size_t i = 0; i < of->targets.count; i++) {
    const qn_target_met *t = qn_row(&of->targets, i);
    out->at[i] = (rule){"target",     t->target, t->name,
                        t->area_name, t->unit,   t->season,
                        t->required,  t->slack,  fabs(known(t->price_cny))};
  }
  for (size_t i = 0; i < of->limits.count; i++) {
    const qn_limit_row *l = qn_row(&of->limits, i);
    out->at[of->targets.count + i] = (rule){l->family,    l->id,    l->name,
                                            l->area_name, l->unit,  l->season,
                                            l->limit,     l->slack, fabs(known(l->price_cny))};
  }
  for (size_t i = 0; i < n; i++) out->keys.key[i] = rule_key(&out->at[i], arena);
  return QN_OK;
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

typedef struct {
  const rules *a, *b;
  QN_ARRAY(qn_limit_change) rows;
} limit_changes;

/* Stands for the side that does not have the rule. */
static const rule NO_RULE = {.limit = NAN, .slack = NAN, .price_cny = NAN};

static qn_status add_rule(void *who, size_t of_a, size_t of_b) {
  limit_changes *out = who;
  const rule *a = of_a == QN_NO_INDEX ? NULL : &out->a->at[of_a];
  const rule *b = of_b == QN_NO_INDEX ? NULL : &out->b->at[of_b];
  const char *words = difference_words(a, b);
  /* feeders are listed where nearly full: one that is in a list and one that is not are the same */
  if (!words || (!bites(a) && !bites(b) && (!a || !b))) return QN_OK;
  const rule *any = b ? b : a, *in_a = a ? a : &NO_RULE, *in_b = b ? b : &NO_RULE;
  qn_limit_change *row = QN_PUSH(&out->rows);
  if (!row) return QN_ENOMEM;
  *row = (qn_limit_change){.family = any->family,
                           .id = any->id,
                           .name = any->name,
                           .area_name = any->area_name,
                           .season = any->season,
                           .unit = any->unit,
                           .limit_a = in_a->limit,
                           .limit_b = in_b->limit,
                           .slack_a = in_a->slack,
                           .slack_b = in_b->slack,
                           .price_a_cny = in_a->price_cny,
                           .price_b_cny = in_b->price_cny,
                           .words = words};
  return QN_OK;
}

static qn_status compare_rules(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  rules of_a, of_b;
  limit_changes changes = {&of_a, &of_b, {0}};
  qn_status s = list_rules(&of_a, a, arena);
  if (!s) s = list_rules(&of_b, b, arena);
  if (!s) s = match(&of_a.keys, &of_b.keys, add_rule, &changes);
  return s ? (free(changes.rows.at), s)
           : qn_rows_take(out, arena, changes.rows.at, changes.rows.count);
}

/* ---- the whole ---- */

/* Modes of both, the first row of every name: for the colours of a page. */
static qn_status join_modes(qn_rows *out, const side *a, const side *b, qn_arena *arena) {
  const qn_rows *const sides[] = {&a->modes, &b->modes};
  QN_ARRAY(qn_mode_name) rows = {0};
  qn_names seen = {0};
  qn_status s = QN_OK;
  for (int k = 0; k < 2; k++)
    for (size_t i = 0; i < sides[k]->count && !s; i++) {
      const qn_mode_name *mode = qn_row(sides[k], i);
      size_t earlier = 0;
      if (mode->name) s = qn_names_add(&seen, mode->name, i, &earlier);
      if (s || earlier != QN_NO_INDEX) continue;
      qn_mode_name *row = QN_PUSH(&rows);
      if (row)
        *row = *mode;
      else
        s = QN_ENOMEM;
    }
  qn_names_clear(&seen);
  return s ? (free(rows.at), s) : qn_rows_take(out, arena, rows.at, rows.count);
}

qn_status qn_compare_results(qn_comparison *out, const qn_result *a, const qn_result *b,
                             qn_cli *cli) {
  side of_a, of_b;
  *out = (qn_comparison){{.table = &qn_sum_changes_table},
                         {.table = &qn_unit_changes_table},
                         {.table = &qn_limit_changes_table},
                         {.table = &qn_mode_names_table}};
  qn_status s = read_side(&of_a, a, cli);
  if (!s) s = read_side(&of_b, b, cli);
  if (!s) s = compare_sums(&out->sums, &of_a, &of_b, cli->arena);
  if (!s) s = compare_units(&out->units, &of_a, &of_b, cli->arena);
  if (!s) s = compare_rules(&out->limits, &of_a, &of_b, cli->arena);
  return s ? s : join_modes(&out->modes, &of_a, &of_b, cli->arena);
}
