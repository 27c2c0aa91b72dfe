/* What the answer rests on: groups of rows by how much the cost moves with them, then every other
 * row that says how sure it is, then the rest by where it comes from. */
#include <math.h>
#include <stdlib.h>

#include "base/team.h"
#include "plan/tables_levers.h"
#include "plan/tables_text.h"

/* Costings of the plan: all take about half a second, 40 of them where there are 3,000 units. */
enum { MOST_COSTINGS = 40, LEAST_COSTINGS = 8, UNITS_COSTED = 120000, MOST_ROWS = 200 };
static const double STEP = 0.1;

typedef QN_ARRAY(qn_assumption_row) assumption_list;

typedef struct {
  qn_tables_work *w;
  assumption_list out;
  char *is_told[QN_CASE_TABLES]; /* [rows]: stands in a group that was weighed */
  int whole;                     /* the lowest area that all units are in, -1 none */
} work;

static const char *text_at(const qn_rows *rows, size_t i, const char *column) {
  const qn_column *at = qn_table_column(rows->table, column);
  return at ? *(const char *const *)(const void *)((const char *)qn_row(rows, i) + at->offset)
            : NULL;
}

static int same(const char *a, const char *b) {
  return a == b || (a && b && !strcmp(a, b));
}

/* Guesses first: what should be looked at. */
static int doubt(const char *sure) {
  static const char order[] = "SABC";
  const char *at = sure && *sure ? strchr(order, *sure) : NULL;
  return at ? (int)(at - order) : -1;
}

/* ---- groups that were weighed ---- */

static const qn_column *column_at(const qn_table *table, size_t offset) {
  for (size_t i = 0; i < table->n_column; i++)
    if (table->columns[i].offset == offset) return &table->columns[i];
  return NULL;
}

static int whole_area(const qn_case *c) {
  int whole = c->n_units ? c->units[0].i_area : -1;
  for (int u = 1; u < c->n_units; u++)
    while (whole >= 0 && !qn_case_area_within(c, c->units[u].i_area, whole))
      whole = c->areas[whole].i_parent;
  return whole;
}

/* Whether a row of prices holds nowhere in the region, because one of a smaller area that still has
 * all of it comes before. */
static int is_behind(const work *k, int table, size_t i) {
  const qn_case *c = k->w->region;
  if (table != QN_T_prices) return 0;
  const qn_price *row = &c->prices[i];
  for (int p = 0; p < c->n_prices; p++) {
    const qn_price *other = &c->prices[p];
    if (other->i_carrier != row->i_carrier || other->i_zone != row->i_zone ||
        other->band != row->band || other->year > row->year || other->i_area == row->i_area)
      continue;
    if (k->whole >= 0 && other->i_area >= 0 && qn_case_area_within(c, k->whole, other->i_area) &&
        (row->i_area < 0 || qn_case_area_within(c, other->i_area, row->i_area)))
      return 1;
  }
  return 0;
}

/* Value where all rows that hold have the same, source and sureness of the least sure. */
static void describe_group(work *k, qn_assumption_row *row, const qn_lever *lever) {
  const qn_case *c = k->w->region;
  const int table = qn_lever_table(c, lever);
  int n = 0;
  row->table = c->tables[table].table->name;
  for (int t = 0; t < QN_CASE_TABLES; t++)
    for (size_t i = 0; i < c->tables[t].count; i++) {
      const long member = qn_lever_member(c, lever, t, i);
      if (member < 0) continue;
      k->is_told[t][i] = 1;
      if (t != table || is_behind(k, t, i)) continue;
      const double value =
          *(const double *)(const void *)((const char *)qn_row(&c->tables[t], i) + member);
      const char *sure = text_at(&c->tables[t], i, "sure");
      if (n++ == 0)
        row->value = value, row->unit = column_at(c->tables[t].table, (size_t)member)->unit;
      if (fabs(value - row->value) > 0) row->value = NAN;
      if (n > 1 && doubt(sure) <= doubt(row->sure)) continue;
      row->sure = sure;
      row->source = text_at(&c->tables[t], i, "source");
      row->source_year = text_at(&c->tables[t], i, "source_year");
    }
}

