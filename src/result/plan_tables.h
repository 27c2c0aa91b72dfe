/* The rows of every output table. Declarations in plan_tables.c; the report page and the workbooks
 * read these, by their English column names. */
#ifndef QN_RESULT_PLAN_TABLES_H
#define QN_RESULT_PLAN_TABLES_H
#include "table/schema.h"

typedef struct {
  const char *id;
  const char *name_zh;
  const char *name_en;
  double value;
  double base_value;
  const char *unit;
  int is_short;
} qn_key_figure;

typedef struct {
  const char *target;
  const char *name;
  const char *area;
  const char *area_name;
  const char *zone;
  int season;
  const char *metric;
  const char *unit;
  double base_value;
  double required;
  double achieved;
  double slack;
  int is_met;
  const char *rule;
  double price_cny, charge_cny, least_makeup_cny, makeup_cny;
  const char *words;
} qn_target_met;

typedef struct {
  const char *area;
  const char *area_name;
  const char *zone;
  int season;
  double area_m2;
  double clean_m2;
  double clean_rate;
  double households;
  double clean_households;
  double required_rate;
} qn_progress_row;

typedef struct {
  const char *area;
  const char *area_name;
  int season;
  const char *mode;
  const char *mode_name;
  double units;
  double households;
  double area_m2;
  double retrofit_m2;
  double invest_cny;
} qn_task_row;

typedef struct {
  const char *area;
  const char *area_name;
  const char *zone;
  int season;
  const char *mode;
  const char *mode_name;
  const char *family;
  int is_clean;
  double area_m2;
  double households;
} qn_mix_row;

typedef struct {
  const char *kind;
  const char *id;
  const char *name;
  const char *unit;
  double prescribed;
  double cheapest;
  double difference;
} qn_mixes_row;

typedef struct {
  const char *unit;
  const char *name;
  const char *township;
  const char *township_code;
  const char *county;
  const char *county_code;
  const char *zone;
  const char *kind;
  double households;
  double area_m2;
  const char *present_mode;
  const char *present_mode_name;
  const char *mode;
  const char *mode_name;
  int season;
  int retrofit;
  const char *interim_mode;
  double share;
  int is_clean;
  double design_kw;
  double heat_gj;
  double equipment_kw;
  double kva;
  const char *carrier;
  double fuel;
  const char *fuel_unit;
  double invest_cny;
  double subsidy_cny;
  double running_subsidy_cny;
  double bill_today_cny;
  double bill_cny;
  double bill_worst_cny;
  double burden;
  double burden_rise;
  double coal_removed_t;
  double cost_cny;
  const char *next_mode_name;
  double next_cost_cny;
  int is_converted;
  const char *reason;
  double lon;
  double lat;
} qn_unit_plan;

typedef struct {
  const char *heat_source;
  const char *name;
  const char *county;
  const char *network;
  const char *mode_name;
  double boiler_tph;
  const char *option;
  int season;
  const char *receiver_name;
  const char *carrier_before;
  const char *carrier_after;
  double capacity_kw;
  double attached_m2;
  double households;
  int is_clean;
  double invest_cny;
  const char *payer;
  double lon;
  double lat;
} qn_source_plan;

typedef struct {
  const char *kind;
  const char *id;
  const char *name;
  const char *area_name;
  int season;
  double count;
  double cost_cny;
  const char *payer;
  const char *owner;
  double km;
  const char *note;
} qn_project_plan;

typedef struct {
  const char *area;
  const char *area_name;
  const char *zone;
  int season;
  const char *stage;
  double area_m2;
  double design_kw;
  double index_w_m2;
  double combined_kw;
  double base_kw;
  double full_load_hours;
  double full_heat_gj;
  double heat_gj;
  double kgce_m2;
} qn_heat_load_row;

typedef struct {
  const char *id;
  const char *name;
  const char *scope;
  const char *unit;
  double printed;
  double model;
  double ratio;
  double kappa_factor;
  const char *source;
  const char *sure;
} qn_calibration_row;

typedef struct {
  const char *network;
  const char *heat_source;
  const char *name;
  int season;
  double load_kw;
  double capacity_kw;
  double reserve_kw;
  double heat_gj;
  int is_clean;
} qn_heat_balance_row;

