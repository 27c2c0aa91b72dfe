#include "base/findings.h"

#include <string.h>

#include "check.h"

static void says(const qn_findings *list, size_t i, qn_translate *translate, const char *expected) {
  qn_text words = {0};
  assert_int_equal(qn_finding_words(&words, qn_findings_at(list, i), translate), QN_OK);
  assert_string_equal(qn_text_str(&words), expected);
  qn_text_clear(&words);
}

static void messages_hold_every_kind_of_argument(void **state) {
  (void)state;
  qn_findings *list = qn_findings_new();
  char name[] = "开鲁县";
  qn_fail(list, QN_EINPUT, "plain");
  qn_fail(list, QN_EINPUT, "%s has %d", name, -3);
  qn_fail(list, QN_EINPUT, "%ld %lld %zu %u %i", -4000000000L, 9000000000000LL, (size_t)7, 8u, 9);
  qn_fail(list, QN_EINPUT, "%g and %.3g and %.1f and %g", 0.1, 3.14159, 2.25, 1e15);
  qn_fail(list, QN_EINPUT, "100 %% of %s%%", "x");
  qn_fail(list, QN_EINPUT, "%5d|%-5s|%05.2f", 42, "ab", 1.5);
  qn_fail(list, QN_EINPUT, "%s%s%s%s%s%s%s%s%s%s%s%s", "a", "b", "c", "d", "e", "f", "g", "h", "i",
          "j", "k", "l");
  name[0] = 'x'; /* texts were copied */
  says(list, 0, NULL, "plain");
  says(list, 1, NULL, "开鲁县 has -3");
  says(list, 2, NULL, "-4000000000 9000000000000 7 8 9");
  says(list, 3, NULL, "0.1 and 3.14 and 2.2 and 1000000000000000");
  says(list, 4, NULL, "100 % of x%");
  says(list, 5, NULL, "42|ab|1.50");
  says(list, 6, NULL, "abcdefghijkl");
  qn_findings_free(list);
}

