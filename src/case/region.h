/* The rows of the tables that say what a region is: settings, areas, zones, what uses heat, its
 * climate. One struct a table; its declaration (headers, units, ranges, words) stands in region.c.
 */
#ifndef QN_CASE_REGION_H
#define QN_CASE_REGION_H
#include "table/schema.h"

enum qn_objective { QN_SOCIAL, QN_PUBLIC, QN_HOUSEHOLD, QN_WEIGHTED };
enum qn_service { QN_EQUAL_SERVICE, QN_ACTUAL_SERVICE };
enum qn_rule { QN_HARD, QN_PRICED, QN_REPORTED };
enum qn_level { QN_PROVINCE, QN_PREFECTURE, QN_COUNTY, QN_TOWNSHIP };
enum qn_unit_kind {
  QN_VILLAGE,
  QN_COMMUNITY,
  QN_PUBLIC_FACILITY,
  QN_NEW_COMMUNITY,
  QN_DEVELOPMENT,
  QN_WHOLE_TOWNSHIP /* its villages or communities together */
};
enum qn_terrain { QN_PLAIN, QN_HILL, QN_MOUNTAIN };
enum qn_area_basis { QN_BUILDING, QN_HEATED, QN_USABLE, QN_SUPPLIED, QN_CONNECTED };

/* One row: the keys of table settings (key, value, unit, note) are the columns of this struct. */
typedef struct {
  const char *name;
  int base_year, horizon, evaluation_seasons;
  double discount_rate;
  int price_year, objective, service;
  double service_factor;
  const char *interim_mode;
  int i_interim_mode;
  int burden_rule;
  double burden_limit, burden_price_cny;
  double reserve, power_factor, extra_mode_price_cny, standby_share;
  int n_minus_1;
  double accident_share_mild, accident_share_cold, accident_share_severe, room_m2;
  double load_start_kgce_m2, low_income_ratio;
  const char *language, *source;
} qn_settings;

typedef struct {
  const char *code, *name;
  int level;
  const char *parent;
  int i_parent;
  const char *station;
  int i_station;
  double lon, lat;
  const char *source;
} qn_area;

typedef struct {
  const char *id, *name;
  int is_urban;
  double peak_factor; /* of the design load in a design-day power or gas need; never below kappa */
  double combined_w_m2; /* heat index that the plan prints for the whole zone, for comparison */
  const char *source, *source_year, *sure;
} qn_zone;

typedef struct {
  const char *id, *name, *area, *zone;
  int i_area, i_zone;
  int kind;
  double households, households_registered, households_resident;
  int area_basis;
  const char *present_mode, *present_source;
  int i_present_mode, i_present_source;
  double heat_distance_m, gas_distance_m;
  const char *feeder;
  int i_feeder;
  double income_cny, low_income_share, straw_share;
  int terrain, first_year, demolition_year, is_divisible;
  const char *modes_allowed, *modes_forbidden, *fixed_mode;
  qn_links l_allowed, l_forbidden;
  int i_fixed_mode, fixed_year;
  double lon, lat;
  const char *source;
} qn_unit_row;

typedef struct {
  const char *unit, *building_class;
  int i_unit, i_class;
  double area_m2;
  const char *source;
} qn_unit_area;

typedef struct {
  const char *unit, *building_class;
  int i_unit, i_class, year;
  double added_m2, removed_m2, added_households;
  const char *source;
} qn_unit_year;

typedef struct {
  const char *id, *name;
  double q_w_m2, u_w_m2k, indoor_degc, heated_share, kappa_now;
  int end_system;
  const char *source, *source_year, *sure;
} qn_building_class;

/* How an area basis counts: as building area (times the heated share) or as heated area. */
enum qn_counts_as { QN_COUNTS_AS_BUILDING, QN_COUNTS_AS_HEATED };
typedef struct {
  int basis, counts_as;
  double factor; /* m2 that one m2 of the basis counts as */
  const char *source, *source_year, *sure;
} qn_area_base;

/* A printed heat use that the model's is compared with; one of the two values is given. */
enum qn_scope { QN_SCOPE_ALL, QN_SCOPE_RURAL, QN_SCOPE_URBAN, QN_SCOPE_NETWORK };
typedef struct {
  const char *id, *name;
  int scope;
  double kgce_m2, gj_m2;
  const char *source, *source_year, *sure;
} qn_benchmark;

typedef struct {
  const char *building_class;
  int i_class, level;
  const char *name;
  double saving, cost_cny_m2, cost_cny_household, life_a;
  int payer;
  const char *source, *source_year, *sure;
} qn_retrofit;

typedef struct {
  const char *id, *name;
  double lon, lat, design_degc;
  const char *season_start, *season_end; /* MM-DD */
  double season_days, season_degc;       /* statutory; missing ones follow from the code's */
  double code_days, code_degc;
  double beyond_degc; /* mean of the statutory days beyond the code's */
  const char *hourly_file, *source, *source_year, *sure;
} qn_station;

typedef struct {
  const char *id, *name, *value, *unit, *qualifier, *source, *formula;
} qn_statement;

/* A step of every year's work, with its days as MM-DD. */
typedef struct {
  const char *id, *name, *name_en, *from_day, *to_day, *words, *words_en;
  const char *source, *source_year, *sure;
} qn_calendar_step;

extern const qn_table qn_settings_table, qn_areas_table, qn_zones_table, qn_units_table,
    qn_unit_areas_table, qn_unit_years_table, qn_building_classes_table, qn_retrofits_table,
    qn_climate_table, qn_statements_table, qn_area_bases_table, qn_benchmarks_table,
    qn_calendar_steps_table;

#endif
