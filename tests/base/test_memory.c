/* wraps: malloc calloc realloc free */
/* Every allocation of base fails in turn: the status says so, what was there is as it was, and
 * nothing leaks. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/names.h"
#include "base/units.h"
#include "failing.h"

static bool arenas(void) {
  qn_arena *arena = qn_arena_new();
  if (!arena) return heap.failed;
  bool ok = true;
  for (size_t i = 0; i < 20; i++) {
    const size_t used = qn_arena_used(arena);
    const char *at = qn_arena_alloc(arena, 5000 * i);
    ok = ok && (at ? qn_arena_used(arena) >= used + 5000 * i : qn_arena_used(arena) == used);
    const char *text = qn_arena_text(arena, "取暖");
    ok = ok && (text ? !strcmp(text, "取暖") : heap.failed);
  }
  qn_arena_free(arena);
  return ok;
}

/* A failing call leaves the text as it was. */
static bool texts(void) {
  qn_text text = {0};
  bool ok = true;
  for (int i = 0; i < 50 && ok; i++) {
    char before[4096];
    snprintf(before, sizeof before, "%s", qn_text_str(&text));
    qn_status s = i % 3 == 0   ? qn_text_add(&text, "清洁取暖面积")
                  : i % 3 == 1 ? qn_text_addf(&text, "%d %s", i, "x")
                               : qn_text_real(&text, 0.1);
    ok = s ? s == QN_ENOMEM && heap.failed && !strcmp(before, qn_text_str(&text))
           : strlen(before) < text.length;
  }
  qn_text folded = {0};
  const qn_status s = qn_text_fold(&folded,
                                   "Ａ  long  text  that  needs  more  room  than  one  "
                                   "block  of  sixty-four  bytes　has",
                                   true);
  ok = ok && (s == QN_OK || (s == QN_ENOMEM && heap.failed));
  char *taken = qn_text_take(&text);
  ok = ok && (taken || heap.failed);
  free(taken);
  qn_text_clear(&text);
  qn_text_clear(&folded);
  return ok;
}

static bool arrays(void) {
  QN_ARRAY(double) numbers = {0};
  bool ok = true;
  for (int i = 0; i < 200 && ok; i++) {
    const size_t count = numbers.count;
    double *slot = QN_PUSH(&numbers);
    if (slot) *slot = i;
    ok = slot ? numbers.count == count + 1 : heap.failed && numbers.count == count;
  }
  QN_CLEAR(&numbers);
  return ok;
}

static bool names(void) {
  static char text[300][8];
  qn_names map = {0};
  bool ok = true;
  for (size_t i = 0; i < 300 && ok; i++) {
    snprintf(text[i], sizeof text[i], "n%zu", i);
    const qn_status s = qn_names_add(&map, text[i], i, NULL);
    ok = qn_names_find(&map, text[i]) == (s ? QN_NO_INDEX : i) && (!s || heap.failed);
  }
  qn_names_clear(&map);
  return ok;
}

/* A finding that finds no memory is lost; the status it returns is not. */
static bool findings(void) {
  qn_findings *list = qn_findings_new(), *copy = qn_findings_new();
  bool ok = (list && copy) || heap.failed;
  for (int i = 0; i < 40 && list; i++) {
    const size_t mark = qn_findings_count(list);
    ok = qn_fail(list, QN_ERANGE, "%s of %d is %g", "a rather long place name", i, 0.5) ==
             QN_ERANGE &&
         ok;
    qn_found(list, "value");
    qn_suggest(list, "other value");
    qn_locate(list, mark, (qn_place){.file = "f", .table = i % 2 ? "t" : "u", .row = i});
    char long_text[2000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    qn_warn(list, "%s", long_text);
  }
  qn_findings_append(copy, list);
  qn_text words = {0};
  for (size_t i = 0; i < qn_findings_count(copy); i++) {
    const qn_status s = qn_finding_words(&words, qn_findings_at(copy, i), NULL);
    ok = ok && (!s || (s == QN_ENOMEM && heap.failed));
  }
  ok = ok && (heap.failed || qn_findings_count(copy) == 80);
  qn_text_clear(&words);
  qn_findings_free(list);
  qn_findings_free(copy);
  return ok;
}

static bool files(void) {
  char root[] = "/tmp/qn-memory-XXXXXX", path[64], folder[64];
  if (!mkdtemp(root)) return false;
  snprintf(path, sizeof path, "%s/file", root);
  snprintf(folder, sizeof folder, "%s/folder", root);
  qn_text read = {0}, temporary = {0};
  qn_status s = qn_file_write(path, "bytes", 5, NULL);
  bool ok = s ? heap.failed && !qn_path_exists(path) : qn_path_exists(path);
  if (!s) s = qn_file_read(&read, path, 0, NULL);
  ok = ok && (s ? heap.failed : !strcmp(read.bytes, "bytes"));
  s = qn_folder_begin(&temporary, folder, NULL);
  if (!s) s = qn_folder_commit(temporary.bytes, folder, NULL);
  ok = ok && (s ? heap.failed : qn_path_is_folder(folder));
  qn_text_clear(&temporary);
  qn_text_clear(&read);
  const long left = heap.left;
  heap.left = -1; /* the clean-up itself may need memory */
  qn_folder_remove(root);
  heap.left = left;
  return ok && !qn_path_exists(root);
}

static void nothing_breaks_or_leaks(void **state) {
  (void)state;
  every_allocation_fails(arenas, "arena");
  every_allocation_fails(texts, "text");
  every_allocation_fails(arrays, "array");
  every_allocation_fails(names, "names");
  every_allocation_fails(findings, "findings");
  every_allocation_fails(files, "file");
}

/* Units need no memory at all: headers are read where there may be none. */
static void units_need_no_memory(void **state) {
  (void)state;
  heap.left = 0;
  heap.failed = false;
  qn_unit unit;
  const qn_status s = qn_unit_parse(&unit, "万元/（平方米·年）");
  heap.left = -1;
  assert_true(s == QN_OK && !heap.failed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_breaks_or_leaks),
      cmocka_unit_test(units_need_no_memory),
  };
  return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
