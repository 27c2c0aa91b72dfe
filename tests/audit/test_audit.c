#include "audit/audit.h"

#include <string.h>

#include "check.h"

enum { MOST_ROWS = 8, MOST_RESULTS = 8 };

/* implied and suggestion are of the first result; off: NaN where nothing is implied. */
typedef struct {
  const char *name;
  qn_statement rows[MOST_ROWS];
  struct {
    const char *id;
    int kind;
  } results[MOST_RESULTS];
  double low, high;
  const char *suggestion;
} audit_case;

#define CLOSES {{NULL, 0}}, NAN, NAN, ""
#define S(id_, value_, unit_, qualifier_, formula_) \
  { .id = id_, .value = value_, .unit = unit_, .qualifier = qualifier_, .formula = formula_ }

static const audit_case cases[] = {
    {"a sum that closes",
     {S("all", "9547", "万平方米", "exact", "urban + rural"),
      S("urban", "6577", "万平方米", "", ""), S("rural", "2970", "万平方米", "", NULL)},
     CLOSES},
    {"a share that closes within the printed decimals: 0.1325..0.1425 of 4.165..4.175",
     {S("rate", "3.3", "%", "exact", "clean/all"), S("clean", "0.1375", "亿平方米", "", ""),
      S("all", "4.17", "亿平方米", "", "")},
     CLOSES},
    {"the same figure in two units",
     {S("site", "645.95", "MW", "exact", "grid"), S("grid", "645.95", "万千瓦", "exact", "")},
     {{"site", QN_AUDIT_MISMATCH}},
     6459.45,
     6459.55,
     "site: 645.95 -> 6459.5 MW (x10); grid: 645.95 -> 64.595 万千瓦 (x0.1)"},
    {"ten thousand times",
     {S("homes", "3.2", "户", "exact", "villages * 160 户/个"), S("villages", "200", "个", "", "")},
     {{"homes", QN_AUDIT_MISMATCH}},
     31920,
     32080,
     "homes: 3.2 -> 32000 户 (x10000); villages: 200 -> 0.02 个 (x0.0001)"},
    {"two digits swapped: 6577 + 2970 is 9547",
     {S("all", "9457", "万平方米", "", "urban + rural"), S("urban", "6577", "万平方米", "", ""),
      S("rural", "2970", "万平方米", "", "")},
     {{"all", QN_AUDIT_MISMATCH}},
     9546,
     9548,
     "all: 9457 -> 9547 万平方米"},
    {"an addend left out",
     {S("all", "100.0", "km", "", "north + south"), S("north", "61.5", "km", "", ""),
      S("south", "31.0", "km", "", ""), S("west", "7.5", "km", "", ""),
      S("people", "7.5", "万人", "", "")},
     {{"all", QN_AUDIT_MISMATCH}},
     92.4,
     92.6,
     "+ west"},
    {"one digit: 636.2 - 120.6 is 515.6",
     {S("use", "513.6", "亿千瓦时", "", "made - sent"), S("made", "636.2", "亿千瓦时", "", ""),
      S("sent", "120.6", "亿千瓦时", "", "")},
     {{"use", QN_AUDIT_MISMATCH}},
     515.5,
     515.7,
     "use: 513.6 -> 515.6 亿千瓦时; made: 636.2 -> 634.2 亿千瓦时; "
     "sent: 120.6 -> 122.6 亿千瓦时"},
    {"the change that would break e comes last",
     {S("a", "51.0", "t", "", "b + c"), S("b", "20.0", "t", "", ""), S("c", "32.0", "t", "", ""),
      S("e", "71.0", "t", "", "a + b")},
     {{"a", QN_AUDIT_MISMATCH}},
     51.9,
     52.1,
     "c: 32.0 -> 31.0 t; a: 51.0 -> 52.0 t"},
    {"a variable that occurs twice is not widened: clean/(clean + rest) is 0.3985..0.4015",
     {S("rate", "42.0", "%", "", "clean/(clean + rest)"), S("clean", "400", "户", "", ""),
      S("rest", "600", "户", "", "")},
     {{"rate", QN_AUDIT_MISMATCH}},
     100 * 399.5 / (399.5 + 600.5),
     100 * 400.5 / (400.5 + 599.5),
     "rate: 42.0 -> 40.0 %"},
    {"a number with a unit: 1,000 m2 of 29 kgce are 29 tce",
     {S("coal", "29.0", "tce", "", "area*29 kgce/m2"), S("area", "1000", "m2", "", "")},
     CLOSES},
    {"about is wide, at least is open",
     {S("new", "1220", "万平方米", "exact", "city + towns"),
      S("city", "600", "万平方米", "about", ""), S("towns", "500", "万平方米", "about", ""),
      S("rate", "90", "%", "at_least", "95%"), S("most", "50", "mg/m3", "at_most", "10 mg/m3")},
     {{"new", QN_AUDIT_MISMATCH}},
     1000,
     1200,
     "new: 1220 -> 1120 万平方米; city: 600 -> 700 万平方米; towns: 500 -> 600 万平方米"},
    {"below a floor",
     {S("rate", "90", "%", "at_least", "clean/all"), S("clean", "895", "m2", "", ""),
      S("all", "1005", "m2", "", "")},
     {{"rate", QN_AUDIT_MISMATCH}},
     100 * 894.5 / 1005.5,
     100 * 895.5 / 1004.5,
     "clean: 895 -> 985 m2; rate: 90 -> 80 %; clean: 895 -> 899 m2; all: 1005 -> 1000 m2"},
    {"unlike quantities",
     {S("a", "1", "km", "", "b"), S("b", "1", "km2", "", ""), S("c", "1", "km", "", "a + b"),
      S("d", "100", "%", "", "0.5 + 0.5")},
     {{"a", QN_AUDIT_DIMENSION}, {"c", QN_AUDIT_DIMENSION}},
     NAN,
     NAN,
     ""},
    {"a divisor that may be zero",
     {S("a", "1", "", "", "b/(c - d)"), S("b", "1", "m", "", ""), S("c", "5", "m", "", ""),
      S("d", "5", "m", "about", "")},
     {{"a", QN_AUDIT_DIVISION}},
     NAN,
     NAN,
     ""},
    {"names that are none",
     {S("total", "1", "km", "", "urban_km + rural_kn + xyz"), S("urban_km", "1", "km", "", ""),
      S("rural_km", "1", "km", "", "")},
     {{"total", QN_AUDIT_UNKNOWN_ID}, {"total", QN_AUDIT_UNKNOWN_ID}},
     NAN,
     NAN,
     "rural_km"},
    {"rows that lead back to themselves; d only leads to them",
     {S("a", "1", "", "", "b"), S("b", "1", "", "", "c"), S("c", "1", "", "", "a"),
      S("d", "1", "", "", "a"), S("e", "1", "", "", "e*1"), S("f", "x", "", "", "f")},
     {{"a", QN_AUDIT_CYCLE},
      {"b", QN_AUDIT_CYCLE},
      {"c", QN_AUDIT_CYCLE},
      {"e", QN_AUDIT_CYCLE},
      {"f", QN_AUDIT_VALUE},
      {"f", QN_AUDIT_CYCLE}},
     NAN,
     NAN,
     ""},
    {"an id twice: the first counts",
     {S("a", "5", "km", "", ""), S("a", "7", "km", "", ""), S("b", "5", "km", "", "a")},
     {{"a", QN_AUDIT_DUPLICATE_ID}},
     NAN,
     NAN,
     ""},
    {"what cannot be read is told once, not again where it is used",
     {S("a", "many", "km", "", ""), S("b", "5", "miles", "", ""), S("c", "5", "km", "maybe", ""),
      S("d", "5", "km", "", "a + b + c"), S("e", "5", "km", "", "5 km +")},
     {{"a", QN_AUDIT_VALUE},
      {"b", QN_AUDIT_UNIT},
      {"c", QN_AUDIT_QUALIFIER},
      {"e", QN_AUDIT_FORMULA}},
     NAN,
     NAN,
     ""},
    {"beyond the plausible",
     {S("a", "5000", "平方米/户", "", ""), S("b", "3000", "W/m2", "", ""),
      S("c", "103", "%", "", ""), S("d", "3", "倍", "", ""), S("e", "90", "m2/household", "", ""),
      S("f", "300", "W/m2", "at_least", ""), S("g", "500", "m2", "", "")},
     {{"a", QN_AUDIT_IMPLAUSIBLE}, {"b", QN_AUDIT_IMPLAUSIBLE}, {"c", QN_AUDIT_IMPLAUSIBLE}},
     NAN,
     NAN,
     ""},
    {"no id, no text at all", {{.name = "x"}}, {{"", QN_AUDIT_VALUE}}, NAN, NAN, ""},
};