static void describe_setting(qn_assumption_row *row, const qn_settings *g, qn_lever_kind kind) {
  row->key = kind == QN_LEVER_DISCOUNT ? "discount_rate" : "service_factor";
  row->value = kind == QN_LEVER_DISCOUNT ? g->discount_rate : g->service_factor;
  row->unit = "1";
  row->source = g->source;
}

static const char *name_of(const qn_case *c, int table, size_t row) {
  const char *name = text_at(&c->tables[table], row, "name");
  return name ? name : text_at(&c->tables[table], row, "id");
}

static void describe(work *k, qn_assumption_row *row, const qn_lever *lever) {
  const qn_case *c = k->w->region;
  const qn_lever_words *words = &qn_lever_kinds[lever->kind];
  const char *what = k->w->english ? words->en : words->zh;
  row->value = NAN;
  if (words->names < 0) {
    row->table = "settings";
    row->name = what;
    describe_setting(row, &c->settings, lever->kind);
    return;
  }
  row->key = text_at(&c->tables[words->names], (size_t)lever->index, "id");
  row->name = qn_tables_say(k->w, k->w->english ? "%s: %s" : "%s：%s",
                            name_of(c, words->names, (size_t)lever->index), what);
  describe_group(k, row, lever);
  if (lever->kind == QN_LEVER_PRICE)
    row->unit = qn_tables_say(k->w, "CNY/%s", c->carriers[lever->index].unit);
}

/* What the cost changes by with a lever lower and higher. */
typedef struct {
  const qn_lever *lever;
  double low_cny, high_cny;
  qn_status status;
} costing;

typedef struct {
  const qn_tables_work *w;
  costing *at;
  size_t n;
  int n_part;
} costings;

/* Every costing has an arena of its own, so threads need not wait for one another. */
static void cost_levers(void *who, int part) {
  const costings *all = who;
  for (size_t i = (size_t)part; i < all->n; i += (size_t)all->n_part) {
    costing *c = &all->at[i];
    c->status = qn_lever_change(&c->low_cny, all->w, c->lever, 1 - STEP);
    if (!c->status) c->status = qn_lever_change(&c->high_cny, all->w, c->lever, 1 + STEP);
  }
}

static qn_status tell_costing(work *k, const costing *c) {
  qn_assumption_row row = {0};
  if (c->status) return c->status;
  row.low_cny = round(c->low_cny * 100) / 100;
  row.high_cny = round(c->high_cny * 100) / 100;
  row.effect_cny = fmax(fabs(row.low_cny), fabs(row.high_cny));
  describe(k, &row, c->lever);
  qn_assumption_row *at = QN_PUSH(&k->out);
  if (!at) return QN_ENOMEM;
  *at = row;
  return QN_OK;
}

static qn_status weigh_each(work *k, const qn_lever *levers, size_t n) {
  costings all = {.w = k->w, .n = n, .n_part = qn_team_size(k->w->run)};
  all.at = qn_arena_array(k->w->arena, n, sizeof *all.at);
  if (!all.at) return QN_ENOMEM;
  for (size_t i = 0; i < n; i++) all.at[i].lever = &levers[i];
  qn_team_work(all.n_part, cost_levers, &all);
  qn_status s = QN_OK;
  for (size_t i = 0; i < n && !s; i++) s = tell_costing(k, &all.at[i]);
  return s;
}

static int by_effect(const void *a, const void *b) {
  const qn_assumption_row *x = a, *y = b;
  const double of_x = isnan(x->effect_cny) ? -1 : x->effect_cny;
  const double of_y = isnan(y->effect_cny) ? -1 : y->effect_cny;
  if (of_x > of_y || of_x < of_y) return of_x > of_y ? -1 : 1;
  const int by_table = strcmp(x->table, y->table);
  const int by_key = strcmp(x->key ? x->key : "", y->key ? y->key : "");
  return by_table ? by_table : by_key ? by_key : strcmp(x->name, y->name);
}

