/* Tables over units: what each gets and why, and the sums by county, season and mode. */
#include <math.h>

#include "plan/family.h"
#include "plan/tables.h"

static const double GJ_PER_KWH = 0.0036;

/* ---- one row a choice ---- */

/* Cheapest pathway of another mode, and whether the chosen one is the cheapest of all. */
typedef struct {
  int next_mode, cheapest_mode, cheapest_season;
  double next_cny, cheapest_cny;
} rivals;

static rivals find_rivals(const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_model *m = w->plan->model;
  rivals r = {-1, -1, -1, INFINITY, INFINITY};
  const int unit = chosen->choice->unit;
  for (size_t c = m->block_first[unit]; c < m->block_first[unit + 1]; c++) {
    const qn_model_column *column = &m->columns[c];
    if (column->cost < r.cheapest_cny) {
      r.cheapest_cny = column->cost;
      r.cheapest_mode = column->path.mode;
      r.cheapest_season = column->season;
    }
    if (column->path.mode != chosen->choice->mode && column->cost < r.next_cny) {
      r.next_cny = column->cost;
      r.next_mode = column->path.mode;
    }
  }
  return r;
}

static const char *reason_of(const qn_tables_work *w, const qn_chosen *chosen, const rivals *r) {
  static const char *const words[][2] = {{"fixed", "已指定"},
                                         {"stays", "维持现状"},
                                         {"cheapest", "费用最低"},
                                         {"target", "为完成目标"},
                                         {"limit", "受供应或资金限制"}};
  const qn_unit_row *unit = &w->region->units[chosen->choice->unit];
  const int last = w->x->time.n_decision - 1;
  const int converts = chosen->choice->mode != unit->i_present_mode;
  int k = 4;
  if (unit->i_fixed_mode >= 0 || unit->fixed_year != QN_NO_INT)
    k = 0;
  else if (chosen->account.cost_cny <= r->cheapest_cny * (1 + 1e-9))
    k = converts ? 2 : 1;
  else if (!converts)
    k = 1;
  else if (r->cheapest_season < 0 && qn_chosen_is_clean(w, chosen, last))
    k = 3;
  return words[k][!w->english];
}

static const char *mode_id(const qn_case *c, int mode) {
  return mode < 0 ? NULL : c->modes[mode].id;
}
static const char *mode_name(const qn_case *c, int mode) {
  return mode < 0 ? NULL : c->modes[mode].name;
}

static double once(const double by_payer[QN_PAYERS]) {
  double sum = 0;
  for (int p = 0; p < QN_PAYERS; p++) sum += by_payer[p];
  return sum;
}

static double worst_bill(const qn_chosen *chosen, const qn_timeline *time) {
  const qn_account *a = &chosen->account;
  double worst = 0;
  for (int j = a->path.season < 0 ? 0 : a->path.season; j < time->n_season; j++) {
    const double n = chosen->state.households[j];
    const double paid =
        a->running[j].bill_cny + a->running[j].upkeep_cny - a->running_subsidy_cny[j];
    if (n > 0) worst = fmax(worst, paid / n);
  }
  return worst;
}

static void fill_money(qn_unit_plan *row, const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_account *a = &chosen->account;
  const int last = w->x->time.n_decision - 1;
  const int first = a->path.season < 0 ? last : a->path.season;
  const double n = chosen->state.households[first], share = chosen->choice->share;
  const double n_today = chosen->state.households[0];
  row->invest_cny = share * once(a->invest_cny);
  row->subsidy_cny = share * once(a->subsidy_cny);
  row->running_subsidy_cny = share * a->running_subsidy_cny[first];
  row->bill_today_cny =
      n_today > 0 && a->mode[0] >= 0
          ? (chosen->today_first.bill_cny + chosen->today_first.upkeep_cny) / n_today
          : NAN;
  row->bill_cny = n > 0 ? (a->running[first].bill_cny + a->running[first].upkeep_cny -
                           a->running_subsidy_cny[first]) /
                              n
                        : NAN;
  row->bill_worst_cny = worst_bill(chosen, &w->x->time);
  row->burden = a->burden;
  row->burden_rise = a->burden_rise;
  row->cost_cny = share * a->cost_cny;
}

