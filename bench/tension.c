/* A tense case from one of `qingnuan init`: tension CASE DIR SEED. Reads CASE, draws limits so that
 * most of them bite, writes the case to DIR. The recipe (docs/performance.md, "Tense cases"):
 *
 * A reference assignment (reference.h) says what a plausible plan takes from every limit. Beside it
 * stands what is taken when nothing changes. A limit is the latter and a share of the difference:
 * fuels of a year 1.00 to 1.12 by a draw, those of the whole region 0.94, gas of the design day and
 * its stores 0.97, money 0.70, households built a year 1.03, grids 0.3 to 0.7 and heat plants 0.4
 * to 0.8 by draws (both may grow by the whole modules of their tables). Clean area by prefecture,
 * zone and year is what the reference has; what is missing costs 600 CNY per m2. So a plan always
 * exists: nothing changes, and all that is missing is paid for. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plan/family.h"
#include "reference.h"

static const double FUEL_LEAST = 1.00, FUEL_MOST = 1.12, FUEL_OF_ALL = 0.94, DESIGN_DAY = 0.97;
static const double MONEY = 0.70, BUILT = 1.03;
static const double GRID_LEAST = 0.3, GRID_MOST = 0.7, PLANT_LEAST = 0.4, PLANT_MOST = 0.8;
static const double CLEAN = 0.95, MISSED_CNY_M2 = 600;
static const double GRID_MODULE_KVA = 2000, GRID_MODULE_CNY = 1.2e6;
static const double OPEN = 1e15; /* more than anything takes */
static const double LEAST = 1;   /* of any unit of measure: less is nothing */
static const char SOURCE[] = "bench/tension";

typedef struct {
  qn_case *region;
  uint64_t seed;
  int common;     /* smallest area that holds all units, -1 none */
  int gas_of_all; /* row of supplies, -1 none */
  int first_goal; /* targets from here on are added here */
  qn_supply *was; /* [n_was] supplies of the case */
  int n_was;
  qn_rows was_years;
  unsigned char *is_drawn; /* [n_supplies] the reference takes more than today */
  double *annual, *peak;   /* [n_supplies * n] what supply_years will say, NaN nothing */
} tension;

static void *row_at(const tension *t, int table, size_t i) {
  return (char *)t->region->tables[table].at + i * t->region->tables[table].table->row_size;
}

/* Gives a table of the case count rows more, as empty lines; *first is the first of them. */
static qn_status grow(tension *t, int table, size_t count, int *first) {
  const qn_rows old = t->region->tables[table];
  const size_t size = old.table->row_size;
  const qn_status s = qn_case_resize(t->region, table, old.count + count);
  if (!s && old.count) memcpy(t->region->tables[table].at, old.at, old.count * size);
  *first = (int)old.count;
  return s;
}

__attribute__((format(printf, 2, 3))) static const char *text(tension *t, const char *format, ...) {
  char words[256];
  va_list args;
  va_start(args, format);
  vsnprintf(words, sizeof words, format, args);
  va_end(args);
  return qn_arena_text(t->region->arena, words);
}

/* ---- areas ---- */

static int is_strictly_within(const qn_case *c, int area, int within) {
  return area != within && qn_case_area_within(c, area, within);
}

static int common_area(const qn_case *c) {
  int area = c->n_units ? c->units[0].i_area : -1;
  for (int u = 0; u < c->n_units; u++)
    while (area >= 0 && !qn_case_area_within(c, c->units[u].i_area, area))
      area = c->areas[area].i_parent;
  return area;
}

/* Areas of a level that hold units, or the common one where the level lies above it; a unit above
 * its level counts for none. */
static int *areas_with_units(const tension *t, int level, int *n) {
  const qn_case *c = t->region;
  int *list = qn_arena_array(c->arena, (size_t)c->n_areas + 1, sizeof *list);
  unsigned char *is_in = qn_arena_array(c->arena, (size_t)c->n_areas + 1, 1);
  *n = 0;
  if (!list || !is_in) return NULL;
  for (int u = 0; u < c->n_units; u++) {
    int a = c->area_at_level[level][c->units[u].i_area];
    if (t->common >= 0 && (a < 0 ? level != QN_TOWNSHIP : is_strictly_within(c, t->common, a)))
      a = t->common;
    if (a >= 0) is_in[a] = 1;
  }
  for (int a = 0; a < c->n_areas; a++)
    if (is_in[a]) list[(*n)++] = a;
  return list;
}

/* ---- wide open: rows for everything that gets a limit ---- */

