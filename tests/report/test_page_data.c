/* What stands in the page: by hand, character by character, so that web/src/packed.ts and ways.ts
 * have a contract to be held against. */
#include "report/page_data.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "result/plan_tables.h"
#include "result/why_tables.h"

typedef struct {
  const char *name, *code, *none;
  int count, flag;
  double real;
} sample;

#define T sample
#define SAMPLE(member, kind_) \
  { .name = #member, .kind = kind_, .offset = offsetof(T, member) }
static const qn_column sample_columns[] = {
    SAMPLE(name, QN_TEXT), SAMPLE(code, QN_CODE), SAMPLE(none, QN_TEXT),
    SAMPLE(count, QN_INT), SAMPLE(flag, QN_BOOL), SAMPLE(real, QN_REAL),
};
static const qn_table sample_table = {.name = "sample",
                                      .columns = sample_columns,
                                      .n_column = QN_COLUMN_COUNT(sample_columns),
                                      .row_size = sizeof(sample)};

static char *data_of(const qn_rows *tables, size_t n, const qn_page_ways *ways) {
  qn_text text = {0};
  const qn_rows run = {.table = &sample_table};
  const qn_page page = {.run = &run, .tables = tables, .n = n, .ways = ways};
  assert_int_equal(qn_page_data(&text, &page), QN_OK);
  return qn_text_take(&text);
}

/* Words that come twice on average are numbered, codes that differ are not; what all rows share is
 * told once; a column without values is left out; nine digits. */
static void columns_are_short(void **state) {
  (void)state;
  sample rows[] = {{"a<b", "1", NULL, 7, 1, 0.1},
                   {"c", "2", NULL, 7, 0, 12345.678912345},
                   {NULL, "3", NULL, 7, 1, NAN},
                   {"a<b", "4", NULL, 7, 0, -2e9}};
  const qn_rows table = {.table = &sample_table, .at = rows, .count = 4};
  char *data = data_of(&table, 1, NULL);
  assert_string_equal(data,
                      "{\"format\":2,\n\"run\":{\"count\":0,\"columns\":{}},\n\"tables\":{\n"
                      "\"sample\":{\"count\":4,\"columns\":{"
                      "\"name\":{\"words\":[\"a\\u003cb\",\"c\"],\"at\":[0,1,null,0]},\n"
                      "\"code\":[\"1\",\"2\",\"3\",\"4\"],\n"
                      "\"count\":{\"all\":7},\n"
                      "\"flag\":[true,false,true,false],\n"
                      "\"real\":[0.1,12345.6789,null,-2e+09]}}},\n\"ways\":null}\n");
  free(data);
}

/* Two units; the first has a chosen way that gives to a target and a cheaper one. */
static qn_way_row ways[] = {{.unit = "u1",
                             .rank = 1,
                             .mode = "pump",
                             .mode_name = "Pump",
                             .season = 2024,
                             .retrofit = 1,
                             .share = 1,
                             .household_cny = 100.4,
                             .county_cny = -20,
                             .limits_cny = -60},
                            {.unit = "u1",
                             .rank = 3,
                             .mode = "stove",
                             .mode_name = "Stove",
                             .season = QN_NO_INT,
                             .household_cny = 90,
                             .other_cny = 0.2},
                            {.unit = "u2",
                             .rank = 1,
                             .mode = "stove",
                             .mode_name = "Stove",
                             .season = QN_NO_INT,
                             .interim = 1,
                             .share = 0.25}};
static qn_way_take_row takes[] = {{.unit = "u1",
                                   .rank = 1,
                                   .family = "target",
                                   .name = "clean",
                                   .season = 2025,
                                   .take = 10,
                                   .chosen_take = 10,
                                   .unit_of = "m2",
                                   .price_cny = 6,
                                   .charge_cny = -60},
                                  {.unit = "u1",
                                   .rank = 3,
                                   .family = "target",
                                   .name = "clean",
                                   .season = 2025,
                                   .take = 0,
                                   .chosen_take = 10,
                                   .unit_of = "m2",
                                   .price_cny = 6,
                                   .charge_cny = 0},
                                  {.unit = "u2",
                                   .rank = 1,
                                   .family = "build",
                                   .name = "work",
                                   .season = QN_NO_INT,
                                   .take = 2,
                                   .chosen_take = 2,
                                   .unit_of = "",
                                   .price_cny = 0.5,
                                   .charge_cny = 1}};
static qn_way_flip_row flips[] = {
    {.unit = "u1", .rank = 3, .kind = "cost", .from_value = 90, .to_value = 20.5, .unit_of = "CNY"},
    {.unit = "u1",
     .rank = 3,
     .kind = "carrier",
     .name = "coal",
     .from_value = 500,
     .to_value = 490,
     .unit_of = "CNY/t"},
    {.unit = "u1",
     .rank = 3,
     .kind = "limit",
     .name = "clean",
     .from_value = 6,
     .to_value = 5,
     .unit_of = "CNY/m2"}};

static void ways_are_packed(void **state) {
  (void)state;
  const qn_rows rows[] = {{.table = &qn_ways_table, .at = ways, .count = 3},
                          {.table = &qn_way_takes_table, .at = takes, .count = 3},
                          {.table = &qn_way_flips_table, .at = flips, .count = 3}};
  char *data = data_of(NULL, 0, &(qn_page_ways){&rows[0], &rows[1], &rows[2]});
  const char *got = strstr(data, "\"ways\":");
  assert_non_null(got);
  assert_string_equal(got,
                      "\"ways\":{\"modes\":[[\"pump\",\"Pump\"],\n[\"stove\",\"Stove\"]],\n"
                      "\"rules\":[[\"target\",\"clean\",2025,\"m2\",-6],\n"
                      "[\"build\",\"work\",null,\"\",0.5]],\n"
                      "\"changes\":[[\"coal\",\"CNY/t\"],\n[\"clean\",\"CNY/m2\"]],\n"
                      "\"units\":{\"u1\":\"1,0,2024,1,,1,100,,,,,-20,,-60|0:10|;"
                      "3,1,,,,,90,,,,,,,||c20.5,e0:500:490,l1:6:5\",\n"
                      "\"u2\":\"1,1,,,1,0.25,,,,,,,,|1:2|\"}}}\n");
  free(data);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_are_short),
      cmocka_unit_test(ways_are_packed),
  };
  return cmocka_run_group_tests_name("page data", tests, NULL, NULL);
}
