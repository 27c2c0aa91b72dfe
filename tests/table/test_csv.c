#include "sample.h"

static const char areas[] =
    "代码,名称,上级代码,级别\n150500,通辽市,,地级市\n150502,科尔沁区,150500,\n"
    "150521,科尔沁左翼中旗,通辽市,县\n";

static void reads_what_clerks_write(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "units.csv",
           "编号,村名,所属乡镇,面积（万m²）,户数,低收入比例(%),开放,开工日期,年份,可用方式,序号\n"
           "1,甲,科尔沁区,3.2,\"1,234\",25,是,2025年11月15日,2025-2026,热泵；gas1,1\n\n"
           "2,乙,0150502, ５．１ ,１２３,,否,45976,2025,,2\n");
  put_file(r.folder, "取暖方式.csv", "id;name;family\nhp;热泵一;pump\ngas1;壁挂炉;燃气\n");
  assert_int_equal(read_region(&r), QN_OK);
  check_told(&r, "warning units.csv:4 area: read as 150502: leading zeros differ [0150502]\n");
  const area_row *a = r.rows[0].at;
  const unit_row *u = r.rows[1].at;
  assert_int_equal(r.rows[0].count, 3);
  assert_int_equal(a[0].i_parent, -1);
  assert_int_equal(a[1].i_parent, 0);
  assert_string_equal(a[2].parent, "150500");
  assert_int_equal(a[1].level, 2);
  assert_int_equal(r.rows[1].count, 2);
  assert_int_equal(r.rows[1].line[1], 4);
  assert_string_equal(u[0].area, "150502");
  assert_int_equal(u[0].i_area, 1);
  assert_int_equal(u[1].i_area, 1);
  assert_true(u[0].area_m2 == 32000 && u[1].area_m2 == 51000);
  assert_true(u[0].share == 0.25 && u[1].share == 0.1);
  assert_int_equal(u[0].households, 1234);
  assert_int_equal(u[1].households, 123);
  assert_true(u[0].is_open == 1 && u[1].is_open == 0);
  assert_int_equal(u[0].opened, 20251115);
  assert_int_equal(u[1].opened, 20251115);
  assert_int_equal(u[0].year, 2025);
  assert_string_equal(u[0].modes, "pump;gas1");
  assert_int_equal(u[0].l_modes.count, 2);
  assert_int_equal(u[0].l_modes.at[1], 1);
  close_region(&r);
}

static void finds_every_error_in_one_run(void **state) {
  (void)state;
  region r = {.folder = new_folder()};
  put_file(r.folder, "areas.csv", areas);
  put_file(r.folder, "units.csv",
           "编号,名称,行政区,面积（kW）,户数,开放,开工日期,年份,可用方式,面机\n"
           "1,甲,150502,x,10,是,,,锅炉,\n"
           "2,乙,150502,1,1.5,hm,2025/2/30,1999,,3,7\n"
           "2,丙,科尔沁,1,-1,,,,,,\n");
  put_file(r.folder, "modes.csv", "id,name,family\nhp,热泵一,热本\ngas2,炉,燃气\n");
  assert_int_equal(read_region(&r), QN_EINPUT);
  check_told(
      &r,
      "error units.csv:1 area_m2: the unit in the header does not fit: expected one of m2 [kW]\n"
      "warning units.csv:1 面机: unknown column, not read [面机] -> 取暖面积\n"
      "error units.csv:2 area_m2: expected a number in m2 [x]\n"
      "error units.csv:3 households: expected a whole number [1.5]\n"
      "error units.csv:3 is_open: expected yes or no (是 or 否) [hm]\n"
      "error units.csv:3 opened: expected a date such as 2025-11-15 [2025/2/30]\n"
      "error units.csv:3 year: expected a year from 2000 to 2100 [1999]\n"
      "error units.csv:3 : cell 11 of the row stands under no header [7]\n"
      "error units.csv:4 households: expected 0 to 1000000 户 [-1]\n"
      "error modes.csv:2 family: expected one of: pump 热泵, gas 燃气, coal 燃煤 [热本] -> 热泵\n"
      "error units.csv:4 id: the key stands already in row 3 [2]\n"
      "error units.csv:4 area: refers to nothing: expected a value of areas.code [科尔沁] -> "
      "科尔沁区\n"
      "error units.csv:2 modes: refers to nothing: expected a value of modes.id [锅炉] -> 炉\n");
  assert_int_equal(r.rows[1].count, 3);
  close_region(&r);
}

/* What is written reads back the same, in either language. */
static void writes_what_it_reads(void **state) {
  (void)state;
  for (int english = 0; english < 2; english++) {
    region r = {.folder = new_folder()}, again = {0};
    put_file(r.folder, "areas.csv", areas);
    put_file(
        r.folder, "units.csv",
        "id,name,area,area_m2,opened,modes\n01,\"'=甲,\"\"乙\"\"\",150502,0.1,2025-11-15,hp\n");
    put_file(r.folder, "modes.csv", "id,name,family\nhp,热泵一,热泵\n");
    assert_int_equal(read_region(&r), QN_OK);
    again.folder = in_folder(r.folder, "out");
    assert_int_equal(qn_store_write(again.folder, r.rows, 3, english, r.findings), QN_OK);
    assert_int_equal(read_region(&again), QN_OK);
    const unit_row *u = r.rows[1].at, *v = again.rows[1].at;
    assert_string_equal(u->name, "=甲,\"乙\"");
    assert_string_equal(v->name, u->name);
    assert_string_equal(v->id, "01");
    assert_true(v->area_m2 == 0.1 && v->opened == 20251115 && v->i_area == 1);
    close_region(&again);
    close_region(&r);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_clerks_write),
      cmocka_unit_test(finds_every_error_in_one_run),
      cmocka_unit_test(writes_what_it_reads),
  };
  return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
