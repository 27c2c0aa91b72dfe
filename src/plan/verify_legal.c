/* Which pathways a unit has (docs/model.md section 2). A choice is held against every condition in
 * turn; the first that fails is the reason. The list of a unit's pathways is what of all modes,
 * years, levels and interims is not illegal. */
#include <math.h>
#include <string.h>

#include "plan/verify_parts.h"

static const double LEAST_ROOM_SHARE = 0.5; /* below it a mode is only an addition (section 2) */

static int year_in_plan(const qn_check *check, int year) {
  return year > check->base && year <= check->horizon;
}

static int is_network(const qn_case *region, int mode) {
  return mode >= 0 && region->modes[mode].is_network;
}

static int is_too_far(double distance_m, double most_m) {
  return !isnan(distance_m) && distance_m > most_m;
}

/* A gas trunk of the township that stands, or can, by the year. */
static int gas_can_come(const qn_check *check, int unit, int year) {
  const qn_case *region = check->region;
  const int trunk = qn_check_trunk(check, qn_check_township(region, unit), "gas");
  if (trunk < 0) return 0;
  const qn_trunk *row = &region->trunks[trunk];
  return row->is_built || row->earliest == QN_NO_INT || row->earliest <= year;
}

/* A network with a trunk to the township and a source of the mode. */
static int network_can_come(const qn_check *check, int unit, int mode) {
  const qn_case *region = check->region;
  const int township = qn_check_township(region, unit);
  for (int i = township < 0 ? -1 : check->first_trunk[township]; i >= 0; i = check->next_trunk[i])
    for (int k = region->heat.first_in_network[region->heat.network_of_trunk[i]]; k >= 0;
         k = region->heat.next_in_network[k])
      if (region->sources[k].i_mode == mode) return 1;
  return 0;
}

/* Why a mode is not eligible for a conversion in a year, NULL when it is. */
static const char *not_eligible(const qn_check *check, int unit, int mode, int year) {
  const qn_case *region = check->region;
  const qn_unit_row *u = &region->units[unit];
  const qn_mode *m = &region->modes[mode];
  const int wants_heat = m->is_network || m->needs_trunk == QN_HEAT_TRUNK;
  const int wants_gas = m->needs_trunk == QN_GAS_TRUNK;
  const qn_season *season = qn_demand_season_of_area(check->demand, u->i_area);
  if (m->status == QN_MODE_PRESENT) return QN_N_("the mode only exists today");
  if (m->l_zones.count && !qn_check_has(m->l_zones, u->i_zone))
    return QN_N_("the mode does not fit the zone");
  if (season->design_degc < m->coldest_degc) return QN_N_("the station is too cold for the mode");
  if (m->room_share < LEAST_ROOM_SHARE) return QN_N_("the mode heats too few rooms");
  if (wants_heat && is_too_far(u->heat_distance_m, m->max_heat_distance_m))
    return QN_N_("too far from the heat network");
  if (wants_gas && is_too_far(u->gas_distance_m, m->max_gas_distance_m))
    return QN_N_("too far from the gas network");
  if (wants_gas && !gas_can_come(check, unit, year))
    return QN_N_("no gas trunk can reach the township by then");
  if (m->is_network && !network_can_come(check, unit, mode))
    return QN_N_("no heat network of the mode can reach the township");
  if (u->l_allowed.count && !qn_check_has(u->l_allowed, mode))
    return QN_N_("the unit does not allow the mode");
  if (qn_check_has(u->l_forbidden, mode)) return QN_N_("the unit forbids the mode");
  return NULL;
}

/* Conditions on a pathway that changes nothing, or only the building. */
static const char *bad_stay(const qn_check *check, const qn_unit_choice *choice) {
  const qn_unit_row *u = &check->region->units[choice->unit];
  if (u->i_present_mode < 0) return QN_N_("a new development has nothing to stay with");
  if (u->i_fixed_mode >= 0 && u->i_fixed_mode != u->i_present_mode)
    return QN_N_("another mode is fixed");
  if (!choice->year && u->fixed_year != QN_NO_INT) return QN_N_("a year is fixed");
  if (!choice->year && choice->level) return QN_N_("a retrofit needs its year");
  if (choice->year && !choice->level) return QN_N_("a year without any change");
  return NULL;
}

static const char *bad_conversion(const qn_check *check, const qn_unit_choice *choice) {
  const qn_case *region = check->region;
  const qn_unit_row *u = &region->units[choice->unit];
  if (!choice->year) return QN_N_("a conversion needs its year");
  if (is_network(region, u->i_present_mode))
    return QN_N_("a unit on network heat follows its source");
  if (u->i_fixed_mode >= 0 && u->i_fixed_mode != choice->mode)
    return QN_N_("another mode is fixed");
  if (u->i_present_mode < 0 && choice->year != u->first_year)
    return QN_N_("a new development chooses for its first year");
  return not_eligible(check, choice->unit, choice->mode, choice->year);
}