static const qn_plausible limit_rows[] = {
    {.id = "home", .name = "m2 a household", .unit = "m2/household", .low = 15, .high = 500},
    {.id = "index", .name = "heat index", .unit = "W/m2", .low = 5, .high = 1000},
    {.id = "share", .name = "share", .unit = "%", .low = 0, .high = 100},
    {.id = "broken", .name = "unit that cannot be read", .unit = "??", .low = 5, .high = 1},
};
static const qn_rows limits = {
    .table = &qn_plausibility_table, .at = (void *)(uintptr_t)limit_rows, .count = 4};

static size_t rows_of(const audit_case *c, qn_rows *out) {
  size_t n = 0;
  while (n < MOST_ROWS && (c->rows[n].id || c->rows[n].name)) n++;
  *out = (qn_rows){.table = &qn_statements_table, .at = (void *)(uintptr_t)c->rows, .count = n};
  return n;
}

static void near_or_both_nan(double got, double want, const char *name) {
  if (isnan(want))
    CHECK(isnan(got), name);
  else
    CHECK_NEAR(got, want, 1e-12, name);
}

static void finds_what_is_wrong_and_nothing_else(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const audit_case *c = &cases[i];
    qn_rows statements;
    qn_audit *audit = NULL;
    rows_of(c, &statements);
    CHECK(qn_audit_new(&audit, &statements, &limits) == QN_OK, c->name);
    size_t n = 0;
    for (; n < MOST_RESULTS && c->results[n].id; n++) {
      CHECK(n < audit->count, c->name);
      const qn_audit_result *r = &audit->results[n];
      CHECK((int)r->kind == c->results[n].kind && !strcmp(r->id, c->results[n].id), c->name);
      CHECK(r->message->place.table && !strcmp(r->message->place.table, "statements"), c->name);
    }
    CHECK(audit->count == n, c->name);
    if (n) {
      near_or_both_nan(audit->results[0].implied_low, c->low, c->name);
      near_or_both_nan(audit->results[0].implied_high, c->high, c->name);
      if (strcmp(audit->results[0].suggestion, c->suggestion))
        fail_msg("%s: suggests %s", c->name, audit->results[0].suggestion);
    }
    qn_audit_free(audit);
  }
}

