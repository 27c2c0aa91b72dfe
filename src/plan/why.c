/* A model with all the unit's pathways gives every pathway's cost and entries; payers and carriers
 * are told apart here from its account, and sum to that cost again. */
#include "plan/why.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/family.h"

/* Beyond so many times its present value a change is no answer to "what would flip it". */
static const double THINKABLE = 4;

/* ---- who pays ---- */

typedef struct {
  const qn_context *x;
  const qn_unit_state *state;
  const qn_account *account;
  qn_way *way;
} payment;

static int is_social(const qn_context *x) {
  const int objective = x->region->settings.objective;
  return objective == QN_SOCIAL || objective == QN_WEIGHTED;
}

/* Whether the objective counts what a payer pays. */
static int counts(const qn_context *x, int payer) {
  const int objective = x->region->settings.objective;
  if (objective == QN_PUBLIC) return payer >= QN_PAY_CENTRAL && payer <= QN_PAY_COUNTY;
  if (objective == QN_HOUSEHOLD) return payer == QN_PAY_HOUSEHOLD;
  return 1;
}

static void pay(payment *p, int payer, double cny) {
  if (counts(p->x, payer)) p->way->paid_cny[payer] += cny;
}

/* An investment with its renewals; the residual value is its payer's too, where the objective knows
 * one. */
static void pay_investment(payment *p, int payer, double cny, double life_a, int is_equipment) {
  const qn_timeline *time = &p->x->time;
  const int t = p->account->path.season;
  if (is_social(p->x)) {
    pay(p, payer, cny * qn_timeline_capital(time, t, life_a, is_equipment));
    return;
  }
  const int life = life_a < 1 ? 1 : (int)lround(life_a);
  for (int j = t; j < time->n_season; j += life) {
    pay(p, payer, cny * time->discount[j]);
    if (!is_equipment) break;
  }
}

static void pay_once(payment *p) {
  const qn_context *x = p->x;
  const qn_account *a = p->account;
  const int t = a->path.season, unit = p->state->unit;
  if (t < 0) return;
  for (int i = 0; i < a->n_part; i++) {
    const qn_mode_part *part = &x->region->mode_parts[a->parts[i]];
    pay_investment(p, part->payer, a->part_cny[i], part->life_a, part->is_equipment);
  }
  const int year = qn_timeline_year(&x->time, t);
  for (int i = 0; a->path.level > 0 && i < qn_demand_pieces(x->demand, unit); i++) {
    const qn_retrofit *row;
    const double cny = qn_demand_piece_retrofit_cny(x->demand, unit, i, year, a->path.level, &row);
    if (row) pay_investment(p, row->payer, cny, row->life_a, 0);
  }
  for (int payer = 0; payer < QN_PAYERS; payer++) {
    const double cny = a->subsidy_cny[payer] * x->time.discount[t];
    pay(p, payer, cny);
    pay(p, QN_PAY_HOUSEHOLD, -cny);
  }
  if (is_social(x)) pay(p, QN_PAY_HOUSEHOLD, a->standby_cny * x->time.discount[t]);
  if (a->is_present[t]) return;
  const double fee =
      x->time.discount[t] * p->state->area_m2[t] * qn_connection_cny_m2(x, p->state, a->mode[t], t);
  pay(p, QN_PAY_HOUSEHOLD, fee);
  pay(p, QN_PAY_COMPANY, -fee);
}

static double emission_cny(const qn_context *x, int mode, const qn_running *running) {
  double cny = 0;
  for (int q = 0; q < x->region->n_pollutants; q++)
    if (x->region->pollutants[q].price_cny_kg > 0)
      cny += x->region->pollutants[q].price_cny_kg * qn_running_emission_kg(x, mode, running, q);
  return cny;
}

/* The wear of a present device, by who pays its parts. */
static void pay_renewal(payment *p, int mode, const qn_running *r, int season) {
  const double d = p->x->time.discount[season];
  pay(p, QN_PAY_HOUSEHOLD, d * r->renewal_household_cny);
  if (r->renewal_cny <= r->renewal_household_cny) return;
  int rows[QN_MOST_PARTS];
  double cost[QN_MOST_SEASONS];
  const int n = qn_parts_of(p->x, mode, p->state->zone, rows);
  for (int i = 0; i < n; i++) {
    const qn_mode_part *part = &p->x->region->mode_parts[rows[i]];
    if (!part->is_equipment || part->payer == QN_PAY_HOUSEHOLD) continue;
    const long life = lround(part->life_a);
    qn_part_cny(cost, p->x, p->state, rows[i], p->account->level[season]);
    pay(p, part->payer, d * cost[season] / (double)(life > 1 ? life : 1));
  }
}

