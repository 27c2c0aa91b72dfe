/* What the plan changes outside its accounts: pollutants and scattered coal, and how heavily
 * heating weighs on households. */
#include <math.h>

#include "plan/tables_sums.h"

/* ---- emissions ---- */

enum { BEFORE, AFTER, STAGES };

typedef struct {
  const qn_tables_work *w;
  qn_cube sums; /* kg by pollutant, t of coal behind them */
  int stage;
} emission_sums;

static void add_emission(void *who, const qn_use *use) {
  emission_sums *s = who;
  const qn_case *c = s->w->region;
  for (int q = 0; q < c->n_pollutants; q++)
    qn_cube_at(&s->sums, use->county, q, use->slot)[s->stage] +=
        qn_context_emission_kg(s->w->x, use->carrier, q, use->sector, use->use);
  if (c->carriers[use->carrier].is_scattered_coal)
    qn_cube_at(&s->sums, use->county, c->n_pollutants, use->slot)[s->stage] += use->use;
}

static void fill_emission(qn_emission_row *row, const qn_tables_work *w, int key,
                          const double cell[STAGES]) {
  const qn_case *c = w->region;
  const int is_coal = key == c->n_pollutants;
  const double t = is_coal ? 1 : 0.001;
  row->pollutant = is_coal ? "coal" : c->pollutants[key].id;
  row->pollutant_name = !is_coal ? c->pollutants[key].name : w->english ? "scattered coal" : "散煤";
  row->before_t = t * cell[BEFORE];
  row->after_t = t * cell[AFTER];
  row->removed_t = row->before_t - row->after_t;
}

qn_status qn_tabulate_emissions(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  emission_sums s = {.w = work, .stage = BEFORE};
  if (!work->n_chosen) return QN_OK;
  if (qn_cube_new(&s.sums, work, c->n_pollutants + 1, STAGES)) return QN_ENOMEM;
  qn_each_use_today(work, work->x->time.n_decision, add_emission, &s);
  s.stage = AFTER;
  qn_each_use_today(work, 0, add_emission, &s);
  qn_each_use_planned(work, add_emission, &s);
  QN_ARRAY(qn_emission_row) out = {0};
  for (int i = 0; i <= c->n_pollutants; i++) {
    const int key = i ? i - 1 : c->n_pollutants; /* coal stands first */
    for (int a = -1; a < c->n_areas; a++)
      for (int slot = 0; slot < s.sums.n_slot; slot++) {
        const double *cell = qn_cube_at(&s.sums, a, key, slot);
        if (qn_cube_is_zero(&s.sums, cell)) continue;
        qn_emission_row *row = QN_PUSH(&out);
        if (!row) {
          QN_CLEAR(&out);
          return QN_ENOMEM;
        }
        fill_emission(row, work, key, cell);
        row->area = qn_code_of_area(c, a);
        row->area_name = qn_name_of_area(c, a);
        row->season = qn_slot_year(work, slot);
      }
  }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}

/* ---- burden ---- */

/* Lower ends of the bands; the last has no upper end but is printed to 1. */
static const double BANDS[] = {0, 0.02, 0.04, 0.06, 0.08, 0.10, 0.15, 0.20, 1};
enum { N_BAND = sizeof BANDS / sizeof *BANDS - 1 };
enum { ALL, LOW_INCOME, GROUPS };

typedef struct {
  double households[STAGES];
} band_sum;

typedef struct {
  const qn_case *c;
  band_sum *at; /* [zone][group][band] */
} burden_sums;

static void add_households(const burden_sums *s, int zone, int group, int stage, double burden,
                           double households) {
  int band = 0;
  while (band + 1 < N_BAND && burden >= BANDS[band + 1]) band++;
  s->at[(zone * GROUPS + group) * N_BAND + band].households[stage] += households;
}

/* A unit's burden is that of its mean income; its low-income households have less and bear more. */
static void add_burden(const burden_sums *s, const qn_unit_row *unit, int stage, double burden,
                       double households) {
  const double low = households * unit->low_income_share;
  const double burden_low = burden / s->c->settings.low_income_ratio;
  if (unit->i_zone < 0 || isnan(burden) || !(households > 0)) return;
  add_households(s, unit->i_zone, ALL, stage, burden, households - low);
  add_households(s, unit->i_zone, ALL, stage, burden_low, low);
  add_households(s, unit->i_zone, LOW_INCOME, stage, burden_low, low);
}

/* Today's households at today's cost, those of the horizon at the worst season of the plan. */
static void add_chosen(const burden_sums *s, const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_unit_row *unit = &s->c->units[chosen->choice->unit];
  const double share = chosen->choice->share, n = chosen->state.households[0];
  const qn_running *today = &chosen->today_first;
  if (!(unit->income_cny > 0)) return;
  if (unit->i_present_mode >= 0 && n > 0)
    add_burden(s, unit, BEFORE, (today->bill_cny + today->upkeep_cny) / n / unit->income_cny,
               share * n);
  add_burden(s, unit, AFTER, chosen->account.burden,
             share * chosen->state.households[w->x->time.n_decision - 1]);
}

static int is_empty(const band_sum *band) {
  double sum = 0;
  for (int i = 0; i < N_BAND; i++) sum += band[i].households[BEFORE] + band[i].households[AFTER];
  return !(sum > 0);
}

qn_status qn_tabulate_burden(qn_rows *rows, qn_tables_work *work) {
  static const char *const groups[] = {"all", "low_income"};
  const qn_case *c = work->region;
  const size_t n = (size_t)c->n_zones * GROUPS;
  burden_sums s = {c, qn_arena_array(work->arena, n * N_BAND, sizeof *s.at)};
  if (!s.at) return QN_ENOMEM;
  for (size_t i = 0; i < work->n_chosen; i++) add_chosen(&s, work, &work->chosen[i]);
  qn_burden_row *to = rows->at = qn_arena_array(work->arena, n * N_BAND, sizeof *to);
  if (!to) return QN_ENOMEM;
  for (size_t k = 0; k < n; k++) {
    const band_sum *band = &s.at[k * N_BAND];
    if (is_empty(band)) continue;
    for (int i = 0; i < N_BAND; i++)
      *to++ = (qn_burden_row){.zone = c->zones[k / GROUPS].id,
                              .group = groups[k % GROUPS],
                              .from_share = BANDS[i],
                              .to_share = BANDS[i + 1],
                              .households_before = band[i].households[BEFORE],
                              .households_after = band[i].households[AFTER]};
  }
  rows->count = (size_t)(to - (qn_burden_row *)rows->at);
  return QN_OK;
}
