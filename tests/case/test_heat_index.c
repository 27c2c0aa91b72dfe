/* What the index says, against looking through the whole tables. */
#include <stdio.h>
#include <string.h>

#include "case/case.h"
#include "check.h"

static void check_supplies(const qn_case *c) {
  for (int k = 0; k < c->n_sources; k++) {
    int supply = -1;
    for (int i = 0; i < c->n_supplies; i++)
      if (c->supplies[i].role == QN_ROLE_SOURCE && !strcmp(c->supplies[i].id, c->sources[k].id))
        supply = i;
    assert_int_equal(c->heat.supply_of_source[k], supply);
    if (supply >= 0) assert_int_equal(c->heat.source_of_supply[supply], k);
  }
}

static void check_networks(const qn_case *c, const char *name, int network) {
  int at = c->heat.first_in_network[network], n = 0;
  for (int k = 0; k < c->n_sources; k++) {
    const int is_in = !strcmp(c->sources[k].network, name);
    assert_true(is_in == (c->heat.network_of_source[k] == network));
    if (!is_in) continue;
    assert_int_equal(at, k);
    at = c->heat.next_in_network[at];
    n++;
  }
  assert_int_equal(at, -1);
  assert_int_equal(c->heat.network_size[network], n);
}

static void check_options(const qn_case *c, int source) {
  int option = c->heat.first_option[source], merge = c->heat.first_merge[source];
  for (int o = 0; o < c->n_source_options; o++) {
    const qn_source_option *row = &c->source_options[o];
    if (row->i_source == source) {
      assert_int_equal(option, o);
      option = c->heat.next_option[option];
    }
    if (row->kind == QN_OPTION_MERGE && row->i_receiver == source) {
      assert_int_equal(merge, o);
      merge = c->heat.next_merge[merge];
    }
  }
  assert_int_equal(option, -1);
  assert_int_equal(merge, -1);
}

static void knows_what_belongs_together(void **state) {
  (void)state;
  static const char *const places[] = {"examples/tongliao-2025", "examples/jinan-2022",
                                       "examples/harbin-2021"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    qn_case *c;
    char place[512];
    snprintf(place, sizeof place, "%s/%s", QN_SOURCE_DIR, places[i]);
    assert_int_equal(qn_case_read(&c, place, NULL), QN_OK);
    assert_true(c->n_sources > 0 && c->n_trunks > 0);
    check_supplies(c);
    for (int k = 0; k < c->n_sources; k++) {
      check_networks(c, c->sources[k].network, c->heat.network_of_source[k]);
      check_options(c, k);
    }
    for (int t = 0; t < c->n_trunks; t++)
      check_networks(c, c->trunks[t].network, c->heat.network_of_trunk[t]);
    qn_case_free(c);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(knows_what_belongs_together)};
  return cmocka_run_group_tests_name("heat index", tests, NULL, NULL);
}