/* Carrier that pipes of gas bring; the electricity that the tables limit with modules; -1 none. */
static int gas_of(const qn_case *c) {
  for (int m = 0; m < c->n_modes; m++)
    if (c->modes[m].needs_trunk == QN_GAS_TRUNK) return c->modes[m].i_carrier;
  return -1;
}

static int power_of(const qn_case *c) {
  for (int s = 0; s < c->n_supplies; s++) {
    const qn_supply *row = &c->supplies[s];
    if (row->role == QN_ROLE_LIMIT && row->module_peak > 0 && row->i_carrier >= 0 &&
        !strcmp(c->carriers[row->i_carrier].unit, "kWh"))
      return row->i_carrier;
  }
  return -1;
}

/* Gas of several areas together. */
static qn_status open_gas(tension *t) {
  const qn_case *c = t->region;
  const int carrier = gas_of(c);
  int n = 0;
  for (int s = 0; s < c->n_supplies; s++)
    n += c->supplies[s].role == QN_ROLE_LIMIT && c->supplies[s].i_carrier == carrier &&
         !isnan(c->supplies[s].annual);
  if (carrier < 0 || n < 2 || t->common < 0) return QN_OK;
  const qn_status s = grow(t, QN_T_supplies, 1, &t->gas_of_all);
  if (s) return s;
  qn_supply *all = row_at(t, QN_T_supplies, (size_t)t->gas_of_all);
  all->id = "tension_gas";
  all->name = "全区天然气";
  all->area = c->areas[t->common].code;
  all->carrier = c->carriers[carrier].id;
  all->role = QN_ROLE_LIMIT;
  all->annual = OPEN;
  return QN_OK;
}

/* A substation a township. */
static qn_status open_grids(tension *t) {
  const qn_case *c = t->region;
  const int carrier = power_of(c);
  int n, at;
  const int *towns = areas_with_units(t, QN_TOWNSHIP, &n);
  if (!towns) return QN_ENOMEM;
  const qn_status s = carrier < 0 ? QN_OK : grow(t, QN_T_supplies, (size_t)n, &at);
  for (int i = 0; carrier >= 0 && i < n && !s; i++) {
    qn_supply *row = row_at(t, QN_T_supplies, (size_t)(at + i));
    row->area = c->areas[towns[i]].code;
    row->id = text(t, "tension_grid_%s", row->area);
    row->name = text(t, "%s变电站", c->areas[towns[i]].name);
    row->carrier = c->carriers[carrier].id;
    row->role = QN_ROLE_LIMIT;
    row->peak = OPEN;
    row->module_peak = GRID_MODULE_KVA;
    row->module_cost_cny = GRID_MODULE_CNY;
  }
  return s;
}

/* Keeps what the limits were: where the reference takes nothing more they stay. */
static qn_status open_supplies(tension *t) {
  t->n_was = t->region->n_supplies;
  t->was_years = t->region->tables[QN_T_supply_years];
  t->was = qn_arena_array(t->region->arena, (size_t)t->n_was + 1, sizeof *t->was);
  if (!t->was) return QN_ENOMEM;
  for (int s = 0; s < t->n_was; s++) t->was[s] = t->region->supplies[s];
  qn_status s = open_gas(t);
  if (!s) s = open_grids(t);
  for (int i = 0; i < t->n_was && !s; i++) {
    qn_supply *row = &t->region->supplies[i];
    if (row->role != QN_ROLE_LIMIT && row->role != QN_ROLE_STORAGE) continue;
    if (!isnan(row->annual)) row->annual = OPEN;
    if (!isnan(row->peak)) row->peak = OPEN;
  }
  return s ? s : qn_case_resize(t->region, QN_T_supply_years, 0);
}

static qn_status open_budgets(tension *t) {
  const qn_case *c = t->region;
  const int years = c->settings.horizon - c->settings.base_year;
  static const struct {
    int payer, level;
  } who[] = {{QN_PAY_CENTRAL, QN_PROVINCE},
             {QN_PAY_PROVINCE, QN_PROVINCE},
             {QN_PAY_PREFECTURE, QN_PREFECTURE},
             {QN_PAY_COUNTY, QN_COUNTY}};
  qn_status s = qn_case_resize(t->region, QN_T_budgets, 0);
  for (size_t i = 0; i < sizeof who / sizeof *who && !s; i++) {
    int n, at;
    const int *areas = areas_with_units(t, who[i].level, &n);
    if (!areas) return QN_ENOMEM;
    const int is_apart =
        who[i].payer == QN_PAY_CENTRAL || who[i].payer == QN_PAY_COUNTY || n > 1 || t->common < 0;
    if (!is_apart) continue;
    s = grow(t, QN_T_budgets, (size_t)(n * years), &at);
    for (int k = 0; k < n * years && !s; k++) {
      qn_budget *b = row_at(t, QN_T_budgets, (size_t)(at + k));
      b->area = c->areas[areas[k / years]].code;
      b->payer = who[i].payer;
      b->year = c->settings.base_year + 1 + k % years;
      b->id = text(t, "budget_%d_%s_%d", b->payer, b->area, b->year);
      b->money_cny = OPEN;
      b->carries = 0;
      b->source = SOURCE;
    }
  }
  return s;
}