static void fill_heat(qn_unit_plan *row, const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_case *c = w->region;
  const qn_account *a = &chosen->account;
  const int last = w->x->time.n_decision - 1, mode = a->mode[last];
  const double share = chosen->choice->share, n = chosen->state.households[last];
  const double kw =
      qn_demand_design_kw(w->x->demand, chosen->choice->unit, c->settings.horizon, a->level[last]);
  row->design_kw = share * kw;
  row->heat_gj = share * a->running[last].heat_kwh * GJ_PER_KWH;
  row->kva = NAN;
  row->equipment_kw = NAN;
  row->fuel = NAN;
  row->coal_removed_t = share * (chosen->today_horizon.coal_t - a->running[last].coal_t);
  if (mode < 0 || c->modes[mode].is_network) return;
  const int carrier = c->modes[mode].i_carrier;
  const qn_performance p =
      qn_context_performance(w->x, mode, chosen->state.area, chosen->state.indoor_degc);
  if (n > 0) row->equipment_kw = kw / p.capacity_share / n;
  if (w->x->electric[carrier]) row->kva = share * a->running[last].peak;
  row->carrier = c->carriers[carrier].name;
  row->fuel_unit = c->carriers[carrier].unit;
  row->fuel = share * a->running[last].use;
}

static void fill_place(qn_unit_plan *row, const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_case *c = w->region;
  const qn_unit_row *unit = &c->units[chosen->choice->unit];
  const int last = w->x->time.n_decision - 1;
  row->unit = unit->id;
  row->name = unit->name;
  row->township = qn_name_of_area(c, chosen->state.township);
  row->township_code = qn_code_of_area(c, chosen->state.township);
  row->county = qn_name_of_area(c, chosen->county);
  row->county_code = qn_code_of_area(c, chosen->county);
  row->zone = unit->zone;
  row->kind = qn_choice_words(w, &qn_units_table, "kind", unit->kind);
  row->households = chosen->choice->share * chosen->state.households[last];
  row->area_m2 = chosen->choice->share * chosen->state.area_m2[last];
  row->present_mode = mode_id(c, unit->i_present_mode);
  row->present_mode_name = mode_name(c, unit->i_present_mode);
  row->lon = unit->lon;
  row->lat = unit->lat;
}

qn_status qn_tabulate_unit_plans(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  const int last = work->x->time.n_decision - 1;
  qn_unit_plan *at = qn_arena_array(work->arena, work->n_chosen, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (size_t i = 0; i < work->n_chosen; i++) {
    const qn_chosen *chosen = &work->chosen[i];
    const qn_unit_choice *choice = chosen->choice;
    const rivals r = find_rivals(work, chosen);
    qn_unit_plan *row = &at[i];
    fill_place(row, work, chosen);
    fill_heat(row, work, chosen);
    fill_money(row, work, chosen);
    row->mode = mode_id(c, qn_chosen_mode(work, chosen, last));
    row->mode_name = mode_name(c, qn_chosen_mode(work, chosen, last));
    row->season = choice->year ? choice->year : QN_NO_INT;
    row->retrofit = choice->level;
    row->interim_mode = choice->interim ? mode_name(c, c->settings.i_interim_mode) : NULL;
    row->share = choice->share;
    row->is_clean = qn_chosen_is_clean(work, chosen, last);
    row->next_mode_name = mode_name(c, r.next_mode);
    row->next_cost_cny = isinf(r.next_cny) ? NAN : choice->share * r.next_cny;
    row->is_converted = qn_chosen_is_converted(work, chosen);
    row->reason = reason_of(work, chosen, &r);
  }
  rows->at = at;
  rows->count = work->n_chosen;
  return QN_OK;
}

/* ---- sums ---- */

/* Clean in the base year: its device, or its source as it is. */
static int was_clean(const qn_tables_work *w, const qn_unit_row *unit) {
  const qn_case *c = w->region;
  const int year = c->settings.base_year, mode = unit->i_present_mode;
  if (mode < 0) return 0;
  if (!c->modes[mode].is_network)
    return qn_context_is_clean(w->x, mode, QN_STATE_ANY, unit->i_zone, unit->i_area, year);
  if (unit->i_present_source < 0) return 0;
  const qn_heat_source *s = &c->sources[unit->i_present_source];
  return qn_context_is_clean(w->x, s->i_mode, s->state, -1, s->i_area, year);
}

/* One piece of floor area in a season, wherever it comes from. */
typedef struct {
  int county, zone, mode, is_clean;
  double area_m2, households;
} piece;

typedef void take_piece(void *who, int season, const piece *p);

/* Hands every piece of every season to take; season -1 is the base year. */
static void walk_pieces(const qn_tables_work *w, take_piece *take, void *who) {
  const qn_case *c = w->region;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen *chosen = &w->chosen[i];
    const qn_unit_row *unit = &c->units[chosen->choice->unit];
    const double share = chosen->choice->share;
    for (int j = -1; j < w->x->time.n_decision; j++) {
      const int year = c->settings.base_year + 1 + j;
      piece p = {.county = chosen->county, .zone = unit->i_zone};
      p.area_m2 = share * qn_demand_area_m2(w->x->demand, chosen->choice->unit, year);
      p.households = share * qn_demand_households(w->x->demand, chosen->choice->unit, year);
      p.mode = j < 0 ? unit->i_present_mode : qn_chosen_mode(w, chosen, j);
      if (p.mode < 0 && j < 0) continue;
      p.is_clean = j < 0 ? was_clean(w, unit) : qn_chosen_is_clean(w, chosen, j);
      if (p.area_m2 > 0 && p.mode >= 0) take(who, j, &p);
    }
  }
  for (int i = 0; i < c->n_source_areas; i++) {
    const qn_source_area *own = &c->source_areas[i];
    const qn_heat_source *source = &c->sources[own->i_source];
    for (int j = -1; j < w->x->time.n_decision; j++) {
      piece p = {qn_county_of(c, source->i_area),
                 own->i_zone,
                 source->i_mode,
                 0,
                 own->area_m2,
                 own->households};
      if (j < 0) {
        p.is_clean = qn_context_is_clean(w->x, source->i_mode, source->state, -1, source->i_area,
                                         c->settings.base_year);
      } else {
        const int server = qn_plan_server(w, own->i_source, j);
        const int state = qn_plan_source_state(w, server, j);
        p.mode = qn_plan_served_mode(w, own->i_source, j);
        p.is_clean = state != QN_OUT && qn_state_is_clean(w->plan->model, server, state, j);
      }
      take(who, j, &p);
    }
  }
}

