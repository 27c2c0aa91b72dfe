/* Supplies, gas trunks, targets, budgets and build limits, with some room above the reference plan
 * (docs/defaults.md, "Limits"). */
#include <math.h>
#include <string.h>

#include "generate/maker.h"
#include "generate/reckon.h"
#include "generate/reference.h"

static double here(const qn_maker *m, const char *key, const char *code) {
  return qn_assume(&m->spec, key, code, NULL);
}

/* ---- gas trunks ---- */

static bool burns_gas(const qn_maker *m, const qn_stock *u) {
  if (u->present < 0) return false;
  const int at = QN_FIND(m, modes, qn_mode, id, m->spec.present[u->present].mode);
  return at >= 0 && QN_ROWS(m, modes, qn_mode)[at].needs_trunk == QN_GAS_TRUNK;
}

qn_status qn_make_gas_trunks(qn_maker *m) {
  bool *has_units = qn_arena_array(m->arena, m->divisions.n_area, sizeof *has_units);
  m->has_gas = qn_arena_array(m->arena, m->divisions.n_area, sizeof *m->has_gas);
  if (!m->has_gas || !has_units) return QN_ENOMEM;
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    has_units[u->township] = true;
    if (u->in_town || burns_gas(m, u)) m->has_gas[u->township] = true;
  }
  for (size_t i = 0; i < m->divisions.n_area; i++) {
    if (!has_units[i]) continue;
    qn_trunk *trunk = QN_ADD(m, trunks, qn_trunk);
    if (!trunk) return QN_ENOMEM;
    trunk->area = m->divisions.areas[i].code;
    trunk->network = "gas";
    trunk->is_built = m->has_gas[i];
    trunk->cost_cny = m->has_gas[i] ? 0 : here(m, "gas_gate_cny", trunk->area);
    trunk->payer = QN_PAY_COMPANY;
    trunk->source = QN_GENERATED;
  }
  return QN_OK;
}

/* ---- supplies ---- */

static qn_supply *add_limit(qn_maker *m, const char *front, const qn_division *area,
                            const char *words, const char *carrier, int role) {
  const char *id = qn_maker_text(m, "%s%s", front, area->code);
  const char *name = qn_maker_text(m, "%s%s", area->name, words);
  qn_supply *s = id && name ? QN_ADD(m, supplies, qn_supply) : NULL;
  if (!s) return NULL;
  s->id = id;
  s->name = name;
  s->area = area->code;
  s->carrier = carrier;
  s->role = role;
  s->source = QN_GENERATED;
  return s;
}

/* Rounded up to what a contract would print. */
static double rounded_up(double x) {
  if (!(x > 0)) return 0;
  const double step = pow(10, fmax(0, floor(log10(x)) - 2));
  return ceil(x / step) * step;
}

static qn_status limit_county(qn_maker *m, const qn_division *area, const qn_county_use *c) {
  const double room = here(m, "room", area->code);
  const double ratio = here(m, "gas_peak_ratio", area->code) / 365;
  qn_supply *gas = add_limit(m, "G", area, "天然气供应", "gas", QN_ROLE_LIMIT);
  if (!gas) return QN_ENOMEM;
  gas->base_annual = round(c->gas_cooking);
  gas->base_peak = round(c->gas_cooking * ratio);
  const double extra = here(m, "gas_extra_m3", area->code), days = here(m, "gas_days", area->code);
  gas->annual = rounded_up(c->gas_cooking + room * (c->gas_now + c->gas_new) + extra);
  gas->peak = rounded_up(c->gas_cooking * ratio + room * (c->gas_now_day + c->gas_new_day) +
                         (days > 0 ? extra / days : 0));

  qn_supply *power = add_limit(m, "E", area, "上级电网", "electricity", QN_ROLE_LIMIT);
  if (!power) return QN_ENOMEM;
  const double module = here(m, "level_module_kva", area->code);
  power->base_peak = round(c->kva_base);
  power->peak = rounded_up(c->kva_base * (1 + here(m, "level_spare", area->code)) +
                           room * (c->kva_now + c->kva_new));
  power->module_peak = module;
  power->module_cost_cny = module * here(m, "level_module_cny_kva", area->code);
  power->module_most = (int)here(m, "level_module_most", area->code);
  return QN_OK;
}

static void add_use(const qn_maker *m, qn_county_use *sum, const qn_county_use *c,
                    const char *code) {
  sum->gas_extra += here(m, "gas_extra_m3", code);
  sum->gas_cooking += c->gas_cooking;
  sum->gas_now += c->gas_now;
  sum->gas_now_day += c->gas_now_day;
  sum->gas_new += c->gas_new;
  sum->gas_new_day += c->gas_new_day;
}