static qn_status open_build_limits(tension *t) {
  const qn_case *c = t->region;
  const int years = c->settings.horizon - c->settings.base_year;
  int n, at;
  const int *areas = areas_with_units(t, QN_COUNTY, &n);
  if (!areas) return QN_ENOMEM;
  qn_status s = qn_case_resize(t->region, QN_T_build_limits, 0);
  if (!s) s = grow(t, QN_T_build_limits, (size_t)(n * years), &at);
  for (int k = 0; k < n * years && !s; k++) {
    qn_build_limit *b = row_at(t, QN_T_build_limits, (size_t)(at + k));
    b->area = c->areas[areas[k / years]].code;
    b->year = c->settings.base_year + 1 + k % years;
    b->id = text(t, "build_%s_%d", b->area, b->year);
    b->households = OPEN;
    b->source = SOURCE;
  }
  return s;
}

/* The case's own targets stay until the reference has met them, raised. */
static qn_status open_targets(tension *t) {
  const qn_case *c = t->region;
  const int years = c->settings.horizon - c->settings.base_year, each = years * c->n_zones;
  int n, at;
  const int *areas = areas_with_units(t, QN_PREFECTURE, &n);
  if (!areas) return QN_ENOMEM;
  const qn_status s = grow(t, QN_T_targets, (size_t)(n * each), &at);
  t->first_goal = at;
  for (int i = 0; i < at && !s; i++)
    if (c->targets[i].metric <= QN_CLEAN_RATE_HOUSEHOLDS)
      t->region->targets[i].value = fmax(c->targets[i].value, CLEAN);
  for (int k = 0; k < n * each && !s; k++) {
    const qn_zone *zone = &c->zones[k % each / years];
    const int year = c->settings.base_year + 1 + k % years;
    qn_target *target = row_at(t, QN_T_targets, (size_t)(at + k));
    target->area = c->areas[areas[k / each]].code;
    target->zone = zone->id;
    target->date = year * 10000 + 1231;
    target->id = text(t, "clean_%s_%s_%d", target->area, zone->id, year);
    target->name = text(t, "%d年%s清洁取暖面积", year, zone->name);
    target->metric = QN_CLEAN_AREA;
    target->value = 1;
    target->rule = QN_PRICED;
    target->price_cny = MISSED_CNY_M2;
    target->source = SOURCE;
  }
  return s;
}

/* ---- limits from what the reference takes ---- */

static double draw(qn_random *random, double least, double most) {
  return least + (most - least) * qn_random_real(random);
}

/* What is taken when nothing changes, and a share of what the reference takes more. */
static double limit_of(const qn_use *use, size_t row, double share) {
  return ceil(use->still[row] + share * fmax(0, use->chosen[row] - use->still[row]));
}

static double share_of_peak(const tension *t, const qn_context *x, int supply, qn_random *random) {
  return x->electric[t->region->supplies[supply].i_carrier] ? draw(random, GRID_LEAST, GRID_MOST)
                                                            : DESIGN_DAY;
}

/* A draw for the row by the key of what it limits. */
static qn_random random_of(const tension *t, const qn_model_row *row) {
  const qn_case *c = t->region;
  qn_random random = qn_random_stream(t->seed, row->family->id, c->supplies[row->row].id);
  for (int j = 0; j < row->season; j++) qn_random_next(&random);
  return random;
}

static void limit_supply(tension *t, const qn_use *use, size_t r) {
  const qn_model_row *row = &use->rows->rows[r];
  const qn_supply *supply = &t->region->supplies[row->row];
  const int at = row->row * use->rows->n + row->season;
  qn_random random = random_of(t, row);
  if (row->family == &qn_family_peak) {
    const double share = share_of_peak(t, use->rows->x, row->row, &random);
    t->peak[at] = supply->base_peak + limit_of(use, r, share);
  } else if (row->family == &qn_family_annual) {
    const double share =
        row->row == t->gas_of_all ? FUEL_OF_ALL : draw(&random, FUEL_LEAST, FUEL_MOST);
    t->annual[at] = supply->base_annual + limit_of(use, r, share);
  } else if (row->family == &qn_family_storage) {
    const double duty = supply->duty_share + supply->duty_days / 365;
    t->annual[at] = ceil(duty * (supply->base_annual + limit_of(use, r, DESIGN_DAY)));
  }
}

