/* The rows of the tables that explain a plan: what is kept so that it can be asked later (choices,
 * row prices), and the answers (ways of a unit, rules, what two plans differ in). Declarations in
 * why_tables.c. */
#ifndef QN_RESULT_WHY_TABLES_H
#define QN_RESULT_WHY_TABLES_H
#include "table/schema.h"

typedef struct {
  const char *kind;
  int row;
  const char *id;
  const char *option;
  int season;
  int retrofit;
  int interim;
  double share;
} qn_choice_row;

typedef struct {
  int row;
  const char *family;
  int of;
  int season;
  double price_cny;
  const char *name;
} qn_row_price;

typedef struct {
  const char *unit;
  int rank;
  const char *mode;
  const char *mode_name;
  int season;
  int retrofit;
  int interim;
  double share;
  double own_cny;
  double household_cny;
  double company_cny;
  double central_cny;
  double province_cny;
  double prefecture_cny;
  double county_cny;
  double other_cny;
  double limits_cny;
  double together_cny;
  double margin_cny;
} qn_way_row;

typedef struct {
  const char *unit;
  int rank;
  const char *family;
  const char *name;
  int season;
  double take;
  double chosen_take;
  const char *unit_of;
  double price_cny;
  double charge_cny;
} qn_way_take_row;

typedef struct {
  const char *unit;
  int rank;
  const char *kind;
  const char *name;
  int season;
  double from_value;
  double to_value;
  const char *unit_of;
} qn_way_flip_row;

typedef struct {
  const char *family;
  const char *id;
  const char *name;
  int season;
  double limit;
  const char *unit;
  double price_cny;
  double worth_cny;
  double difference_cny;
  double least_cny;
  double most_cny;
  double households;
  double coal_t;
  const char *words;
} qn_rule_cost;

typedef struct {
  const char *unit;
  const char *name;
  const char *county;
  double households;
  const char *mode_a;
  const char *mode_b;
  int season_a;
  int season_b;
  int retrofit_a;
  int retrofit_b;
  double cost_a_cny;
  double cost_b_cny;
  double invest_a_cny;
  double invest_b_cny;
  const char *reason_a;
  const char *reason_b;
} qn_unit_change;

typedef struct {
  const char *side;
  const char *folder;
} qn_compared;

typedef struct {
  const char *kind;
  const char *of;
  const char *item;
  const char *unit;
  double a;
  double b;
  double difference;
} qn_sum_change;

typedef struct {
  const char *family;
  const char *id;
  const char *name;
  const char *area_name;
  int season;
  const char *unit;
  double limit_a;
  double limit_b;
  double slack_a;
  double slack_b;
  double price_a_cny;
  double price_b_cny;
  const char *words;
} qn_limit_change;

extern const qn_table qn_choices_table, qn_row_prices_table, qn_ways_table, qn_way_takes_table,
    qn_way_flips_table, qn_rule_costs_table, qn_unit_changes_table, qn_sum_changes_table,
    qn_limit_changes_table, qn_compared_table;

#endif