/* Sums in a dense table over county x zone x season, with modes behind. */
typedef struct {
  const qn_tables_work *w;
  int n_key, n_season; /* seasons: base year and n decisions */
  double *area, *households, *clean_area, *clean_households;
} sums;

static size_t cell(const sums *s, int county, int zone, int mode, int season) {
  const qn_case *c = s->w->region;
  size_t i = (size_t)county * (size_t)c->n_zones + (size_t)zone;
  if (s->n_key > 1) i = i * (size_t)s->n_key + (size_t)mode;
  return i * (size_t)s->n_season + (size_t)(season + 1);
}

static void add_piece(void *who, int season, const piece *p) {
  sums *s = who;
  if (p->county < 0 || p->zone < 0) return;
  const size_t i = cell(s, p->county, p->zone, p->mode, season);
  s->area[i] += p->area_m2;
  s->households[i] += p->households;
  if (!p->is_clean) return;
  s->clean_area[i] += p->area_m2;
  s->clean_households[i] += p->households;
}

static qn_status sum_up(sums *s, qn_tables_work *w, int by_mode) {
  const qn_case *c = w->region;
  *s = (sums){.w = w, .n_key = by_mode ? c->n_modes : 1, .n_season = w->x->time.n_decision + 1};
  const size_t n =
      (size_t)(c->n_areas + 1) * (size_t)(c->n_zones + 1) * (size_t)s->n_key * (size_t)s->n_season;
  s->area = calloc(4 * n + 1, sizeof(double));
  if (!s->area) return QN_ENOMEM;
  s->households = s->area + n;
  s->clean_area = s->households + n;
  s->clean_households = s->clean_area + n;
  walk_pieces(w, add_piece, s);
  return QN_OK;
}

/* Clean rate that a target on just this county (or an area above) and zone asks for in a season. */
static double required_rate(const qn_case *c, int county, int zone, int year) {
  double rate = NAN;
  for (int i = 0; i < c->n_targets; i++) {
    const qn_target *t = &c->targets[i];
    if (t->metric != QN_CLEAN_RATE_AREA || t->sense == QN_AT_MOST) continue;
    if (qn_season_of_date(t->date) != year || t->kind >= 0 || t->terrain >= 0) continue;
    if (t->i_area != county || (t->i_zone >= 0 && t->i_zone != zone)) continue;
    const double value = t->unit && !strcmp(t->unit, "%") ? t->value / 100 : t->value;
    if (!(rate >= value)) rate = value;
  }
  return rate;
}