static void limit_row(tension *t, const qn_use *use, size_t r) {
  const qn_model_row *row = &use->rows->rows[r];
  if (row->family == &qn_family_build)
    t->region->build_limits[row->row].households = limit_of(use, r, BUILT);
  else if (row->family == &qn_family_budget)
    t->region->budgets[row->row].money_cny = limit_of(use, r, MONEY);
  else if (row->family == &qn_family_target && row->row >= t->first_goal)
    t->region->targets[row->row].value =
        use->chosen[r] >= use->still[r] + LEAST ? floor(use->chosen[r]) : 0;
  else if (row->family->table == QN_T_supplies)
    limit_supply(t, use, r);
}

/* A plant of which the reference asks no more than today stays as it is. */
static void limit_plants(tension *t, const qn_use *use) {
  const qn_model *m = use->rows;
  const double usable = 1 - t->region->settings.reserve;
  for (int k = 0; k < t->region->n_sources; k++) {
    const int supply = m->x->region->heat.supply_of_source[k];
    double still = 0, chosen = 0;
    for (int j = 0; j < m->n; j++) {
      still = fmax(still, use->still[m->data->capacity[k * m->n + j]]);
      chosen = fmax(chosen, use->chosen[m->data->capacity[k * m->n + j]]);
    }
    if (supply < 0 || isnan(t->region->supplies[supply].peak) || !(usable > 0)) continue;
    if (chosen < still + LEAST) continue;
    qn_random random = qn_random_stream(t->seed, "plant", t->region->sources[k].id);
    const double share = draw(&random, PLANT_LEAST, PLANT_MOST);
    t->region->supplies[supply].peak = ceil((still + share * (chosen - still)) / usable);
    t->region->supplies[supply].source = SOURCE;
    t->region->sources[k].source = SOURCE;
  }
}

/* Steps keep their places between nothing and the limit. */
static void move_steps(tension *t) {
  const qn_case *c = t->region;
  for (int i = 0; i < c->n_supply_steps; i++) {
    qn_supply_step *step = &c->supply_steps[i];
    const int supply = step->i_supply;
    const int follows = i > 0 && step[-1].i_supply == supply;
    if (!t->is_drawn[supply] || !(t->was[supply].annual > 0)) continue;
    const double moved = round(step->up_to * c->supplies[supply].annual / t->was[supply].annual);
    step->up_to = fmax(moved, follows ? step[-1].up_to + 1 : 1);
    step->source = SOURCE;
  }
}

static void find_drawn(tension *t, const qn_use *use) {
  for (size_t r = 0; r < use->rows->n_row; r++) {
    const qn_model_row *row = &use->rows->rows[r];
    if ((row->family == &qn_family_peak || row->family == &qn_family_annual ||
         row->family == &qn_family_storage) &&
        use->chosen[r] >= use->still[r] + LEAST)
      t->is_drawn[row->row] = 1;
  }
}

/* What was opened and not drawn is as before; what was added and not drawn has no limit. */
static qn_status restore(tension *t) {
  const qn_case *c = t->region;
  const qn_supply_year *was = t->was_years.at;
  int at;
  for (int s = 0; s < c->n_supplies; s++) {
    if (t->is_drawn[s]) continue;
    qn_supply *row = &t->region->supplies[s];
    if (s >= t->n_was) row->annual = row->peak = NAN;
    if (s < t->n_was && (row->role == QN_ROLE_LIMIT || row->role == QN_ROLE_STORAGE))
      *row = t->was[s];
  }
  for (size_t i = 0; i < t->was_years.count; i++) {
    if (t->is_drawn[was[i].i_supply]) continue;
    const qn_status s = grow(t, QN_T_supply_years, 1, &at);
    if (s) return s;
    t->region->supply_years[at] = was[i];
  }
  return QN_OK;
}