/* One device in one season. What a network delivers is paid at its source; the household's bill for
 * it goes to the company. */
static void pay_device(payment *p, int mode, const qn_running *r, int season) {
  const double d = p->x->time.discount[season];
  const int is_network = p->x->region->modes[mode].is_network;
  const double energy = is_social(p->x) && !is_network ? r->energy_cny : r->bill_cny;
  pay(p, QN_PAY_HOUSEHOLD, d * (energy + r->upkeep_cny));
  pay_renewal(p, mode, r, season);
  if (is_social(p->x)) pay(p, QN_PAY_HOUSEHOLD, d * r->labour_cny);
  if (is_network) pay(p, QN_PAY_COMPANY, -d * r->bill_cny);
  if (p->x->region->settings.objective == QN_WEIGHTED)
    p->way->other_cny += d * emission_cny(p->x, mode, r);
}

static void pay_running(payment *p) {
  const qn_account *a = p->account;
  for (int j = 0; j < p->x->time.n_season; j++) {
    if (a->mode[j] < 0) continue;
    pay_device(p, a->mode[j], &a->running[j], j);
    if (a->standby_mode >= 0 && j == a->path.season) {
      qn_running old = a->standby; /* of it only the energy counts */
      old.upkeep_cny = old.renewal_cny = old.renewal_household_cny = old.labour_cny = 0;
      pay_device(p, a->standby_mode, &old, j);
    }
    for (int payer = 0; payer < QN_PAYERS; payer++) {
      const double cny = a->running_share[j][payer] * p->x->time.discount[j];
      pay(p, payer, cny);
      pay(p, QN_PAY_HOUSEHOLD, -cny);
    }
  }
}

/* What the column holds beyond the account: modules of the unit's own feeder, and less the first
 * mode's price where the unit is divisible. */
static void pay_rest(payment *p) {
  const qn_case *c = p->x->region;
  const qn_settings *g = &c->settings;
  const qn_unit_row *unit = &c->units[p->state->unit];
  const double first = unit->is_divisible ? g->extra_mode_price_cny : 0;
  const double modules = p->way->own_cny + first - p->account->cost_cny;
  if (unit->i_feeder >= 0) pay(p, c->supplies[unit->i_feeder].payer, modules);
  p->way->other_cny -= first;
  if (g->burden_rule == QN_PRICED && p->account->burden_rise > g->burden_limit + QN_BURDEN_ROUNDING)
    p->way->other_cny += g->burden_price_cny * p->state->households[p->x->time.n_decision - 1];
}

/* ---- carriers ---- */

static double mean_price(const qn_context *x, const qn_unit_state *state, int mode, int season) {
  return qn_price_mean(
      qn_price_bands(x->prices, x->region->modes[mode].i_carrier, state->area, state->zone, season),
      x->region->modes[mode].valley_share);
}

/* Adds the use behind the energy cost of one device and season: actual use, times cost heat over
 * actual heat where the objective counts that. */
static void add_use(const payment *p, double *use, int mode, const qn_running *r, int season) {
  const qn_context *x = p->x;
  const int carrier = x->region->modes[mode].i_carrier;
  if (x->region->modes[mode].is_network || carrier < 0) return;
  const double own = r->use * mean_price(x, p->state, mode, season);
  const double straw =
      r->straw_use > 0 ? r->straw_use * mean_price(x, p->state, x->straw_mode, season) : 0;
  const double money = is_social(x) ? r->energy_cny : r->bill_cny;
  const double factor = own + straw > 0 ? money / (own + straw) : 1;
  use[carrier] += factor * x->time.discount[season] * r->use;
  if (r->straw_use > 0)
    use[x->region->modes[x->straw_mode].i_carrier] +=
        factor * x->time.discount[season] * r->straw_use;
}

static const double *use_of(const payment *p, qn_arena *arena) {
  const qn_account *a = p->account;
  double *use = qn_arena_array(arena, (size_t)p->x->region->n_carriers + 1, sizeof *use);
  if (!use || p->x->region->settings.objective == QN_PUBLIC) return use;
  for (int j = 0; j < p->x->time.n_season; j++) {
    if (a->mode[j] >= 0) add_use(p, use, a->mode[j], &a->running[j], j);
    if (a->standby_mode >= 0 && j == a->path.season)
      add_use(p, use, a->standby_mode, &a->standby, j);
  }
  return use;
}

