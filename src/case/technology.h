/* The rows of the tables that say what heating there is: carriers and their prices, modes and their
 * parts, what counts as clean, what households pay and get. Declarations in technology.c. */
#ifndef QN_CASE_TECHNOLOGY_H
#define QN_CASE_TECHNOLOGY_H
#include "case/choices.h"
#include "table/schema.h"

enum qn_band { QN_BAND_FLAT, QN_BAND_DAY, QN_BAND_VALLEY };
enum qn_family_id {
  QN_FAMILY_NETWORK,
  QN_FAMILY_WASTE_HEAT,
  QN_FAMILY_GAS,
  QN_FAMILY_HEAT_PUMP,
  QN_FAMILY_ELECTRIC,
  QN_FAMILY_BIOMASS,
  QN_FAMILY_GEOTHERMAL,
  QN_FAMILY_SOLAR,
  QN_FAMILY_TRANSITIONAL,
  QN_FAMILY_COAL,
  QN_FAMILIES
};
enum qn_mode_status { QN_MODE_CANDIDATE, QN_MODE_TRANSITIONAL, QN_MODE_PRESENT };
enum qn_trunk_need { QN_NO_TRUNK, QN_HEAT_TRUNK, QN_GAS_TRUNK };
enum qn_per {
  QN_PER_HOUSEHOLD,
  QN_PER_KW,
  QN_PER_KVA,
  QN_PER_M2,
  QN_PER_BRANCH_M,
  QN_PER_ROOM,
  QN_PER_STORE_KW
};
enum qn_subsidy_kind { QN_SUBSIDY_INVESTMENT, QN_SUBSIDY_RETROFIT, QN_SUBSIDY_RUNNING };
enum qn_subsidy_base { QN_BASE_COST, QN_BASE_HOUSEHOLD, QN_BASE_M2, QN_BASE_KW, QN_BASE_USE };

typedef struct {
  const char *id, *name, *unit; /* unit: kWh, m3, t or GJ */
  double kwh_per_unit, kgce_per_unit;
  int is_scattered_coal, is_straw;
  const char *source, *source_year, *sure;
} qn_carrier;

typedef struct {
  const char *carrier, *area, *zone;
  int i_carrier, i_area, i_zone, year, band;
  double price_cny; /* per unit of the carrier */
  double hours;     /* of the band a day */
  const char *source, *source_year, *sure;
} qn_price;

typedef struct {
  const char *id, *name;
  double price_cny_kg;
  const char *source, *source_year, *sure;
} qn_pollutant;

typedef struct {
  const char *carrier, *pollutant;
  int i_carrier, i_pollutant, sector;
  double factor_kg; /* per unit of the carrier */
  const char *source, *source_year, *sure;
} qn_emission_factor;

typedef struct {
  const char *id, *name, *family_id; /* family_id: text of family, for groups in references */
  int family, status;
  const char *carrier;
  int i_carrier, sector, is_network;
  double efficiency, loss, valley_share, coincidence, free_share;
  double service_factor, room_share, coldest_degc;
  double max_heat_distance_m, max_gas_distance_m;
  int needs_trunk, needs_feeder, is_interim;
  double om_cny_household, om_cny_m2, labour_cny_household, standby_cny_household;
  const char *zones;
  qn_links l_zones;
  const char *source, *source_year, *sure;
} qn_mode;

typedef struct {
  const char *mode, *part, *zone;
  int i_mode, i_zone, per;
  double cost_cny, life_a;
  int is_equipment, payer; /* equipment is renewed when its life ends */
  const char *source, *source_year, *sure;
} qn_mode_part;

typedef struct {
  const char *mode;
  int i_mode;
  double outdoor_degc, cop, capacity_share;
  const char *source, *source_year, *sure;
} qn_mode_curve;

typedef struct {
  const char *mode, *zone, *area;
  int i_mode, state, i_zone, i_area, from_year, to_year, is_clean;
  const char *source, *source_year, *sure;
} qn_clean_rule;

typedef struct {
  const char *id, *area, *zone, *carrier, *modes;
  int i_area, i_zone, i_carrier;
  qn_links l_modes;
  int from_year, to_year, basis;
  double basic_cny_m2, rate_cny, tier_to, connection_cny_m2;
  const char *source, *source_year, *sure;
} qn_tariff;

typedef struct {
  const char *id, *name, *area, *zone, *modes;
  int i_area, i_zone;
  qn_links l_modes;
  int kind, cohort_from, cohort_to, age_from, age_to, base;
  double share, rate_cny, cap_cny, use_cap;
  double central, province, prefecture, county, company; /* shares of who pays; sum 1 */
  const char *source, *source_year, *sure;
} qn_subsidy;

extern const qn_table qn_carriers_table, qn_prices_table, qn_pollutants_table,
    qn_emission_factors_table, qn_modes_table, qn_mode_parts_table, qn_mode_curves_table,
    qn_clean_rules_table, qn_tariffs_table, qn_subsidies_table;

#endif
