/* The rows of the tables that say what is shared and what must hold: sources, projects, supplies,
 * trunks, targets, budgets. Declarations in system.c. */
#ifndef QN_CASE_SYSTEM_H
#define QN_CASE_SYSTEM_H
#include "case/choices.h"
#include "table/schema.h"

enum qn_option_kind { QN_OPTION_ULTRA_LOW, QN_OPTION_MERGE, QN_OPTION_FUEL, QN_OPTION_CLOSE };
enum qn_role { QN_ROLE_LIMIT, QN_ROLE_FEEDER, QN_ROLE_SOURCE, QN_ROLE_STORAGE };
enum qn_metric {
  QN_CLEAN_RATE_AREA,
  QN_CLEAN_RATE_HOUSEHOLDS,
  QN_CLEAN_AREA,
  QN_CLEAN_HOUSEHOLDS,
  QN_MODE_AREA,
  QN_MODE_HOUSEHOLDS,
  QN_UPGRADED_HOUSEHOLDS,
  QN_RETROFIT_AREA,
  QN_COAL_REMOVED,
  QN_EMISSION,
  QN_CLOSED_TPH,
  QN_ULTRA_LOW_TPH,
  QN_PIPE_KM,
  QN_STATIONS
};
enum qn_counting { QN_STOCK, QN_ADDED };
enum qn_sense { QN_AT_LEAST, QN_AT_MOST, QN_EQUAL };

typedef struct {
  const char *id, *name, *area, *network, *mode, *carrier;
  int i_area, i_mode, i_carrier;
  double efficiency, om_cny_gj, boiler_tph, size_tph, largest_kw;
  int year_built, state, keep_until, sector;
  double lon, lat;
  const char *source;
} qn_heat_source;

typedef struct {
  const char *heat_source, *zone, *building_class;
  int i_source, i_zone, i_class;
  double area_m2, households;
  const char *source;
} qn_source_area;

typedef struct {
  const char *heat_source, *option;
  int i_source, kind;
  const char *receiver, *carrier, *mode;
  int i_receiver, i_carrier, i_mode;
  double efficiency, om_cny_gj, invest_cny, life_a, capacity_kw;
  int payer, state, earliest, latest;
  const char *source, *source_year, *sure;
} qn_source_option;

typedef struct {
  const char *id, *name, *kind, *area, *supply;
  int i_area, i_supply;
  double adds_peak, adds_annual;
  int earliest, latest, is_fixed;
  double cost_cny, life_a, om_cny;
  int payer;
  double km, stations;
  const char *owner, *state, *source;
} qn_project;

typedef struct {
  const char *id, *name, *area, *carrier;
  int i_area, i_carrier, role;
  double peak, annual, base_peak, base_annual;
  double module_peak, module_annual, module_cost_cny, module_life_a;
  int module_most, payer;
  double duty_days, duty_share;
  const char *source, *sure;
} qn_supply;

typedef struct {
  const char *supply;
  int i_supply, year;
  double peak, annual, base_peak, base_annual;
  const char *source;
} qn_supply_year;

typedef struct {
  const char *supply;
  int i_supply;
  double up_to, price_added_cny;
  const char *source;
} qn_supply_step;

typedef struct {
  const char *area, *network;
  int i_area, is_built, earliest;
  double cost_cny, life_a;
  int payer;
  const char *source;
} qn_trunk;

typedef struct {
  const char *id, *name, *area, *excluded, *zone, *modes, *pollutant;
  int i_area, i_zone, i_pollutant;
  qn_links l_excluded, l_modes;
  int kind, terrain, date, metric, counting, since_year, sense;
  double value;
  const char *unit;
  double tolerance;
  int rule;
  double price_cny; /* per unit of the metric missed */
  const char *words, *source;
} qn_target;

typedef struct {
  const char *id;
  int payer;
  const char *area;
  int i_area, year;
  double money_cny;
  int carries, rule;
  double price_cny;
  const char *source;
} qn_budget;

typedef struct {
  const char *id, *area, *modes;
  int i_area, year;
  qn_links l_modes;
  double households;
  int rule;
  double price_cny;
  const char *source;
} qn_build_limit;

extern const qn_table qn_sources_table, qn_source_areas_table, qn_source_options_table,
    qn_projects_table, qn_supplies_table, qn_supply_years_table, qn_supply_steps_table,
    qn_trunks_table, qn_targets_table, qn_budgets_table, qn_build_limits_table;

#endif