/* ---- the ways ---- */

static int by_row(const void *a, const void *b) {
  const qn_way_take *x = a, *y = b;
  return x->row < y->row ? -1 : x->row > y->row;
}

static qn_status list_takes(qn_way *way, const qn_why *why, const qn_model_column *column) {
  const qn_model *m = why->model;
  qn_way_take *takes = qn_arena_array(why->arena, (size_t)column->count + 1, sizeof *takes);
  if (!takes) return QN_ENOMEM;
  for (int i = 0; i < column->count; i++) {
    const qn_entry entry = qn_column_entry(m, column, i);
    const size_t row = (size_t)entry.row;
    if (entry.row < m->n_block || why->price[row] == 0 || entry.value == 0) continue;
    const double charge = -entry.value * why->price[row];
    takes[way->n_take++] = (qn_way_take){row, entry.value, charge};
    way->limits_cny += charge;
  }
  qsort(takes, way->n_take, sizeof *takes, by_row);
  way->takes = takes;
  return QN_OK;
}

static qn_status make_way(qn_way *way, qn_why *why, const qn_model_column *column,
                          qn_unit_work *work, qn_account *account) {
  const qn_context *x = why->model->x;
  *way = (qn_way){.path = column->path, .own_cny = column->cost};
  qn_pathway_account(account, work, column->path);
  payment p = {x, qn_unit_work_state(work), account, way};
  way->households = p.state->households[column->season < 0 ? 0 : column->season];
  pay_once(&p);
  pay_running(&p);
  pay_rest(&p);
  way->objective_use = use_of(&p, why->arena);
  return way->objective_use ? list_takes(way, why, column) : QN_ENOMEM;
}

static int by_total(const void *a, const void *b) {
  const qn_way *x = a, *y = b;
  const double first = qn_way_total_cny(x), second = qn_way_total_cny(y);
  if (first != second) return first < second ? -1 : 1;
  if (x->own_cny != y->own_cny) return x->own_cny < y->own_cny ? -1 : 1;
  return memcmp(&x->path, &y->path, sizeof x->path);
}

static int is_path(const qn_why *why, const qn_way *way, const qn_unit_choice *choice) {
  return way->path.mode == choice->mode && way->path.level == choice->level &&
         way->path.interim == choice->interim &&
         way->path.season == qn_timeline_season(&why->model->x->time, choice->year);
}

static qn_status mark_chosen(qn_why *why, const qn_unit_choice *choices, size_t n, qn_run *run) {
  const qn_case *c = why->model->x->region;
  double largest = -1;
  for (size_t k = 0; k < n; k++) {
    size_t w = 0;
    while (w < why->n_way && !is_path(why, &why->ways[w], &choices[k])) w++;
    if (w == why->n_way)
      return qn_fail(run->findings, QN_EINPUT,
                     QN_N_("unit %s: what the plan chose is no way that the case allows"),
                     c->units[why->unit].id);
    why->ways[w].share = choices[k].share;
    if (choices[k].share > largest) why->chosen = w, largest = choices[k].share;
  }
  return QN_OK;
}

static qn_status make_ways(qn_why *why, qn_unit_work *work) {
  const qn_model *m = why->model;
  const size_t first = m->block_first[why->unit], end = m->block_first[why->unit + 1];
  qn_account *account = malloc(sizeof *account);
  qn_status s = account ? QN_OK : QN_ENOMEM;
  if (!s) why->ways = qn_arena_array(why->arena, end - first + 1, sizeof *why->ways);
  if (!s && !why->ways) s = QN_ENOMEM;
  if (!s) qn_unit_work_begin(work, why->unit);
  for (size_t c = first; c < end && !s; c++)
    s = make_way(&why->ways[why->n_way++], why, &m->columns[c], work, account);
  if (!s) qsort(why->ways, why->n_way, sizeof *why->ways, by_total);
  free(account);
  return s;
}

qn_status qn_why_make(qn_why **out, const qn_model *model, int unit, const double *price,
                      const qn_unit_choice *choices, size_t n_choice, qn_unit_work *work,
                      qn_run *run) {
  qn_arena *arena = qn_arena_new();
  qn_why *why = arena ? qn_arena_alloc(arena, sizeof *why) : NULL;
  if (!why) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *why = (qn_why){.arena = arena, .model = model, .unit = unit, .price = price};
  qn_status s = make_ways(why, work);
  if (!s) s = mark_chosen(why, choices, n_choice, run);
  if (s)
    qn_why_free(why);
  else
    *out = why;
  return s;
}

