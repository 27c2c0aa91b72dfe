/* What the catalogues must give at four places (docs/defaults.md, "Is it sound"): with careless
 * numbers every village leaves coal by itself and a plan is silly. Arithmetic of this file alone:
 * a rural house of 70 m2 at 18 degrees, prices and devices from the rows of a generated case. */
#include <string.h>

#include "check.h"
#include "climate/season.h"
#include "generate/generate.h"

static const char DATA[] = QN_SOURCE_DIR "/data";
static const double HOUSE_M2 = 70, EQUAL_SERVICE = 1.3, RATE = 0.05;

typedef struct {
  qn_case *c;
  qn_arena *arena;
  qn_season season;
  const qn_building_class *house;
  double design_kw, full_kwh;
} place;

static const char *text_or_empty(const char *text) {
  return text ? text : "";
}

static void open_place(place *p, const char *region, const char *recipe) {
  const qn_generate_options options = {.regions = &region,
                                       .n_region = 1,
                                       .recipe = recipe,
                                       .data_folder = DATA,
                                       .base_year = 2020,
                                       .horizon = 2022};
  assert_int_equal(qn_generate_case(&p->c, &options, NULL), QN_OK);
  p->arena = qn_arena_new();
  for (int i = 0; i < p->c->n_building_classes; i++)
    if (!strncmp(p->c->building_classes[i].id, "rural_", 6) &&
        strlen(p->c->building_classes[i].id) == 8)
      p->house = &p->c->building_classes[i];
  assert_int_equal(qn_season_make(&p->season, &p->c->climate[0], NULL, NULL, p->arena, NULL),
                   QN_OK);
  const double q =
      isnan(p->house->q_w_m2) ? p->house->u_w_m2k * (18 - p->season.design_degc) : p->house->q_w_m2;
  p->design_kw = q * HOUSE_M2 / 1000;
  p->full_kwh = p->design_kw * qn_season_full_load_hours(&p->season, 18);
}

static void close_place(place *p) {
  qn_arena_free(p->arena);
  qn_case_free(p->c);
}

static const qn_mode *mode_called(const place *p, const char *id) {
  for (int i = 0; i < p->c->n_modes; i++)
    if (!strcmp(p->c->modes[i].id, id)) return &p->c->modes[i];
  fail_msg("no mode %s", id);
  return NULL;
}

/* The last row that fits a rural zone; rows of the region stand after the general ones. */
static double price_of(const place *p, const char *carrier, int band, double *hours) {
  double found = NAN;
  size_t depth = 0;
  for (int i = 0; i < p->c->n_prices; i++) {
    const qn_price *row = &p->c->prices[i];
    const size_t length = 2 * strlen(text_or_empty(row->area)) + (row->zone != NULL);
    if (strcmp(row->carrier, carrier) || row->band != band || length < depth) continue;
    if (row->zone && strcmp(row->zone, "rural")) continue;
    found = row->price_cny;
    depth = length;
    if (hours) *hours = row->hours;
  }
  return found;
}

static double mean_price(const place *p, const qn_mode *mode, double *valley_h) {
  *valley_h = 0;
  const double flat = price_of(p, mode->carrier, QN_BAND_FLAT, NULL);
  const double day = price_of(p, mode->carrier, QN_BAND_DAY, NULL);
  const double valley = price_of(p, mode->carrier, QN_BAND_VALLEY, valley_h);
  if (isnan(valley)) return flat;
  const double share = isnan(mode->valley_share) ? *valley_h / 24 : mode->valley_share;
  return share * valley + (1 - share) * day;
}

static double performance(const place *p, const qn_mode *mode, double *capacity) {
  double at[32], cop[32], share[32];
  int n = 0;
  for (int i = 0; i < p->c->n_mode_curves; i++) {
    const qn_mode_curve *row = &p->c->mode_curves[i];
    if (strcmp(row->mode, mode->id)) continue;
    at[n] = row->outdoor_degc;
    cop[n] = row->cop;
    share[n++] = row->capacity_share;
  }
  *capacity = n ? qn_curve_at(at, share, n, p->season.design_degc) : 1;
  return n ? qn_season_scop(&p->season, 18, at, cop, n) : mode->efficiency;
}

static double kwh_of(const place *p, const char *carrier) {
  for (int i = 0; i < p->c->n_carriers; i++)
    if (!strcmp(p->c->carriers[i].id, carrier)) return p->c->carriers[i].kwh_per_unit;
  fail_msg("no carrier %s", carrier);
  return 0;
}

/* Energy of a season for a factor over today's use. */
static double running(const place *p, const char *id, double factor) {
  const qn_mode *mode = mode_called(p, id);
  double capacity, hours;
  const double price = mean_price(p, mode, &hours);
  const double heat = p->full_kwh * fmin(1, p->house->kappa_now * factor);
  return heat * (1 - mode->free_share) * (1 + mode->loss) * price /
         (performance(p, mode, &capacity) * kwh_of(p, mode->carrier));
}

static double actual_running(const place *p, const char *id) {
  return running(p, id, mode_called(p, id)->service_factor);
}