static qn_status limit_prefecture(qn_maker *m, const qn_division *area, const qn_county_use *c) {
  const double room = here(m, "room", area->code);
  const double use = c->gas_now + c->gas_new, days = here(m, "gas_storage_days", area->code);
  const double share = here(m, "gas_storage_share", area->code);
  qn_supply *store = add_limit(m, "T", area, "储气能力", "gas", QN_ROLE_STORAGE);
  if (!store) return QN_ENOMEM;
  store->base_annual = round(c->gas_cooking);
  store->duty_days = days;
  store->duty_share = share;
  const double all = c->gas_cooking + room * use + c->gas_extra;
  store->annual = rounded_up((share + days / 365) * all);
  return QN_OK;
}

static qn_status limit_gas_and_power(qn_maker *m, const qn_reckoning *r) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < m->divisions.n_area && !s; i++)
    if (strlen(m->divisions.areas[i].code) == 6)
      s = limit_county(m, &m->divisions.areas[i], &r->county[i]);
  for (size_t i = 0; i < m->divisions.n_area && !s; i++) {
    const qn_division *area = &m->divisions.areas[i];
    if (strlen(area->code) != 4) continue;
    qn_county_use sum = {0};
    for (size_t k = 0; k < m->divisions.n_area; k++)
      if (strlen(m->divisions.areas[k].code) == 6 &&
          !strncmp(m->divisions.areas[k].code, area->code, 4))
        add_use(m, &sum, &r->county[k], m->divisions.areas[k].code);
    s = limit_prefecture(m, area, &sum);
  }
  return s;
}

/* What a unit takes of a carrier today, in a season; 0 for another carrier. */
static double present_use(const qn_maker *m, const qn_stock *u, const char *carrier) {
  const int at =
      u->present < 0 ? -1 : QN_FIND(m, modes, qn_mode, id, m->spec.present[u->present].mode);
  const char *burnt = at < 0 ? NULL : QN_ROWS(m, modes, qn_mode)[at].carrier;
  return burnt && !strcmp(burnt, carrier) ? qn_reference_of(m, u, at).use : 0;
}

/* Fuel made of the straw within reach of a township, dearer the more of it is asked for. */
static qn_status limit_pellets(qn_maker *m, const qn_division *area, double households,
                               double use) {
  const double tonnes = rounded_up(fmax(households * here(m, "pellets_t_household", area->code),
                                        use * here(m, "room", area->code)));
  qn_supply *pellets = add_limit(m, "B", area, "成型燃料", "pellets", QN_ROLE_LIMIT);
  if (!pellets) return QN_ENOMEM;
  const char *id = pellets->id;
  pellets->annual = tonnes;
  const struct {
    double up_to, price;
  } steps[] = {{here(m, "pellets_step_1", area->code), here(m, "pellets_step_1_cny", area->code)},
               {here(m, "pellets_step_2", area->code), here(m, "pellets_step_2_cny", area->code)},
               {1, here(m, "pellets_step_3_cny", area->code)}};
  for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
    qn_supply_step *step = QN_ADD(m, supply_steps, qn_supply_step);
    if (!step) return QN_ENOMEM;
    step->supply = id;
    step->up_to = round(steps[k].up_to * tonnes);
    step->price_added_cny = steps[k].price;
    step->source = QN_GENERATED;
  }
  return QN_OK;
}

static qn_status limit_townships(qn_maker *m) {
  double *households = qn_arena_array(m->arena, m->divisions.n_area, sizeof *households);
  double *use = qn_arena_array(m->arena, m->divisions.n_area, sizeof *use);
  if (!households || !use) return QN_ENOMEM;
  for (size_t i = 0; i < m->stock.count; i++) {
    const qn_stock *u = &m->stock.at[i];
    if (!u->is_community) households[u->township] += u->households;
    use[u->township] += present_use(m, u, "pellets");
  }
  qn_status s = QN_OK;
  for (size_t i = 0; i < m->divisions.n_area && !s; i++)
    if (households[i] > 0 || use[i] > 0)
      s = limit_pellets(m, &m->divisions.areas[i], households[i], use[i]);
  return s;
}