qn_status qn_why_new(qn_why **out, const qn_model *model, int unit, const double *price,
                     const qn_unit_choice *choices, size_t n_choice, qn_run *run) {
  qn_unit_work *work = NULL;
  qn_status s = qn_unit_work_new(&work, model->x);
  if (!s) s = qn_why_make(out, model, unit, price, choices, n_choice, work, run);
  qn_unit_work_free(work);
  return s;
}

void qn_why_free(qn_why *why) {
  if (why) qn_arena_free(why->arena);
}

double qn_way_margin_cny(const qn_why *why, const qn_way *way) {
  return qn_way_total_cny(way) - qn_way_total_cny(&why->ways[why->chosen]);
}

double qn_way_takes(const qn_way *way, size_t row) {
  for (size_t i = 0; i < way->n_take && way->takes[i].row <= row; i++)
    if (way->takes[i].row == row) return way->takes[i].take;
  return 0;
}

/* ---- what would flip it ---- */

static double change_of(const qn_flip *flip) {
  return fabs(flip->to - flip->from) / fmax(fabs(flip->from), 1e-300);
}

/* Own cost stays first; the rest by relative change, ties as they came. */
static void put_flip(qn_flip *out, size_t most, size_t *n, qn_flip flip) {
  if (!(flip.to >= 0) || change_of(&flip) > THINKABLE) return;
  size_t at = *n;
  while (at > 1 && change_of(&out[at - 1]) > change_of(&flip)) at--;
  if (at >= most) return;
  if (*n < most) ++*n;
  for (size_t i = *n - 1; i > at; i--) out[i] = out[i - 1];
  out[at] = flip;
}

/* Price of a carrier as the way pays it, else as the chosen one does; in its first season. */
static double price_of_carrier(const qn_why *why, const qn_way *way, int carrier) {
  const qn_context *x = why->model->x;
  const qn_way *const ways[] = {way, &why->ways[why->chosen]};
  const qn_unit_state state = qn_unit_state_of(x, why->unit);
  for (int i = 0; i < 2; i++) {
    const int season = ways[i]->path.season, mode = ways[i]->path.mode;
    if (x->region->modes[mode].i_carrier == carrier)
      return mean_price(x, &state, mode, season < 0 ? 0 : season);
  }
  return NAN;
}

static void put_carriers(const qn_why *why, const qn_way *way, double margin, qn_flip *out,
                         size_t most, size_t *n) {
  const qn_way *chosen = &why->ways[why->chosen];
  for (int c = 0; c < why->model->x->region->n_carriers; c++) {
    const double more = way->objective_use[c] - chosen->objective_use[c];
    const double from = more == 0 ? NAN : price_of_carrier(why, way, c);
    if (isfinite(from) && from > 0)
      put_flip(out, most, n, (qn_flip){QN_FLIP_CARRIER, (size_t)c, from, from - margin / more});
  }
}

/* The price of a row keeps its side: it may move as far as nothing. */
static void put_rows(const qn_why *why, const qn_way *way, double margin, qn_flip *out, size_t most,
                     size_t *n) {
  const qn_way *chosen = &why->ways[why->chosen];
  const qn_way *const sides[] = {way, chosen};
  for (int side = 0; side < 2; side++)
    for (size_t i = 0; i < sides[side]->n_take; i++) {
      const size_t row = sides[side]->takes[i].row;
      if (side && qn_way_takes(way, row) != 0) continue; /* seen with the way's own */
      const double more = qn_way_takes(way, row) - qn_way_takes(chosen, row);
      const double price = why->price[row], sign = price < 0 ? -1 : 1;
      if (more != 0)
        put_flip(out, most, n,
                 (qn_flip){QN_FLIP_ROW, row, fabs(price), sign * (price + margin / more)});
    }
}

size_t qn_why_flips(const qn_why *why, const qn_way *way, qn_flip *out, size_t most) {
  const double margin = qn_way_margin_cny(why, way);
  size_t n = 0;
  if (!(margin > 0) || !most) return 0;
  out[n++] = (qn_flip){QN_FLIP_COST, 0, way->own_cny, way->own_cny - margin};
  put_carriers(why, way, margin, out, most, &n);
  put_rows(why, way, margin, out, most, &n);
  return n;
}