static const char *chinese(const char *id) {
  static const struct {
    const char *id, *zh;
  } words[] = {
      {"%s is short by %.1f %s", "%1$s缺口为%2$.1f%3$s"},
      {"%d of %s", "%2$s的%1$d项，共%1$d项"},
      {"limit %g", "上限"},
      {"missing %s", "缺%2$s和%1$s"},
      {"share %g %%", "占比%1$g%%"},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (!strcmp(words[i].id, id)) return words[i].zh;
  return id;
}

/* Chinese names the place first: %2$s; an argument may come twice, or not at all. */
static void translations_reorder(void **state) {
  (void)state;
  qn_findings *list = qn_findings_new();
  qn_fail(list, QN_EINPUT, "%s is short by %.1f %s", "通辽市", 1.84, "万户");
  qn_fail(list, QN_EINPUT, "%d of %s", 3, "目标");
  qn_fail(list, QN_EINPUT, "limit %g", 7.0);
  qn_fail(list, QN_EINPUT, "missing %s", "气量");
  qn_fail(list, QN_EINPUT, "share %g %%", 75.5);
  qn_fail(list, QN_EINPUT, "untranslated %s", "x");
  says(list, 0, chinese, "通辽市缺口为1.8万户");
  says(list, 0, NULL, "通辽市 is short by 1.8 万户");
  says(list, 1, chinese, "目标的3项，共3项");
  says(list, 2, chinese, "上限");
  says(list, 3, chinese, "缺和气量");
  says(list, 4, chinese, "占比75.5%");
  says(list, 5, chinese, "untranslated x");
  qn_findings_free(list);
}

static void statuses_and_severities_are_kept(void **state) {
  (void)state;
  qn_findings *list = qn_findings_new();
  assert_int_equal(qn_findings_count(list), 0);
  assert_int_equal(qn_fail(list, QN_ERANGE, "a"), QN_ERANGE);
  qn_warn(list, "b %d", 1);
  qn_note(list, "c");
  qn_warn(list, "d");
  assert_int_equal(qn_findings_count(list), 4);
  assert_int_equal(qn_findings_count_of(list, QN_ERROR), 1);
  assert_int_equal(qn_findings_count_of(list, QN_WARNING), 2);
  assert_int_equal(qn_findings_count_of(list, QN_NOTE), 1);
  assert_int_equal(qn_findings_at(list, 0)->status, QN_ERANGE);
  assert_int_equal(qn_findings_at(list, 1)->status, QN_OK);
  qn_findings_free(list);
}

static void no_list_is_fine(void **state) {
  (void)state;
  assert_int_equal(qn_fail(NULL, QN_EIO, "%s", "x"), QN_EIO);
  qn_warn(NULL, "x");
  qn_note(NULL, "x");
  qn_found(NULL, "x");
  qn_suggest(NULL, "x");
  qn_locate(NULL, 0, (qn_place){.row = 1});
  qn_findings_append(NULL, NULL);
  assert_int_equal(qn_findings_count(NULL), 0);
  assert_int_equal(qn_findings_count_of(NULL, QN_ERROR), 0);
  qn_findings_free(NULL);
  qn_findings *list = qn_findings_new();
  qn_found(list, "nothing was raised");
  qn_findings_append(list, NULL);
  assert_int_equal(qn_findings_count(list), 0);
  qn_findings_free(list);
}

/* The inner caller knows the column, the outer one row and table: none overwrites. */
static void places_are_filled_from_within(void **state) {
  (void)state;
  qn_findings *list = qn_findings_new();
  qn_fail(list, QN_EINPUT, "old");
  const size_t mark = qn_findings_count(list);
  for (int i = 0; i < 2; i++) {
    qn_fail(list, QN_EINPUT, "new");
    qn_locate(list, mark, (qn_place){.column = "households", .row = 3});
  }
  char table[] = "units";
  qn_locate(list, mark, (qn_place){.file = "a.xlsx", .table = table, .column = "x", .row = 99});
  table[0] = 'X';
  qn_found(list, "3万");
  qn_suggest(list, "30000");
  assert_null(qn_findings_at(list, 0)->place.table);
  assert_int_equal(qn_findings_at(list, 0)->place.row, 0);
  for (size_t i = mark; i < mark + 2; i++) {
    const qn_finding *f = qn_findings_at(list, i);
    assert_string_equal(f->place.column, "households");
    assert_string_equal(f->place.table, "units");
    assert_string_equal(f->place.file, "a.xlsx");
    assert_null(f->place.sheet);
    assert_int_equal(f->place.row, 3);
  }
  assert_null(qn_findings_at(list, mark)->found);
  assert_string_equal(qn_findings_at(list, mark + 1)->found, "3万");
  assert_string_equal(qn_findings_at(list, mark + 1)->suggestion, "30000");
  qn_findings_free(list);
}

/* A copy needs nothing of the list it came from. */
static void appended_findings_are_copies(void **state) {
  (void)state;
  qn_findings *from = qn_findings_new(), *to = qn_findings_new();
  qn_note(to, "first");
  for (int i = 0; i < 40; i++) {
    qn_fail(from, QN_ERANGE, "%s %d", "village", i);
    qn_found(from, "seen");
    qn_suggest(from, "mend");
    qn_locate(from, (size_t)i, (qn_place){.file = "f", .sheet = "s", .table = "t", .row = i + 1});
  }
  qn_findings_append(to, from);
  qn_findings_free(from);
  assert_int_equal(qn_findings_count(to), 41);
  says(to, 40, NULL, "village 39");
  const qn_finding *last = qn_findings_at(to, 40);
  assert_int_equal(last->status, QN_ERANGE);
  assert_int_equal(last->place.row, 40);
  assert_string_equal(last->place.file, "f");
  assert_string_equal(last->place.sheet, "s");
  assert_string_equal(last->place.table, "t");
  assert_string_equal(last->found, "seen");
  assert_string_equal(last->suggestion, "mend");
  qn_findings_free(to);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(messages_hold_every_kind_of_argument),
      cmocka_unit_test(translations_reorder),
      cmocka_unit_test(statuses_and_severities_are_kept),
      cmocka_unit_test(no_list_is_fine),
      cmocka_unit_test(places_are_filled_from_within),
      cmocka_unit_test(appended_findings_are_copies),
  };
  return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
