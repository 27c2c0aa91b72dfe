#include "cli/declared.h"

#include "case/case.h"
#include "result/audit_table.h"
#include "result/plan_tables.h"
#include "result/why_tables.h"

#define TABLE_OF(member, type, table) &table,
const qn_table *const qn_input_tables[] = {&qn_settings_table, QN_CASE_LIST(TABLE_OF) NULL};

const qn_table *const qn_output_tables[] = {
    &qn_run_table,           &qn_key_figures_table,   &qn_targets_met_table,  &qn_progress_table,
    &qn_tasks_table,         &qn_mix_table,           &qn_mixes_table,        &qn_unit_plans_table,
    &qn_source_plans_table,  &qn_project_plans_table, &qn_heat_load_table,    &qn_calibration_table,
    &qn_heat_balance_table,  &qn_duration_table,      &qn_energy_table,       &qn_comparison_table,
    &qn_investment_table,    &qn_funds_table,         &qn_emissions_table,    &qn_burden_table,
    &qn_limits_table,        &qn_assumptions_table,   &qn_conflict_table,     &qn_calendar_table,
    &qn_certificate_table,   &qn_mode_names_table,    &qn_area_names_table,   &qn_zone_names_table,
    &qn_choices_table,       &qn_row_prices_table,    &qn_ways_table,         &qn_way_takes_table,
    &qn_way_flips_table,     &qn_rule_costs_table,    &qn_unit_changes_table, &qn_sum_changes_table,
    &qn_limit_changes_table, &qn_compared_table,      &qn_audit_table,        NULL};