static const char *bad_interim(const qn_check *check, const qn_unit_choice *choice) {
  const qn_case *region = check->region;
  const int present = region->units[choice->unit].i_present_mode;
  const int interim = region->settings.i_interim_mode;
  if (interim < 0) return QN_N_("no interim mode is set");
  if (present < 0 || present == interim) return QN_N_("the unit needs no interim mode");
  const int carrier = region->modes[present].i_carrier;
  if (carrier < 0 || !region->carriers[carrier].is_scattered_coal)
    return QN_N_("the interim mode is for scattered coal");
  if (choice->level) return QN_N_("no interim mode with a retrofit");
  if (choice->year == check->base + 1) return QN_N_("no season is left for an interim mode");
  return NULL;
}

const char *qn_check_illegal(const qn_check *check, const qn_unit_choice *choice) {
  const qn_case *region = check->region;
  if (choice->unit < 0 || choice->unit >= region->n_units) return QN_N_("no such unit");
  if (choice->mode < 0 || choice->mode >= region->n_modes) return QN_N_("no such mode");
  const qn_unit_row *u = &region->units[choice->unit];
  const int stays = choice->mode == u->i_present_mode;
  if (choice->year && !year_in_plan(check, choice->year))
    return QN_N_("the year lies outside the plan");
  if (choice->level < 0 || choice->level > qn_demand_levels(check->demand, choice->unit))
    return QN_N_("no such retrofit level");
  if (u->demolition_year != QN_NO_INT && choice->year)
    return QN_N_("a unit that is torn down changes nothing");
  if (u->fixed_year != QN_NO_INT && choice->year && choice->year != u->fixed_year)
    return QN_N_("another year is fixed");
  const char *why = stays ? bad_stay(check, choice) : bad_conversion(check, choice);
  if (!why && choice->interim) why = bad_interim(check, choice);
  return why;
}

qn_status qn_check_pathways(const qn_check *check, int unit, qn_choices *list) {
  const int levels = qn_demand_levels(check->demand, unit);
  const int n_year = check->n_season + 1, n_level = levels + 1;
  for (int i = 0; i < check->region->n_modes * n_year * n_level * 2; i++) {
    int rest = i / 2;
    qn_unit_choice choice = {.unit = unit, .interim = i % 2, .share = 1};
    choice.level = rest % n_level, rest /= n_level;
    choice.year = rest % n_year ? check->base + rest % n_year : 0;
    choice.mode = rest / n_year;
    if (qn_check_illegal(check, &choice)) continue;
    qn_unit_choice *added = QN_PUSH(list);
    if (!added) return QN_ENOMEM;
    *added = choice;
  }
  return QN_OK;
}

int qn_check_choice_is_clean(const qn_check *check, const qn_unit_choice *choice, int season) {
  const qn_case *region = check->region;
  const qn_unit_row *u = &region->units[choice->unit];
  const int has_changed = choice->year && season >= choice->year;
  if (!has_changed && choice->interim) return 0;
  const int mode = has_changed ? choice->mode : u->i_present_mode;
  if (mode < 0) return 0;
  if (!region->modes[mode].is_network)
    return qn_check_is_clean(check, mode, QN_STATE_ANY, u->i_zone, u->i_area, season);
  return mode != u->i_present_mode &&
         qn_check_is_clean_in_some_state(check, mode, u->i_zone, u->i_area, season);
}

int qn_check_burden_removes(qn_check *check, const qn_unit_account *account) {
  if (check->region->settings.burden_rule != QN_HARD || !account->is_conversion ||
      !qn_check_is_over_burden(check, account))
    return 0;
  qn_choices all = {0};
  qn_unit_account other = {
      .season = qn_arena_array(check->arena, (size_t)check->n_all, sizeof *other.season)};
  int has_other = 0;
  if (!other.season || qn_check_pathways(check, account->choice.unit, &all))
    check->status = QN_ENOMEM;
  for (size_t i = 0; i < all.count && !has_other && !check->status; i++) {
    if (!qn_check_choice_is_clean(check, &all.at[i], check->horizon)) continue;
    qn_check_unit(check, &all.at[i], &other);
    has_other = !other.is_conversion || !qn_check_is_over_burden(check, &other);
  }
  QN_CLEAR(&all);
  return has_other;
}