typedef struct {
  const char *area_name;
  int season;
  const char *heat_source;
  double hour;
  double load_kw;
} qn_duration_row;

typedef struct {
  const char *carrier;
  const char *carrier_name;
  const char *area;
  const char *area_name;
  int season;
  double use;
  const char *unit;
  double peak;
  const char *peak_unit;
  double tce;
} qn_energy_row;

typedef struct {
  const char *zone;
  const char *mode;
  const char *mode_name;
  const char *family;
  int is_clean;
  double area_m2;
  double heat_kwh;
  double design_kw;
  double efficiency;
  double price_cny;
  const char *carrier_unit;
  double use;
  double invest_cny;
  double run_cny;
  double bill_cny;
  double annual_cny;
  double cost_cny;
  double coal_ratio, used_ratio;
} qn_comparison_row;

typedef struct {
  const char *item;
  const char *mode;
  const char *area;
  const char *area_name;
  int season;
  const char *payer;
  double money_cny;
} qn_investment_row;

typedef struct {
  const char *payer;
  const char *area;
  const char *area_name;
  int season;
  double invest_cny;
  double subsidy_cny;
  double running_subsidy_cny;
  double running_cny;
} qn_fund_row;

typedef struct {
  const char *pollutant;
  const char *pollutant_name;
  const char *area;
  const char *area_name;
  int season;
  double before_t;
  double after_t;
  double removed_t;
} qn_emission_row;

typedef struct {
  const char *zone;
  const char *group;
  double from_share;
  double to_share;
  double households_before;
  double households_after;
} qn_burden_row;

typedef struct {
  const char *family;
  const char *id;
  const char *name;
  const char *area_name;
  int season;
  double used;
  double limit;
  double slack;
  const char *unit;
  double price_cny;
  int is_met;
} qn_limit_row;

typedef struct {
  const char *table;
  const char *key;
  const char *name;
  double value;
  const char *unit;
  const char *source;
  const char *source_year;
  const char *sure;
  double low_cny;
  double high_cny;
  double effect_cny;
} qn_assumption_row;

typedef struct {
  const char *kind;
  int way;
  const char *family;
  const char *id;
  const char *name;
  int season;
  double limit;
  double amount;
  const char *unit;
  const char *words;
} qn_conflict_row;

typedef struct {
  int season;
  const char *step;
  int from_date;
  int to_date;
  double households;
  const char *note;
} qn_calendar_row;

typedef struct {
  const char *item;
  const char *value;
  const char *note;
} qn_certificate_row;

typedef struct {
  const char *id;
  const char *name;
  const char *family;
  const char *family_name;
} qn_mode_name;

typedef struct {
  const char *code;
  const char *name;
  const char *level;
  const char *parent;
  double lon;
  double lat;
} qn_area_name;

typedef struct {
  const char *id;
  const char *name;
  int is_urban;
} qn_zone_name;

typedef struct {
  const char *name;
  const char *status;
  int base_year;
  int horizon;
  int evaluation_seasons;
  const char *objective;
  double cost_cny;
  double bound_cny;
  double gap;
  double gap_cny;
  double seconds, first_seconds, build_seconds;
  int threads;
  int processes;
  int seed;
  int units;
  int columns;
  int rows;
  const char *version;
  const char *command;
  const char *place;
  const char *language;
  const char *generated;
} qn_run_row;

extern const qn_table qn_key_figures_table, qn_targets_met_table, qn_progress_table, qn_tasks_table,
    qn_mix_table, qn_mixes_table, qn_unit_plans_table, qn_source_plans_table,
    qn_project_plans_table, qn_heat_load_table, qn_calibration_table, qn_heat_balance_table,
    qn_duration_table, qn_energy_table, qn_comparison_table, qn_investment_table, qn_funds_table,
    qn_emissions_table, qn_burden_table, qn_limits_table, qn_assumptions_table, qn_conflict_table,
    qn_calendar_table, qn_certificate_table, qn_mode_names_table, qn_area_names_table,
    qn_zone_names_table, qn_run_table;

#endif