qn_status qn_tabulate_progress(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  sums s;
  QN_ARRAY(qn_progress_row) out = {0};
  qn_status status = sum_up(&s, work, 0);
  for (int a = 0; a < c->n_areas && !status; a++)
    for (int z = 0; z < c->n_zones; z++)
      for (int j = -1; j < work->x->time.n_decision; j++) {
        const size_t i = cell(&s, a, z, 0, j);
        if (!(s.area[i] > 0)) continue;
        qn_progress_row *row = QN_PUSH(&out);
        if (!row) {
          status = QN_ENOMEM;
          break;
        }
        const int year = c->settings.base_year + 1 + j;
        *row = (qn_progress_row){.area = c->areas[a].code,
                                 .area_name = c->areas[a].name,
                                 .zone = c->zones[z].id,
                                 .season = year,
                                 .area_m2 = s.area[i],
                                 .clean_m2 = s.clean_area[i],
                                 .clean_rate = s.clean_area[i] / s.area[i],
                                 .households = s.households[i],
                                 .clean_households = s.clean_households[i],
                                 .required_rate = required_rate(c, a, z, year)};
      }
  free(s.area);
  return status ? (free(out.at), status) : qn_rows_take(rows, work->arena, out.at, out.count);
}

static qn_status push_mix(qn_rows *rows, qn_tables_work *work, const sums *s) {
  const qn_case *c = work->region;
  QN_ARRAY(qn_mix_row) out = {0};
  for (int a = 0; a < c->n_areas; a++)
    for (int z = 0; z < c->n_zones; z++)
      for (int j = -1; j < work->x->time.n_decision; j++)
        for (int k = 0; k < c->n_modes; k++) {
          const size_t i = cell(s, a, z, k, j);
          for (int clean = 0; clean < 2; clean++) {
            const double area = clean ? s->clean_area[i] : s->area[i] - s->clean_area[i];
            if (!(area > 1e-9 * s->area[i])) continue;
            qn_mix_row *row = QN_PUSH(&out);
            if (!row) {
              free(out.at);
              return QN_ENOMEM;
            }
            *row = (qn_mix_row){.area = c->areas[a].code,
                                .area_name = c->areas[a].name,
                                .zone = c->zones[z].id,
                                .season = c->settings.base_year + 1 + j,
                                .mode = c->modes[k].id,
                                .mode_name = c->modes[k].name,
                                .family = c->modes[k].family_id,
                                .is_clean = clean,
                                .area_m2 = area,
                                .households = clean ? s->clean_households[i]
                                                    : s->households[i] - s->clean_households[i]};
          }
        }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}

qn_status qn_tabulate_mix(qn_rows *rows, qn_tables_work *work) {
  sums s;
  qn_status status = sum_up(&s, work, 1);
  if (!status) status = push_mix(rows, work, &s);
  free(s.area);
  return status;
}

/* ---- tasks ---- */

qn_status qn_tabulate_tasks(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  const int n = work->x->time.n_decision;
  const size_t cells = (size_t)(c->n_areas + 1) * (size_t)n * (size_t)c->n_modes;
  qn_task_row *sum = calloc(cells + 1, sizeof *sum);
  QN_ARRAY(qn_task_row) out = {0};
  if (!sum) return QN_ENOMEM;
  for (size_t i = 0; i < work->n_chosen; i++) {
    const qn_chosen *chosen = &work->chosen[i];
    const int j = chosen->account.path.season;
    if (j < 0 || chosen->county < 0) continue;
    const double share = chosen->choice->share;
    const int at_end = qn_chosen_mode(work, chosen, n - 1); /* where only insulated: its source's */
    const int mode = at_end >= 0 ? at_end : chosen->choice->mode;
    qn_task_row *row =
        &sum[((size_t)chosen->county * (size_t)n + (size_t)j) * (size_t)c->n_modes + (size_t)mode];
    row->units += 1;
    row->households += share * chosen->state.households[j];
    row->area_m2 += share * chosen->state.area_m2[j];
    row->retrofit_m2 += chosen->choice->level ? share * chosen->state.area_m2[j] : 0;
    row->invest_cny += share * once(chosen->account.invest_cny);
  }
  qn_status status = QN_OK;
  for (size_t i = 0; i < cells && !status; i++) {
    if (!(sum[i].units > 0)) continue;
    qn_task_row *row = QN_PUSH(&out);
    if (!row) {
      status = QN_ENOMEM;
      break;
    }
    const int mode = (int)(i % (size_t)c->n_modes), area = (int)(i / (size_t)c->n_modes) / n;
    *row = sum[i];
    row->area = c->areas[area].code;
    row->area_name = c->areas[area].name;
    row->season = qn_timeline_year(&work->x->time, (int)(i / (size_t)c->n_modes) % n);
    row->mode = c->modes[mode].id;
    row->mode_name = c->modes[mode].name;
  }
  free(sum);
  return status ? (free(out.at), status) : qn_rows_take(rows, work->arena, out.at, out.count);
}
