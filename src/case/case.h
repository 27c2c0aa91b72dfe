/* A loaded, linked and cross-checked region: every input table as an array of rows, and what
 * follows from them alone (the tree of areas, the townships and counties of units). All of it lives
 * in one arena and dies with qn_case_free; reading and writing stand in the public header. Row
 * numbers (i_...) index the arrays; -1 is none. */
#ifndef QN_CASE_CASE_H
#define QN_CASE_CASE_H
#include "base/arena.h"
#include "base/findings.h"
#include "case/heat_index.h"
#include "case/region.h"
#include "case/system.h"
#include "case/technology.h"
#include "qingnuan/case.h"

/* member, row type, declaration; the order is that of files and reports. */
#define QN_CASE_LIST(X)                                              \
  X(areas, qn_area, qn_areas_table)                                  \
  X(zones, qn_zone, qn_zones_table)                                  \
  X(climate, qn_station, qn_climate_table)                           \
  X(building_classes, qn_building_class, qn_building_classes_table)  \
  X(retrofits, qn_retrofit, qn_retrofits_table)                      \
  X(area_bases, qn_area_base, qn_area_bases_table)                   \
  X(benchmarks, qn_benchmark, qn_benchmarks_table)                   \
  X(carriers, qn_carrier, qn_carriers_table)                         \
  X(prices, qn_price, qn_prices_table)                               \
  X(pollutants, qn_pollutant, qn_pollutants_table)                   \
  X(emission_factors, qn_emission_factor, qn_emission_factors_table) \
  X(modes, qn_mode, qn_modes_table)                                  \
  X(mode_parts, qn_mode_part, qn_mode_parts_table)                   \
  X(mode_curves, qn_mode_curve, qn_mode_curves_table)                \
  X(clean_rules, qn_clean_rule, qn_clean_rules_table)                \
  X(tariffs, qn_tariff, qn_tariffs_table)                            \
  X(subsidies, qn_subsidy, qn_subsidies_table)                       \
  X(supplies, qn_supply, qn_supplies_table)                          \
  X(supply_years, qn_supply_year, qn_supply_years_table)             \
  X(supply_steps, qn_supply_step, qn_supply_steps_table)             \
  X(sources, qn_heat_source, qn_sources_table)                       \
  X(source_areas, qn_source_area, qn_source_areas_table)             \
  X(source_options, qn_source_option, qn_source_options_table)       \
  X(projects, qn_project, qn_projects_table)                         \
  X(trunks, qn_trunk, qn_trunks_table)                               \
  X(targets, qn_target, qn_targets_table)                            \
  X(budgets, qn_budget, qn_budgets_table)                            \
  X(build_limits, qn_build_limit, qn_build_limits_table)             \
  X(units, qn_unit_row, qn_units_table)                              \
  X(unit_areas, qn_unit_area, qn_unit_areas_table)                   \
  X(unit_years, qn_unit_year, qn_unit_years_table)                   \
  X(calendar_steps, qn_calendar_step, qn_calendar_steps_table)       \
  X(statements, qn_statement, qn_statements_table)

#define QN_CASE_ENUM(member, type, table) QN_T_##member,
enum { QN_CASE_LIST(QN_CASE_ENUM) QN_CASE_TABLES };

#define QN_CASE_MEMBER(member, type, table) \
  type *member;                             \
  int n_##member;

/* A run of children: rows first .. first + count - 1 of a table sorted by parent. */
typedef struct {
  int first, count;
} qn_children;

struct qn_case {
  qn_arena *arena;
  const char *place;  /* where it was read from, or NULL */
  const char *folder; /* from which names of files count, NULL for none */
  qn_settings settings;
  QN_CASE_LIST(QN_CASE_MEMBER)
  qn_rows tables[QN_CASE_TABLES]; /* the same rows, for generic walks */

  /* Derived. Children of units and of supplies are kept sorted by them; one's rows are a span. */
  qn_children *areas_of_unit, *years_of_unit;     /* unit_areas, unit_years */
  qn_children *years_of_supply, *steps_of_supply; /* supply_years, supply_steps */
  int *area_enter,
      *area_leave;       /* depth-first numbers: a lies in b iff enter[b]<=enter[a]<leave[b] */
  int *area_station;     /* own or inherited climate row, -1 none */
  int *area_at_level[4]; /* ancestor (or self) of each area at each level, -1 none */
  qn_heat_index heat;
};

/* Reads one table of a place, which need not be a case's. */
qn_status qn_place_read(qn_rows *out, const qn_table *table, const char *place, qn_arena *arena,
                        qn_findings *findings);

/* An empty case with default settings, to be filled by hand or by generate; call qn_case_finish. */
qn_status qn_case_new(qn_case **out);
/* Room for count rows of table index QN_T_...; replaces what was there; member and n_ are set. */
qn_status qn_case_resize(qn_case *region, int table, size_t count);
/* Links references, sorts children, derives, checks. Call after rows were made by hand. */
qn_status qn_case_finish(qn_case *region, qn_findings *findings);

/* True when area lies in within (or is it); within -1 means everywhere. */
int qn_case_area_within(const qn_case *region, int area, int within);
/* Season from which a date (yyyymmdd) counts: from 1 July that year's, earlier the one before. */
int qn_season_of_date(int date);

#endif