/* Carriers of which a region has only a little: a share of the heat that is not clean today. */
static qn_status limit_rare(qn_maker *m, const qn_reckoning *r) {
  static const struct {
    const char *carrier, *key, *front, *words;
  } rare[] = {{"lng", "share_of_heat_lng", "L", "液化气点供"},
              {"biomethane", "share_of_heat_biomethane", "M", "生物天然气"},
              {"biogas", "share_of_heat_biogas", "Z", "秸秆沼气"},
              {"geothermal", "share_of_heat_geothermal", "D", "地热可采量"},
              {"wind_power", "share_of_heat_wind_power", "W", "风电供暖直接交易"}};
  for (size_t i = 0; i < m->divisions.n_root; i++) {
    const char *code = m->divisions.roots[i];
    const qn_division *area =
        &m->divisions.areas[qn_division_at(&m->divisions, code, strlen(code))];
    for (size_t k = 0; k < sizeof rare / sizeof *rare; k++) {
      const int at = QN_FIND(m, carriers, qn_carrier, id, rare[k].carrier);
      if (at < 0) continue;
      const double kwh = r->dirty_kwh * here(m, rare[k].key, code) / (double)m->divisions.n_root;
      qn_supply *s =
          add_limit(m, rare[k].front, area, rare[k].words, rare[k].carrier, QN_ROLE_LIMIT);
      if (!s) return QN_ENOMEM;
      double use = 0;
      for (size_t u = 0; u < m->stock.count; u++)
        if (qn_code_within(qn_stock_code(m, &m->stock.at[u]), code))
          use += present_use(m, &m->stock.at[u], rare[k].carrier);
      s->annual = rounded_up(kwh / QN_ROWS(m, carriers, qn_carrier)[at].kwh_per_unit +
                             use * here(m, "room", code));
    }
  }
  return QN_OK;
}

/* ---- targets, money, hands ---- */

static qn_status set_targets(qn_maker *m) {
  for (int z = 0; z < QN_COUNT(m, zones); z++) {
    const qn_zone *zone = &QN_ROWS(m, zones, qn_zone)[z];
    const double rate = qn_assume(&m->spec, "target_rate", m->divisions.common, zone->id);
    bool has_units = false;
    for (size_t i = 0; i < m->stock.count && !has_units; i++)
      has_units = !strcmp(m->zone_id[m->stock.at[i].zone], zone->id);
    for (size_t i = 0; i < m->divisions.n_root && has_units && rate > 0; i++) {
      qn_target *t = QN_ADD(m, targets, qn_target);
      if (!t) return QN_ENOMEM;
      t->id = qn_maker_text(m, "rate_%s_%s", zone->id, m->divisions.roots[i]);
      t->name = qn_maker_text(m, "%d年%s清洁取暖率", m->horizon, zone->name);
      if (!t->id || !t->name) return QN_ENOMEM;
      t->area = m->divisions.roots[i];
      t->zone = zone->id;
      t->date = m->horizon * 10000 + 1231;
      t->metric = QN_CLEAN_RATE_AREA;
      t->value = rate;
      t->source = QN_GENERATED;
    }
  }
  return QN_OK;
}

static qn_status set_budgets(qn_maker *m, const qn_reckoning *r) {
  for (int payer = QN_PAY_CENTRAL; payer <= QN_PAY_COUNTY; payer++)
    for (int y = 0; y < r->n_year; y++) {
      const char *area = m->divisions.common;
      if (qn_division_at(&m->divisions, area, strlen(area)) < 0) return QN_OK;
      qn_budget *b = QN_ADD(m, budgets, qn_budget);
      if (!b) return QN_ENOMEM;
      b->id = qn_maker_text(m, "budget_%d_%d", payer, m->base_year + 1 + y);
      b->payer = payer;
      b->area = area;
      b->year = m->base_year + 1 + y;
      b->money_cny = ceil(r->subsidy[payer] / r->n_year * here(m, "budget_room", area) / 1e4) * 1e4;
      b->source = QN_GENERATED;
    }
  return QN_OK;
}

static qn_status set_build_limits(qn_maker *m, const qn_reckoning *r) {
  for (size_t i = 0; i < m->divisions.n_area; i++) {
    const qn_division *area = &m->divisions.areas[i];
    const qn_county_use *c = &r->county[i];
    if (strlen(area->code) != 6 || !(c->dirty > 0)) continue;
    const double mean = fmax(c->households, c->proportional) / r->n_year;
    const double most = fmax(mean * here(m, "build_room", area->code), c->largest);
    for (int y = 0; y < r->n_year; y++) {
      qn_build_limit *b = QN_ADD(m, build_limits, qn_build_limit);
      if (!b) return QN_ENOMEM;
      b->id = qn_maker_text(m, "build_%s_%d", area->code, m->base_year + 1 + y);
      b->area = area->code;
      b->year = m->base_year + 1 + y;
      b->households = rounded_up(most);
      b->source = QN_GENERATED;
    }
  }
  return QN_OK;
}

qn_status qn_make_limits(qn_maker *m) {
  qn_reckoning r = {0};
  qn_status s = qn_reckon(m, &r);
  if (!s) s = limit_gas_and_power(m, &r);
  if (!s) s = limit_townships(m);
  if (!s) s = limit_rare(m, &r);
  if (!s) s = set_targets(m);
  if (!s) s = set_budgets(m, &r);
  if (!s) s = set_build_limits(m, &r);
  return s;
}