static qn_status weigh_levers(work *k) {
  const qn_case *c = k->w->region;
  const int fit = UNITS_COSTED / (c->n_units + 1);
  const int affordable = fit > MOST_COSTINGS    ? MOST_COSTINGS
                         : fit < LEAST_COSTINGS ? LEAST_COSTINGS
                                                : fit;
  qn_lever *levers = qn_arena_array(k->w->arena, qn_lever_most(c), sizeof *levers);
  size_t n = 0;
  qn_status s = levers ? qn_levers_of(levers, &n, k->w) : QN_ENOMEM;
  const size_t most = (size_t)affordable / 2;
  if (!s) s = weigh_each(k, levers, n < most ? n : most);
  if (!s && k->out.count) qsort(k->out.at, k->out.count, sizeof *k->out.at, by_effect);
  return s;
}

/* ---- the others ---- */

/* Columns that tell a row's value where it is not the first number. */
static const struct {
  int table;
  const char *column;
} values[] = {{QN_T_climate, "design_degc"},
              {QN_T_mode_curves, "cop"},
              {QN_T_tariffs, "rate_cny"},
              {QN_T_supplies, "peak"}};

static const qn_column *value_column(int table, const qn_table *declared) {
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    if (values[i].table == table) return qn_table_column(declared, values[i].column);
  for (size_t i = 0; i < declared->n_column; i++)
    if (declared->columns[i].kind == QN_REAL) return &declared->columns[i];
  return NULL;
}

/* The key's cells, joined; choices in the language. */
static const char *key_of(const qn_tables_work *w, const qn_rows *rows, size_t i, int english) {
  const char *key = "";
  for (size_t f = 0; f < rows->table->n_column && key; f++) {
    const qn_column *column = &rows->table->columns[f];
    const void *cell = (const char *)qn_row(rows, i) + column->offset;
    const char *text = NULL;
    if (!(column->flags & (QN_KEY | QN_KEY_OPTIONAL))) continue;
    if (column->kind == QN_TEXT || column->kind == QN_CODE) text = *(const char *const *)cell;
    if (column->kind == QN_CHOICE)
      text = qn_choice_text(column, *(const int *)cell, english, w->arena);
    if (column->kind == QN_INT && *(const int *)cell != QN_NO_INT)
      text = qn_tables_say(w, "%d", *(const int *)cell);
    if (text && *text) key = qn_tables_say(w, "%s%s%s", key, *key ? "/" : "", text);
  }
  return key;
}

static qn_status tell_row(work *k, int table, size_t i) {
  const qn_rows *rows = &k->w->region->tables[table];
  const qn_column *column = value_column(table, rows->table);
  const char *name = text_at(rows, i, "name"), *key = key_of(k->w, rows, i, 1);
  const char *title = k->w->english ? rows->table->name : rows->table->zh;
  qn_assumption_row *row = QN_PUSH(&k->out);
  if (!row) return QN_ENOMEM;
  *row =
      (qn_assumption_row){.table = rows->table->name,
                          .key = key,
                          .name = qn_tables_say(k->w, k->w->english ? "%s: %s" : "%s：%s", title,
                                                name ? name : key_of(k->w, rows, i, k->w->english)),
                          .value = NAN,
                          .source = text_at(rows, i, "source"),
                          .source_year = text_at(rows, i, "source_year"),
                          .sure = text_at(rows, i, "sure"),
                          .low_cny = NAN,
                          .high_cny = NAN,
                          .effect_cny = NAN};
  if (!column) return QN_OK;
  row->value = *(const double *)(const void *)((const char *)qn_row(rows, i) + column->offset);
  row->unit = column->unit;
  return QN_OK;
}

