/* Without loss: doubles of every size and sign come back bit for bit from every format, one after
 * the other. */
#include "sample.h"

#include "base/random.h"
#include "table/store.h"

enum { ROWS = 2000 };

typedef struct {
  int id;
  double value;
} number_row;

static const qn_column number_columns[] = {
    {.name = "id",
     .zh = "编号",
     .kind = QN_INT,
     .flags = QN_KEY,
     .offset = offsetof(number_row, id),
     .en = "Id.",
     .zh_help = "编号。"},
    {.name = "value",
     .zh = "数值",
     .kind = QN_REAL,
     .offset = offsetof(number_row, value),
     .en = "Value.",
     .zh_help = "数值。"},
};
static const qn_table numbers_table = {.name = "numbers",
                                       .zh = "数",
                                       .en = "Numbers.",
                                       .zh_help = "数。",
                                       .columns = number_columns,
                                       .n_column = QN_COLUMN_COUNT(number_columns),
                                       .row_size = sizeof(number_row)};

/* Mantissas of all lengths; sizes far beyond what any quantity of the field has. */
static double draw(qn_random *r) {
  const double size = pow(10, 60 * qn_random_real(r) - 30);
  const double sign = qn_random_real(r) < 0.5 ? -1 : 1;
  const double mantissa = qn_random_real(r);
  return sign * (qn_random_real(r) < 0.2 ? floor(1e6 * mantissa) / 1e3 : mantissa * size);
}

static void comes_back(void **state) {
  static const char *const places[] = {"a", "b.xlsx", "c.gpkg", "d.xlsx", "e", "f.gpkg", "g"};
  static number_row numbers[ROWS];
  (void)state;
  qn_random r = qn_random_stream(7, "test", "exact");
  for (int i = 0; i < ROWS; i++) numbers[i] = (number_row){i + 1, draw(&r)};
  char *folder = new_folder();
  qn_rows rows = {.table = &numbers_table, .at = numbers, .count = ROWS};
  qn_arena *arena = qn_arena_new();
  for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
    char *place = in_folder(folder, places[k]);
    qn_store *store = NULL;
    qn_rows again = {0};
    CHECK(!qn_store_write(place, &rows, 1, k % 2 == 0, NULL), places[k]);
    CHECK(!qn_store_open(&store, place, NULL), places[k]);
    CHECK(!qn_table_read(&again, &numbers_table, store, arena, NULL), places[k]);
    qn_store_close(store);
    assert_int_equal(again.count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
      const number_row *row = qn_row(&again, i);
      if (memcmp(&row->value, &numbers[i].value, sizeof(double)))
        fail_msg("%s: %.17g for %.17g", places[k], row->value, numbers[i].value);
    }
    rows = again;
    free(place);
  }
  qn_arena_free(arena);
  qn_folder_remove(folder);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(comes_back)};
  return cmocka_run_group_tests_name("exact", tests, NULL, NULL);
}