/* The last season's limit stands in the supply's own row, the others in supply_years. */
static qn_status write_years(tension *t, int n) {
  const qn_case *c = t->region;
  int at, rows = 0;
  for (int i = 0; i < c->n_supplies * n; i++)
    rows += t->is_drawn[i / n] && !(isnan(t->annual[i]) && isnan(t->peak[i]));
  const qn_status s = grow(t, QN_T_supply_years, (size_t)rows, &at);
  for (int i = 0; i < c->n_supplies * n && !s; i++) {
    if (!t->is_drawn[i / n] || (isnan(t->annual[i]) && isnan(t->peak[i]))) continue;
    qn_supply *supply = &t->region->supplies[i / n];
    qn_supply_year *year = row_at(t, QN_T_supply_years, (size_t)at++);
    year->supply = supply->id;
    year->year = c->settings.base_year + 1 + i % n;
    year->annual = t->annual[i];
    year->peak = t->peak[i];
    year->source = SOURCE;
    if (!isnan(t->annual[i])) supply->annual = t->annual[i];
    if (!isnan(t->peak[i])) supply->peak = t->peak[i];
    supply->source = SOURCE;
  }
  return s;
}

/* Clean area by year takes the place of what the case asked for in the end; a target that asks for
 * nothing new is left out. */
static qn_status replace_targets(tension *t) {
  const qn_case *c = t->region;
  const qn_target *old = c->targets;
  const int n_old = c->n_targets;
  int kept = 0;
  unsigned char *stays = qn_arena_array(c->arena, (size_t)n_old + 1, 1);
  if (!stays) return QN_ENOMEM;
  for (int i = 0; i < n_old; i++)
    kept += stays[i] = i >= t->first_goal ? old[i].value > 0 : old[i].metric > QN_CLEAN_HOUSEHOLDS;
  const qn_status s = qn_case_resize(t->region, QN_T_targets, (size_t)kept);
  for (int i = 0, k = 0; i < n_old && !s; i++)
    if (stays[i]) t->region->targets[k++] = old[i];
  return s;
}

static qn_status draw_limits(tension *t, qn_run *run) {
  const qn_case *c = t->region;
  qn_demand *demand = NULL;
  qn_context *context = NULL;
  qn_use use = {0};
  qn_status s = qn_demand_new(&demand, c, "data/weather", run->findings);
  if (!s) s = qn_context_new(&context, c, demand);
  if (!s) s = qn_use_new(&use, context, t->seed, run);
  if (!s) {
    const size_t n = (size_t)c->n_supplies * (size_t)use.rows->n;
    t->annual = qn_arena_array(c->arena, n + 1, sizeof(double));
    t->peak = qn_arena_array(c->arena, n + 1, sizeof(double));
    t->is_drawn = qn_arena_array(c->arena, (size_t)c->n_supplies + 1, 1);
    if (!t->annual || !t->peak || !t->is_drawn) s = QN_ENOMEM;
    for (size_t i = 0; i < n && !s; i++) t->annual[i] = t->peak[i] = NAN;
    if (!s) find_drawn(t, &use);
    for (size_t r = 0; r < use.rows->n_row && !s; r++) limit_row(t, &use, r);
    if (!s) limit_plants(t, &use);
    if (!s) s = restore(t);
    if (!s) s = write_years(t, use.rows->n);
    if (!s) move_steps(t);
    if (!s) s = replace_targets(t);
  }
  qn_use_clear(&use);
  qn_context_free(context);
  qn_demand_free(demand);
  return s;
}

/* ---- the whole ---- */

static qn_status make(tension *t, const char *folder, qn_run *run) {
  qn_findings *findings = run->findings;
  const qn_case *c = t->region;
  t->common = common_area(c);
  qn_status s = open_supplies(t);
  if (!s) s = open_budgets(t);
  if (!s) s = open_build_limits(t);
  if (!s) s = open_targets(t);
  if (!s) s = qn_case_finish(t->region, findings);
  if (!s) s = draw_limits(t, run);
  if (!s) s = qn_case_finish(t->region, findings);
  return s ? s : qn_case_write(t->region, folder, 0, findings);
}

static void tell(const qn_findings *findings) {
  for (size_t i = 0; i < qn_findings_count(findings); i++) {
    const qn_finding *f = qn_findings_at(findings, i);
    qn_text words = {0};
    if (f->severity == QN_ERROR && !qn_finding_words(&words, f, NULL))
      fprintf(stderr, "%s\n", words.bytes);
    qn_text_clear(&words);
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "tension CASE DIR SEED\n");
    return 2;
  }
  tension t = {.seed = strtoull(argv[3], NULL, 10), .gas_of_all = -1};
  qn_run run = {.threads = 2, .started_s = qn_clock(), .findings = qn_findings_new()};
  qn_status s = qn_case_read(&t.region, argv[1], run.findings);
  if (!s) s = make(&t, argv[2], &run);
  if (s) tell(run.findings);
  qn_case_free(t.region);
  qn_findings_free(run.findings);
  return s ? 1 : 0;
}