static double quantity(const place *p, const qn_mode_part *part, double capacity, double hours) {
  switch (part->per) {
    case QN_PER_HOUSEHOLD:
      return 1;
    case QN_PER_KW:
      return p->design_kw / capacity;
    case QN_PER_STORE_KW:
      return 24 * p->design_kw / hours;
    case QN_PER_M2:
      return HOUSE_M2;
    case QN_PER_ROOM:
      return ceil(HOUSE_M2 / p->c->settings.room_m2);
    default: /* grid and branches: not of the house */
      return 0;
  }
}

/* Energy at equal service, upkeep, labour and the annuity of the investment. */
static double annual(const place *p, const char *id) {
  const qn_mode *mode = mode_called(p, id);
  double capacity, hours;
  performance(p, mode, &capacity);
  mean_price(p, mode, &hours);
  double cost = running(p, id, EQUAL_SERVICE) + mode->om_cny_household +
                mode->labour_cny_household + mode->om_cny_m2 * HOUSE_M2;
  for (int i = 0; i < p->c->n_mode_parts; i++) {
    const qn_mode_part *part = &p->c->mode_parts[i];
    if (strcmp(part->mode, id) || (part->zone && strcmp(part->zone, "rural"))) continue;
    cost += part->cost_cny * quantity(p, part, capacity, hours) * RATE /
            (1 - pow(1 + RATE, -part->life_a));
  }
  return cost;
}

static const char *const rivals[] = {
    "ashp_air", "ashp_water", "gas_wall",  "pellet_stove", "pellet_boiler", "storage_heater",
    "film",     "solar_aux",  "lng_point", "straw_biogas", "gas_boiler",    "carbon_panel"};

/* Better coal, burnt on the way: nobody changes to it unasked. */
static const char *const interim[] = {"briquette", "coal_good", "semi_coke"};

static const char *cheapest(const place *p) {
  const char *best = rivals[0];
  for (size_t i = 1; i < sizeof rivals / sizeof *rivals; i++)
    if (annual(p, rivals[i]) < annual(p, best)) best = rivals[i];
  return best;
}

/* winner: what the reference asks for (heat pumps in Shandong and Shanxi, pellets in the
 * north-east). heat_kwh_m2: today's use by the reference. */
static const struct {
  const char *region, *winner;
  double heat_low, heat_high;
} places[] = {
    {"济南市", "ashp_air", 70, 85},
    {"忻州市", "ashp_air", 95, 115},
    {"哈尔滨市", "pellet_stove", 110, 135},
    {"通辽市", "pellet_stove", 110, 135},
};

static void coal_is_cheapest_and_the_right_mode_follows(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    place p = {0};
    open_place(&p, places[i].region, NULL);
    const double heat = p.full_kwh * p.house->kappa_now / HOUSE_M2;
    CHECK(heat >= places[i].heat_low && heat <= places[i].heat_high, places[i].region);
    for (size_t k = 0; k < sizeof rivals / sizeof *rivals; k++)
      if (annual(&p, "stove_coal") >= annual(&p, rivals[k]))
        fail_msg("%s: %s at %.0f undercuts coal at %.0f", places[i].region, rivals[k],
                 annual(&p, rivals[k]), annual(&p, "stove_coal"));
    for (size_t k = 0; k < sizeof interim / sizeof *interim; k++)
      if (annual(&p, "stove_coal") >= annual(&p, interim[k]))
        fail_msg("%s: %s undercuts coal by itself", places[i].region, interim[k]);
    if (strcmp(cheapest(&p), places[i].winner))
      fail_msg("%s: cheapest is %s", places[i].region, cheapest(&p));
    close_place(&p);
  }
}

/* The plan of Jinan prints 2 to 3 times coal for gas and electricity, before subsidy: so does its
 * example, with each mode's own use. The defaults of the catalogue give about twice. Upkeep counts:
 * it is paid to run. */
static void gas_and_electricity_run_at_twice_coal_or_more(void **state) {
  (void)state;
  static const char *const modes[] = {"gas_wall", "film", "carbon_panel", "storage_heater"};
  static const struct {
    const char *recipe;
    double least;
  } cases[] = {{NULL, 1.9}, {QN_SOURCE_DIR "/examples/recipes/jinan-2022", 2}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    place p = {0};
    open_place(&p, "济南市", cases[k].recipe);
    const double coal =
        actual_running(&p, "stove_coal") + mode_called(&p, "stove_coal")->om_cny_household;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
      const double ratio =
          (actual_running(&p, modes[i]) + mode_called(&p, modes[i])->om_cny_household) / coal;
      if (!(ratio >= cases[k].least && ratio <= 3))
        fail_msg("%s runs at %.2f times coal", modes[i], ratio);
    }
    close_place(&p);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(coal_is_cheapest_and_the_right_mode_follows),
      cmocka_unit_test(gas_and_electricity_run_at_twice_coal_or_more),
  };
  return cmocka_run_group_tests_name("catalogue economics", tests, NULL, NULL);
}