static void counts_relations(void **state) {
  (void)state;
  qn_rows statements;
  qn_audit *audit;
  rows_of(&cases[0], &statements);
  assert_int_equal(qn_audit_new(&audit, &statements, NULL), QN_OK);
  assert_true(audit->relations == 1 && audit->closed == 1 && audit->count == 0);
  qn_audit_free(audit);
  rows_of(&cases[2], &statements);
  assert_int_equal(qn_audit_new(&audit, &statements, NULL), QN_OK);
  assert_true(audit->relations == 1 && audit->closed == 0 && audit->count == 1);
  qn_audit_free(audit);
  statements.count = 0;
  assert_int_equal(qn_audit_new(&audit, &statements, NULL), QN_OK);
  assert_true(audit->relations == 0 && audit->count == 0);
  qn_audit_free(audit);
  qn_audit_free(NULL);
}

static const char *chinese(const char *id) {
  return strcmp(id, "printed %s %s, but %s gives %.7g to %.7g: off by %.3g")
             ? id
             : "原文%1$s%2$s，按%3$s应为%4$.7g至%5$.7g，相差%6$.3g";
}

/* The table's rows: message in the language asked for, place of the row in its file. */
static void becomes_a_table(void **state) {
  (void)state;
  long line[] = {2, 3};
  qn_statement rows[] = {S("site", "645.95", "MW", "exact", "grid"),
                         S("grid", "645.95", "万千瓦", "exact", "")};
  rows[0].source = "第四章一";
  rows[0].name = "装机", rows[1].name = "电网装机";
  const qn_rows statements = {.table = &qn_statements_table,
                              .at = rows,
                              .count = 2,
                              .line = line,
                              .file = "statements.csv"};
  qn_audit *audit;
  qn_arena *arena = qn_arena_new();
  assert_int_equal(qn_audit_new(&audit, &statements, NULL), QN_OK);
  assert_int_equal(audit->count, 1);
  const qn_place place = audit->results[0].message->place;
  assert_string_equal(place.file, "statements.csv");
  assert_string_equal(place.column, "value");
  assert_int_equal(place.row, 2);
  for (int english = 0; english < 2; english++) {
    qn_rows out;
    assert_int_equal(qn_audit_rows(&out, audit, &statements, english ? NULL : chinese, arena),
                     QN_OK);
    assert_true(out.table == &qn_audit_table && out.count == 1);
    const qn_audit_row *row = out.at;
    assert_string_equal(row->message,
                        english ? "printed 645.95 MW, but 电网装机 gives 6459.45 to 6459.55: "
                                  "off by 5813"
                                : "原文645.95MW，按电网装机应为6459.45至6459.55，相差5813");
    assert_string_equal(row->id, "site");
    assert_string_equal(row->name, "装机");
    assert_string_equal(
        row->suggestion,
        "装机: 645.95 -> 6459.5 MW (x10); 电网装机: 645.95 -> 64.595 万千瓦 (x0.1)");
    assert_string_equal(row->printed, "645.95");
    assert_string_equal(row->unit, "MW");
    assert_string_equal(row->source, "第四章一");
    assert_int_equal(row->kind, QN_AUDIT_MISMATCH);
  }
  qn_arena_free(arena);
  qn_audit_free(audit);
}

/* One English and one Chinese word for every kind, in the order of the enumeration. */
static void every_kind_has_words(void **state) {
  (void)state;
  static const char *const words[] = {"mismatch",   "dimension", "division",     "formula",
                                      "unknown_id", "cycle",     "duplicate_id", "value",
                                      "unit",       "qualifier", "implausible"};
  const qn_column *kind = qn_table_column(&qn_audit_table, "kind");
  qn_arena *arena = qn_arena_new();
  for (int i = 0; i <= QN_AUDIT_IMPLAUSIBLE; i++)
    assert_string_equal(qn_choice_text(kind, i, 1, arena), words[i]);
  assert_string_equal(qn_choice_text(kind, QN_AUDIT_IMPLAUSIBLE + 1, 1, arena), "");
  qn_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_is_wrong_and_nothing_else),
      cmocka_unit_test(counts_relations),
      cmocka_unit_test(becomes_a_table),
      cmocka_unit_test(every_kind_has_words),
  };
  return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
