/* A writer that is killed, or whose disk is full, leaves the old result or the new one. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "sample.h"
#include "table/template.h"

enum { MANY = 1500 };

static char *folder;
static unit_row rows[MANY];
static char ids[MANY][8];

static int prepare(void **state) {
  (void)state;
  folder = new_folder();
  for (int i = 0; i < MANY; i++) {
    snprintf(ids[i], sizeof *ids, "u%05d", i);
    rows[i] = (unit_row){.id = ids[i], .area = "150502", .area_m2 = i, .share = 0.1, .year = 2025};
  }
  return 0;
}

static int clean(void **state) {
  (void)state;
  qn_folder_remove(folder);
  free(folder);
  return 0;
}

/* The units, all with so many households. */
static qn_status write_units(const char *place, int households, qn_findings *findings) {
  for (int i = 0; i < MANY; i++) rows[i].households = households;
  const qn_rows units = {.table = &units_table, .at = rows, .count = MANY};
  return qn_store_write(place, &units, 1, 1, findings);
}

/* What stands at place: the households, -1 when it cannot be read or is not whole. */
static int households_at(const char *place) {
  qn_arena *arena = qn_arena_new();
  qn_store *store = NULL;
  qn_rows read = {0};
  int found = -1;
  if (!qn_store_open(&store, place, NULL) &&
      !qn_table_read(&read, &units_table, store, arena, NULL) && read.count == MANY) {
    const unit_row *units = read.at;
    found = units[0].households;
    for (size_t i = 1; i < read.count; i++)
      if (units[i].households != found) found = -1;
  }
  qn_store_close(store);
  qn_arena_free(arena);
  return found;
}

static const char *const places[] = {"killed", "killed.xlsx", "killed.gpkg"};

/* Killed after so many microseconds, the longer the later in its work. */
static void killed_while_it_writes(void **state) {
  (void)state;
  for (size_t p = 0; p < 3; p++) {
    char *place = in_folder(folder, places[p]);
    assert_int_equal(write_units(place, 0, NULL), QN_OK);
    for (int i = 1; i <= 8; i++) {
      const int before = households_at(place);
      const pid_t child = fork();
      if (child == 0) {
        write_units(place, i, NULL);
        _exit(0);
      }
      usleep((useconds_t)(i * 4000));
      kill(child, SIGKILL);
      waitpid(child, NULL, 0);
      const int after = households_at(place);
      if (after < 0 || (after != before && after != i))
        fail_msg("%s: %d after %d", places[p], after, i);
    }
    free(place);
  }
}

/* Writes in a process that may make files of at most limit bytes; the status it got. */
static qn_status write_below(rlim_t limit, const char *place, bool is_template) {
  const pid_t child = fork();
  if (child == 0) {
    static const qn_table *const tables[] = {&units_table, &areas_table};
    qn_findings *findings = qn_findings_new();
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, limit});
    fclose(stderr); /* libxlsxwriter complains there */
    const qn_status s = is_template ? qn_template_write(place, tables, 2, 1, findings)
                                    : write_units(place, 2, findings);
    const bool told = qn_findings_count_of(findings, QN_ERROR) > 0;
    qn_findings_free(findings);
    _exit(told == (s != QN_OK) ? (int)s : 99);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  return (qn_status)WEXITSTATUS(status);
}

static void disk_full(void **state) {
  static const rlim_t limits[] = {0, 2000, 40000, 90000};
  (void)state;
  for (size_t p = 0; p < 3; p++) {
    char *place = in_folder(folder, places[p]);
    assert_int_equal(write_units(place, 1, NULL), QN_OK);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
      const qn_status s = write_below(limits[i], place, false);
      if (s != QN_EIO && s != QN_OK) fail_msg("%s: status %d", places[p], s);
      const int found = households_at(place);
      if (found != (s ? 1 : 2))
        fail_msg("%s, %d bytes: status %d, %d", places[p], (int)limits[i], s, found);
      if (!s) assert_int_equal(write_units(place, 1, NULL), QN_OK);
    }
    CHECK(write_below(1000, place, false) == QN_EIO, places[p]);
    free(place);
  }
  char *book = in_folder(folder, "template.xlsx");
  assert_int_equal(write_below(4000, book, true), QN_EIO);
  assert_false(qn_path_exists(book));
  free(book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(killed_while_it_writes),
      cmocka_unit_test(disk_full),
  };
  return cmocka_run_group_tests_name("crash", tests, prepare, clean);
}