/* Rules and registers hold no numbers of their own. */
static int is_told_by_row(int table, const qn_table *declared) {
  return qn_table_column(declared, "sure") && value_column(table, declared);
}

/* Rows of the tables that tell how sure they are, the least sure first. */
static qn_status tell_rows(work *k) {
  const qn_case *c = k->w->region;
  qn_status s = QN_OK;
  for (int wanted = 3; wanted >= -1; wanted--)
    for (int t = 0; t < QN_CASE_TABLES; t++) {
      const qn_rows *rows = &c->tables[t];
      if (!is_told_by_row(t, rows->table)) continue;
      for (size_t i = 0; i < rows->count && !s && k->out.count < MOST_ROWS; i++)
        if (!k->is_told[t][i] && doubt(text_at(rows, i, "sure")) == wanted) s = tell_row(k, t, i);
    }
  return s;
}

/* Rows of one table on the same grounds. */
enum { MOST_SOURCES = 8 };
typedef struct {
  const char *source, *source_year, *sure;
  size_t count;
} origin;

static int same_origin(const origin *a, const origin *b) {
  return same(a->source, b->source) && same(a->source_year, b->source_year) &&
         same(a->sure, b->sure);
}

static size_t count_origins(origin out[MOST_SOURCES], const qn_rows *rows, const char *is_told) {
  size_t n = 0;
  for (size_t i = 0; i < rows->count; i++) {
    const origin of_row = {text_at(rows, i, "source"), text_at(rows, i, "source_year"),
                           text_at(rows, i, "sure"), 0};
    size_t at = 0;
    if (is_told[i]) continue;
    while (at < n && !same_origin(&out[at], &of_row)) at++;
    if (at == MOST_SOURCES) at--; /* the last one stands for the rest */
    if (at == n) out[n++] = of_row;
    out[at].count++;
  }
  return n;
}

static qn_status tell_origins(work *k, int table) {
  const qn_rows *rows = &k->w->region->tables[table];
  origin origins[MOST_SOURCES];
  const size_t n = count_origins(origins, rows, k->is_told[table]);
  for (size_t i = 0; i < n; i++) {
    qn_assumption_row *row = QN_PUSH(&k->out);
    if (!row) return QN_ENOMEM;
    *row = (qn_assumption_row){
        .table = rows->table->name,
        .name =
            qn_tables_say(k->w, k->w->english ? "%s: %zu rows" : "%s：%zu行",
                          k->w->english ? rows->table->name : rows->table->zh, origins[i].count),
        .value = (double)origins[i].count,
        .source = origins[i].source,
        .source_year = origins[i].source_year,
        .sure = origins[i].sure,
        .low_cny = NAN,
        .high_cny = NAN,
        .effect_cny = NAN};
  }
  return QN_OK;
}

static int is_register(int table) {
  return table == QN_T_areas || table == QN_T_statements || table == QN_T_calendar_steps;
}

qn_status qn_tabulate_assumptions(qn_rows *rows, qn_tables_work *w) {
  const qn_case *c = w->region;
  work k = {.w = w, .whole = whole_area(c)};
  qn_status s = QN_OK;
  for (int t = 0; t < QN_CASE_TABLES && !s; t++) {
    k.is_told[t] = qn_arena_alloc(w->arena, c->tables[t].count + 1);
    if (!k.is_told[t]) s = QN_ENOMEM;
  }
  if (!s && w->n_chosen) s = weigh_levers(&k);
  for (int t = 0; t < QN_CASE_TABLES && !s && w->n_chosen; t++)
    if (qn_table_column(c->tables[t].table, "source") && !is_told_by_row(t, c->tables[t].table) &&
        !is_register(t))
      s = tell_origins(&k, t);
  if (!s && w->n_chosen) s = tell_rows(&k);
  if (s) return free(k.out.at), s;
  return qn_rows_take(rows, w->arena, k.out.at, k.out.count);
}
