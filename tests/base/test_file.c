#include "base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

/* A fresh folder for each test, with a path in it in state. */
typedef struct {
  char folder[64], path[96];
} place;

static int make_place(void **state) {
  place *p = calloc(1, sizeof *p);
  if (!p) return -1;
  strcpy(p->folder, "/tmp/qn-file-XXXXXX");
  if (!mkdtemp(p->folder)) return -1;
  snprintf(p->path, sizeof p->path, "%s/结果.csv", p->folder);
  *state = p;
  return 0;
}

static int drop_place(void **state) {
  place *p = *state;
  qn_folder_remove(p->folder);
  const int left = qn_path_exists(p->folder);
  free(p);
  return left;
}

static size_t entries(const char *folder) {
  size_t n = 0;
  DIR *dir = opendir(folder);
  while (readdir(dir)) n++;
  closedir(dir);
  return n - 2; /* . and .. */
}

static void contains(const char *path, const char *expected) {
  qn_text text = {0};
  assert_int_equal(qn_file_read(&text, path, 0, NULL), QN_OK);
  assert_string_equal(qn_text_str(&text), expected);
  qn_text_clear(&text);
}

static void writes_and_reads_back(void **state) {
  const place *p = *state;
  assert_int_equal(qn_file_write(p->path, "first", 5, NULL), QN_OK);
  contains(p->path, "first");
  assert_int_equal(qn_file_write(p->path, "", 0, NULL), QN_OK);
  contains(p->path, "");
  char *large = malloc(3000000);
  for (size_t i = 0; i < 3000000; i++) large[i] = (char)(i * 31);
  assert_int_equal(qn_file_write(p->path, large, 3000000, NULL), QN_OK);
  qn_text text = {0};
  assert_int_equal(qn_text_add(&text, "ahead"), QN_OK);
  assert_int_equal(qn_file_read(&text, p->path, 3000000, NULL), QN_OK);
  assert_true(text.length == 3000005 && !memcmp(text.bytes + 5, large, 3000000));
  qn_text_clear(&text);
  free(large);
  struct stat st;
  assert_int_equal(stat(p->path, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0644);
  assert_int_equal(entries(p->folder), 1);
}

static void refuses_what_it_cannot_read(void **state) {
  const place *p = *state;
  qn_findings *list = qn_findings_new();
  qn_text text = {0};
  assert_int_equal(qn_file_read(&text, p->path, 0, list), QN_EINPUT);
  assert_int_equal(qn_file_write(p->path, "0123456789", 10, list), QN_OK);
  assert_int_equal(qn_file_read(&text, p->path, 9, list), QN_ERANGE);
  assert_int_equal(qn_file_read(&text, p->path, 10, list), QN_OK);
  assert_int_equal(qn_file_read(&text, p->folder, 0, list), QN_EINPUT);
  assert_int_equal(qn_findings_count_of(list, QN_ERROR), 3);
  assert_string_equal(qn_findings_at(list, 0)->args[0].as.text, p->path);
  qn_text_clear(&text);
  qn_findings_free(list);
}

static void refuses_what_it_cannot_write(void **state) {
  const place *p = *state;
  qn_findings *list = qn_findings_new();
  qn_text path = {0};
  assert_int_equal(qn_path_join(&path, p->folder, "missing/file"), QN_OK);
  assert_int_equal(qn_file_write(path.bytes, "x", 1, list), QN_EIO);
  assert_int_equal(qn_file_write(p->folder, "x", 1, list), QN_EIO); /* a folder stands there */
  assert_int_equal(qn_findings_count(list), 2);
  assert_string_equal(qn_findings_at(list, 0)->args[0].as.text, path.bytes);
  assert_int_equal(entries(p->folder), 0);
  qn_text_clear(&path);
  qn_findings_free(list);
}

static void joins_paths(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "/b"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    qn_text path = {0};
    assert_int_equal(qn_path_join(&path, cases[i][0], cases[i][1]), QN_OK);
    assert_string_equal(path.bytes, cases[i][2]);
    qn_text_clear(&path);
  }
}

static void write_in(const char *folder, const char *name, const char *bytes) {
  qn_text path = {0};
  assert_int_equal(qn_path_join(&path, folder, name), QN_OK);
  assert_int_equal(qn_file_write(path.bytes, bytes, strlen(bytes), NULL), QN_OK);
  qn_text_clear(&path);
}

/* A folder comes into place whole; what stood there, with all in it, is gone after. */
static void folders_come_into_place(void **state) {
  const place *p = *state;
  char target[96], slash[100], inner[128];
  snprintf(target, sizeof target, "%s/plan", p->folder);
  snprintf(slash, sizeof slash, "%s///", target);
  for (int round = 0; round < 3; round++) {
    qn_text temporary = {0};
    assert_int_equal(qn_folder_begin(&temporary, round ? slash : target, NULL), QN_OK);
    assert_true(qn_path_is_folder(temporary.bytes));
    assert_true(qn_path_exists(target) == (round > 0));
    snprintf(inner, sizeof inner, "%s/csv", temporary.bytes);
    assert_int_equal(mkdir(inner, 0755), 0);
    write_in(inner, round == 1 ? "one.csv" : "other.csv", "id\n");
    write_in(temporary.bytes, "report.html", round ? "new" : "old");
    assert_int_equal(qn_folder_commit(temporary.bytes, round ? slash : target, NULL), QN_OK);
    assert_false(qn_path_exists(temporary.bytes));
    qn_text_clear(&temporary);
    snprintf(inner, sizeof inner, "%s/report.html", target);
    contains(inner, round ? "new" : "old");
    snprintf(inner, sizeof inner, "%s/csv", target);
    assert_int_equal(entries(inner), 1);
    assert_int_equal(entries(p->folder), 1);
  }
  qn_folder_remove(target);
  assert_false(qn_path_exists(target));
  qn_folder_remove(target);
}

static void folders_that_cannot_be_are_errors(void **state) {
  const place *p = *state;
  qn_findings *list = qn_findings_new();
  qn_text temporary = {0};
  char missing[96];
  snprintf(missing, sizeof missing, "%s/no/plan", p->folder);
  assert_int_equal(qn_folder_begin(&temporary, missing, list), QN_EIO);
  assert_int_equal(qn_folder_commit(missing, p->path, list), QN_EIO);
  assert_int_equal(qn_findings_count(list), 2);
  qn_text_clear(&temporary);
  qn_findings_free(list);
}

/* A link inside is removed, not followed. */
static void removing_does_not_follow_links(void **state) {
  const place *p = *state;
  char folder[96], link[128];
  snprintf(folder, sizeof folder, "%s/old", p->folder);
  snprintf(link, sizeof link, "%s/link", folder);
  assert_int_equal(qn_file_write(p->path, "kept", 4, NULL), QN_OK);
  assert_int_equal(mkdir(folder, 0755), 0);
  assert_int_equal(symlink(p->folder, link), 0);
  qn_folder_remove(folder);
  assert_false(qn_path_exists(folder));
  contains(p->path, "kept");
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_place, drop_place)
  const struct CMUnitTest tests[] = {
      TEST(writes_and_reads_back),          TEST(refuses_what_it_cannot_read),
      TEST(refuses_what_it_cannot_write),   cmocka_unit_test(joins_paths),
      TEST(folders_come_into_place),        TEST(folders_that_cannot_be_are_errors),
      TEST(removing_does_not_follow_links),
  };
  return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
