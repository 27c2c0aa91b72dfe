#include "plan/tables.h"

#include <string.h>

#include "check.h"
#include "plan/tabled.h"

/* Relative room for sums in another order. */
static const double SUMMED = 1e-9;

static const char *const payers[QN_PAYERS] = {"household", "company",    "central",
                                              "province",  "prefecture", "county"};

/* Investment of a season by all and by what each puts up: equal sums. */
static void check_sums(const tabled *t, const char *name) {
  const qn_rows *items = tabled_rows(t, &qn_investment_table);
  const qn_rows *funds = tabled_rows(t, &qn_funds_table);
  const qn_settings *g = &t->region->settings;
  for (int year = g->base_year + 1; year <= g->horizon; year++) {
    double invested = 0, raised = 0;
    for (size_t i = 0; i < items->count; i++) {
      const qn_investment_row *row = qn_row(items, i);
      if (row->season == year) invested += row->money_cny;
    }
    for (size_t i = 0; i < funds->count; i++) {
      const qn_fund_row *row = qn_row(funds, i);
      if (row->season == year) raised += row->invest_cny + row->subsidy_cny;
    }
    CHECK(fabs(invested - raised) <= SUMMED * fmax(1, invested), name);
  }
}

static void investment_is_raised(void **state) {
  (void)state;
  tabled_each(check_sums);
}

/* What a payer pays in a season is what the verifier found. */
static void check_paid(const tabled *t, const char *name) {
  const qn_rows *funds = tabled_rows(t, &qn_funds_table);
  const qn_settings *g = &t->region->settings;
  double all = 0;
  for (int j = 0; j < g->horizon - g->base_year; j++)
    for (int p = 0; p < QN_PAYERS; p++) {
      const double want = t->plan->verdict.paid[j * QN_PAYERS + p];
      double paid = 0;
      for (size_t i = 0; i < funds->count; i++) {
        const qn_fund_row *row = qn_row(funds, i);
        if (row->season == g->base_year + 1 + j && !strcmp(row->payer, payers[p]))
          paid += row->invest_cny + row->subsidy_cny + row->running_subsidy_cny;
      }
      CHECK(fabs(paid - want) <= SUMMED * fmax(1, fabs(want)), name);
      all += paid;
    }
  CHECK(all >= 0, name);
}

static void payers_pay_what_the_verifier_says(void **state) {
  (void)state;
  tabled_each(check_paid);
}

/* Investment before subsidies falls on whom the rows name: no row is double, none is empty. */
static void check_rows(const tabled *t, const char *name) {
  const qn_rows *rows = tabled_rows(t, &qn_investment_table);
  for (size_t i = 0; i < rows->count; i++) {
    const qn_investment_row *a = qn_row(rows, i);
    CHECK(a->money_cny > 0 && a->item && *a->item, name);
    for (size_t k = 0; k < i; k++) {
      const qn_investment_row *b = qn_row(rows, k);
      CHECK(strcmp(a->item, b->item) || a->mode != b->mode || a->area != b->area ||
                a->season != b->season || strcmp(a->payer, b->payer),
            name);
    }
  }
}

static void rows_are_single(void **state) {
  (void)state;
  tabled_each(check_rows);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(investment_is_raised),
      cmocka_unit_test(payers_pay_what_the_verifier_says),
      cmocka_unit_test(rows_are_single),
  };
  return cmocka_run_group_tests_name("tables of money", tests, NULL, NULL);
}
