/* wraps: write fsync rename renameat2 close fchmod */
/* What stands in a file after the process died, or the disk refused, at each step of a write. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"

/* left: system calls before the fault, -1 none; dies: the process ends there, else ENOSPC. */
static volatile struct {
  long left;
  bool dies, struck;
} fault = {.left = -1};

static bool strikes(void) {
  if (fault.left != 0) {
    fault.left -= fault.left > 0;
    return false;
  }
  fault.left = -1;
  fault.struck = true;
  if (fault.dies) _exit(9);
  errno = ENOSPC;
  return true;
}

ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length) {
  /* In two pieces, so that there is a half-written state to die in. */
  return strikes() ? -1 : __real_write(fd, bytes, length > 1 ? length / 2 : length);
}
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd) {
  return strikes() ? -1 : __real_fsync(fd);
}
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd) {
  const bool struck = strikes();
  const int s = __real_close(fd);
  return struck ? -1 : s;
}
int __real_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode) {
  return strikes() ? -1 : __real_fchmod(fd, mode);
}
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to) {
  return strikes() ? -1 : __real_rename(from, to);
}
int __real_renameat2(int a, const char *from, int b, const char *to, unsigned flags);
int __wrap_renameat2(int a, const char *from, int b, const char *to, unsigned flags);
int __wrap_renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  return strikes() ? -1 : __real_renameat2(a, from, b, to, flags);
}

static char root[64], path[96], folder[96], inner[128];

static int make_root(void **state) {
  (void)state;
  strcpy(root, "/tmp/qn-faults-XXXXXX");
  if (!mkdtemp(root)) return -1;
  snprintf(path, sizeof path, "%s/file", root);
  snprintf(folder, sizeof folder, "%s/plan", root);
  snprintf(inner, sizeof inner, "%s/report", folder);
  return 0;
}

static int drop_root(void **state) {
  (void)state;
  qn_folder_remove(root);
  return 0;
}

static qn_status write_file(const char *bytes, qn_findings *findings) {
  return qn_file_write(path, bytes, strlen(bytes), findings);
}

static qn_status write_folder(const char *bytes, qn_findings *findings) {
  qn_text temporary = {0}, name = {0};
  qn_status s = qn_folder_begin(&temporary, folder, findings);
  if (!s) s = qn_path_join(&name, temporary.bytes, "report");
  if (!s) s = qn_file_write(name.bytes, bytes, strlen(bytes), findings);
  if (!s) s = qn_folder_commit(temporary.bytes, folder, findings);
  if (s && temporary.bytes) qn_folder_remove(temporary.bytes);
  qn_text_clear(&name);
  qn_text_clear(&temporary);
  return s;
}

static bool holds(const char *at, const char *expected) {
  qn_text text = {0};
  const bool same = !qn_file_read(&text, at, 0, NULL) && !strcmp(qn_text_str(&text), expected);
  qn_text_clear(&text);
  return same;
}

typedef qn_status writer(const char *bytes, qn_findings *findings);

/* Lets a child write and die at its n-th system call; true while it died before the end. */
static bool dies_at(writer *write_it, long n) {
  const pid_t child = fork();
  if (!child) {
    fault.left = n;
    fault.dies = true;
    _exit(write_it("the new and longer result", NULL) ? 1 : 0);
  }
  int status = 0;
  assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
  assert_true(WEXITSTATUS(status) == 9 || WEXITSTATUS(status) == 0);
  return WEXITSTATUS(status) == 9;
}

static void killed_leaves_old_or_new(writer *write_it, const char *at) {
  bool died = true;
  long n = 0;
  for (; died; n++) {
    fault.left = -1;
    assert_int_equal(write_it("old", NULL), QN_OK);
    died = dies_at(write_it, n);
    assert_true(holds(at, "the new and longer result") || (died && holds(at, "old")));
  }
  assert_true(n > 4);
}

static void a_killed_write_leaves_the_old_file_or_the_new(void **state) {
  (void)state;
  killed_leaves_old_or_new(write_file, path);
}

static void a_killed_commit_leaves_the_old_folder_or_the_new(void **state) {
  (void)state;
  killed_leaves_old_or_new(write_folder, inner);
}

/* A full disk: the old result stays, nothing temporary is left, the finding names the place. */
static void a_full_disk_is_an_error(void **state) {
  (void)state;
  writer *const writers[] = {write_file, write_folder};
  const char *const at[] = {path, inner};
  for (size_t i = 0; i < 2; i++) {
    bool struck = true;
    for (long n = 0; struck; n++) {
      fault.left = -1;
      assert_int_equal(writers[i]("old", NULL), QN_OK);
      qn_findings *list = qn_findings_new();
      fault.left = n;
      fault.struck = fault.dies = false;
      const qn_status s = writers[i]("the new and longer result", list);
      struck = fault.struck;
      fault.left = -1;
      /* Only a folder's files, opened to be synced, may fail to close without harm. */
      assert_true(s == (struck ? QN_EIO : QN_OK) || (s == QN_OK && writers[i] == write_folder));
      assert_true(holds(at[i], s ? "old" : "the new and longer result"));
      assert_int_equal(qn_findings_count(list), s ? 1 : 0);
      if (s) assert_non_null(strstr(qn_findings_at(list, 0)->args[0].as.text, root));
      if (s) assert_string_equal(qn_findings_at(list, 0)->args[1].as.text, strerror(ENOSPC));
      qn_findings_free(list);
    }
  }
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, make_root, drop_root)
  const struct CMUnitTest tests[] = {
      TEST(a_killed_write_leaves_the_old_file_or_the_new),
      TEST(a_killed_commit_leaves_the_old_folder_or_the_new),
      TEST(a_full_disk_is_an_error),
  };
  return cmocka_run_group_tests_name("file faults", tests, NULL, NULL);
}
