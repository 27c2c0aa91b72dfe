#include "plan/tables_levers.h"

#include <math.h>
#include <stdlib.h>

/* ---- which rows move ---- */

/* Rows of a table whose link is the group's index (link 0: the row of that number), and the members
 * that move. */
enum { MOST_FIELDS = 3, MOST_PARTS = 2 };
typedef struct {
  int table;
  size_t link;
  size_t fields[MOST_FIELDS];
  int n_field;
} moved;

#define F(type, member) offsetof(type, member)
static const struct {
  moved parts[MOST_PARTS];
  int n_part, moves_demand;
} groups[QN_LEVERS] = {
    [QN_LEVER_PRICE] = {{{QN_T_prices, F(qn_price, i_carrier), {F(qn_price, price_cny)}, 1}}, 1, 0},
    [QN_LEVER_PARTS] =
        {{{QN_T_mode_parts, F(qn_mode_part, i_mode), {F(qn_mode_part, cost_cny)}, 1}}, 1, 0},
    [QN_LEVER_EFFICIENCY] =
        {{{QN_T_mode_curves, F(qn_mode_curve, i_mode), {F(qn_mode_curve, cop)}, 1},
          {QN_T_modes, 0, {F(qn_mode, efficiency)}, 1}},
         2,
         0},
    [QN_LEVER_UPKEEP] = {{{QN_T_modes,
                           0,
                           {F(qn_mode, om_cny_household), F(qn_mode, om_cny_m2),
                            F(qn_mode, labour_cny_household)},
                           3}},
                         1,
                         0},
    [QN_LEVER_INDEX] = {{{QN_T_building_classes,
                          0,
                          {F(qn_building_class, q_w_m2), F(qn_building_class, u_w_m2k)},
                          2}},
                        1,
                        1},
    [QN_LEVER_USE] = {{{QN_T_building_classes, 0, {F(qn_building_class, kappa_now)}, 1}}, 1, 1},
    [QN_LEVER_RETROFIT] = {{{QN_T_retrofits,
                             F(qn_retrofit, i_class),
                             {F(qn_retrofit, cost_cny_m2), F(qn_retrofit, cost_cny_household)},
                             2}},
                           1,
                           1},
    [QN_LEVER_BOILERS] =
        {{{QN_T_sources, F(qn_heat_source, i_carrier), {F(qn_heat_source, efficiency)}, 1},
          {QN_T_source_options,
           F(qn_source_option, i_carrier),
           {F(qn_source_option, efficiency)},
           1}},
         2,
         0},
    [QN_LEVER_OPTIONS] = {{{QN_T_source_options,
                            F(qn_source_option, i_source),
                            {F(qn_source_option, invest_cny)},
                            1}},
                          1,
                          0},
    [QN_LEVER_PROJECT] = {{{QN_T_projects, 0, {F(qn_project, cost_cny)}, 1}}, 1, 0},
};
#undef F

const qn_lever_words qn_lever_kinds[QN_LEVERS] = {
    [QN_LEVER_PRICE] = {"价格", "price", QN_T_carriers},
    [QN_LEVER_PARTS] = {"设备与工程造价", "equipment and works", QN_T_modes},
    [QN_LEVER_EFFICIENCY] = {"能效", "efficiency", QN_T_modes},
    [QN_LEVER_UPKEEP] = {"运维与人工", "upkeep and labour", QN_T_modes},
    [QN_LEVER_INDEX] = {"热指标", "heat index", QN_T_building_classes},
    [QN_LEVER_USE] = {"现状用热系数", "present use of heat", QN_T_building_classes},
    [QN_LEVER_RETROFIT] = {"节能改造造价", "cost of retrofits", QN_T_building_classes},
    [QN_LEVER_BOILERS] = {"热源效率", "efficiency of sources", QN_T_carriers},
    [QN_LEVER_OPTIONS] = {"热源改造投资", "cost of its options", QN_T_sources},
    [QN_LEVER_PROJECT] = {"项目投资", "cost", QN_T_projects},
    [QN_LEVER_DISCOUNT] = {"折现率", "discount rate", -1},
    [QN_LEVER_SERVICE] = {"同等服务系数", "heat use of equal service", -1},
};

static int is_member(const moved *part, const char *row, size_t i, int index) {
  return part->link ? *(const int *)(row + part->link) == index : i == (size_t)index;
}

long qn_lever_member(const qn_case *region, const qn_lever *lever, int table, size_t row) {
  for (int p = 0; p < groups[lever->kind].n_part; p++) {
    const moved *part = &groups[lever->kind].parts[p];
    if (part->table == table &&
        is_member(part, qn_row(&region->tables[table], row), row, lever->index))
      return (long)part->fields[0];
  }
  return -1;
}

int qn_lever_table(const qn_case *region, const qn_lever *lever) {
  for (int p = 0; p < groups[lever->kind].n_part; p++) {
    const int table = groups[lever->kind].parts[p].table;
    for (size_t i = 0; i < region->tables[table].count; i++)
      if (qn_lever_member(region, lever, table, i) >= 0) return table;
  }
  return -1;
}

/* ---- the case with one thing moved ---- */

typedef struct {
  qn_arena *arena;
  qn_case region;
  qn_decision decision;
  qn_demand *demand; /* NULL: that of the plan */
} scenario;

/* Points a typed member of the copy at rows of its own. */
static void point_at(qn_case *c, int table, void *rows) {
  c->tables[table].at = rows;
  switch (table) {
#define POINT(member, type, declaration) \
  case QN_T_##member:                    \
    c->member = rows;                    \
    break;
    QN_CASE_LIST(POINT)
#undef POINT
    default:
      break;
  }
}

static qn_status move_rows(scenario *in, const moved *part, int index, double factor) {
  const qn_rows *rows = &in->region.tables[part->table];
  const size_t size = rows->table->row_size;
  char *own = qn_arena_array(in->arena, rows->count + 1, size);
  if (!own) return QN_ENOMEM;
  if (rows->count) memcpy(own, rows->at, rows->count * size);
  for (size_t i = 0; i < rows->count; i++)
    for (int f = 0; f < part->n_field && is_member(part, own + i * size, i, index); f++)
      *(double *)(void *)(own + i * size + part->fields[f]) *= factor;
  point_at(&in->region, part->table, own);
  return QN_OK;
}

static qn_status move_group(scenario *in, const qn_lever *lever, double factor) {
  qn_settings *g = &in->region.settings;
  qn_status s = QN_OK;
  if (lever->kind == QN_LEVER_DISCOUNT) g->discount_rate *= factor;
  if (lever->kind == QN_LEVER_SERVICE) g->service_factor *= factor;
  for (int p = 0; p < groups[lever->kind].n_part && !s; p++)
    s = move_rows(in, &groups[lever->kind].parts[p], lever->index, factor);
  /* The choices stay, also where the burden would now forbid one. */
  if (g->burden_rule == QN_HARD) g->burden_rule = QN_REPORTED;
  return s;
}

/* ---- heat that sources send follows the load ---- */

typedef struct {
  double before, after;
} growth;

static double growth_of(const growth *g) {
  return g->before > 0 ? g->after / g->before : 1;
}

/* Loads on sources and in townships at the horizon, before and after. */
static void sum_loads(growth *on_source, growth *in_township, const qn_tables_work *w,
                      const qn_demand *after) {
  const qn_case *c = w->region;
  const int year = c->settings.horizon;
  for (int k = 0; k < c->n_sources; k++) {
    on_source[k].before += qn_demand_source_design_kw(w->x->demand, k);
    on_source[k].after += qn_demand_source_design_kw(after, k);
  }
  for (int u = 0; u < c->n_units; u++) {
    const double now = qn_demand_design_kw(w->x->demand, u, year, 0);
    const double then = qn_demand_design_kw(after, u, year, 0);
    const int source = c->units[u].i_present_source;
    growth *at = source >= 0 ? &on_source[source]
                             : &in_township[qn_context_township(w->x, c->units[u].i_area)];
    at->before += now;
    at->after += then;
  }
}

static qn_status move_flows(scenario *in, const qn_tables_work *w) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  growth *on_source = qn_arena_array(in->arena, (size_t)c->n_sources + 1, sizeof *on_source);
  growth *in_township = qn_arena_array(in->arena, (size_t)c->n_areas + 1, sizeof *in_township);
  in->decision.flows = qn_arena_array(in->arena, d->n_flow + 1, sizeof *d->flows);
  if (!on_source || !in_township || !in->decision.flows) return QN_ENOMEM;
  sum_loads(on_source, in_township, w, in->demand);
  for (size_t i = 0; i < d->n_flow; i++) {
    qn_heat_flow *flow = &in->decision.flows[i];
    *flow = d->flows[i];
    flow->kw *= flow->attached_of >= 0 ? growth_of(&on_source[flow->attached_of])
                                       : growth_of(&in_township[flow->township]);
  }
  return QN_OK;
}

/* ---- the cost then ---- */

static int is_costed(const qn_verdict *verdict) {
  for (size_t i = 0; i < verdict->n_rule; i++)
    if (!strncmp(verdict->rules[i].family, "choose", 6)) return 0;
  return 1;
}

static qn_status cost_of(double *cny, const scenario *in, const qn_tables_work *w) {
  qn_verdict verdict;
  qn_status s = qn_verify(&verdict, &in->region, in->demand ? in->demand : w->x->demand,
                          &in->decision, in->arena, NULL);
  if (s == QN_EVERIFY) s = QN_OK; /* a limit that moved is no matter here */
  if (!s) *cny = is_costed(&verdict) ? verdict.cost_cny : NAN;
  return s;
}

qn_status qn_lever_change(double *cny, const qn_tables_work *work, const qn_lever *lever,
                          double factor) {
  scenario in = {
      .arena = qn_arena_new(), .region = *work->region, .decision = work->plan->decision};
  double cost = NAN;
  qn_status s = in.arena ? move_group(&in, lever, factor) : QN_ENOMEM;
  if (!s && groups[lever->kind].moves_demand) {
    s = qn_demand_like(&in.demand, work->x->demand, &in.region, NULL);
    if (!s) s = move_flows(&in, work);
  }
  if (!s) s = cost_of(&cost, &in, work);
  if (!s) *cny = cost - work->plan->verdict.cost_cny;
  qn_demand_free(in.demand);
  qn_arena_free(in.arena);
  return s;
}

/* ---- which groups matter ---- */

/* Present cost by what it rests on. */
typedef struct {
  double *price, *boilers;             /* [carrier] */
  double *parts, *efficiency, *upkeep; /* [mode] */
  double *heat, *retrofit;             /* [building class] */
  double *options, *project;           /* [source], [project] */
} weights;

/* Divides among the classes of a unit by area. */
static void share_out(double *to, const qn_case *c, int unit, double cny) {
  const qn_children rows = c->areas_of_unit[unit];
  double all = 0;
  for (int k = rows.first; k < rows.first + rows.count; k++) all += c->unit_areas[k].area_m2;
  for (int k = rows.first; k < rows.first + rows.count && all > 0; k++)
    to[c->unit_areas[k].i_class] += cny * c->unit_areas[k].area_m2 / all;
}

static void weigh_choice(weights *to, const qn_tables_work *w, const qn_chosen *chosen) {
  const qn_case *c = w->region;
  const qn_account *a = &chosen->account;
  const int unit = chosen->choice->unit, present = c->units[unit].i_present_mode;
  const double share = chosen->choice->share;
  double heat_cny = 0, bought_cny = -a->retrofit_cny;
  for (int j = 0; j < w->x->time.n_season; j++) {
    const double d = share * w->x->time.discount[j];
    const qn_running *r = &a->running[j];
    const int mode = a->mode[j], carrier = mode < 0 ? -1 : c->modes[mode].i_carrier;
    if (mode < 0) continue;
    to->efficiency[mode] += d * r->energy_cny;
    to->upkeep[mode] += d * (r->upkeep_cny + r->labour_cny);
    to->parts[mode] += d * r->renewal_cny;
    if (carrier >= 0) to->price[carrier] += d * r->energy_cny;
    heat_cny += d * r->energy_cny;
  }
  for (int p = 0; p < QN_PAYERS; p++) bought_cny += a->invest_cny[p];
  if (a->path.season >= 0 && chosen->choice->mode != present)
    to->parts[chosen->choice->mode] += share * bought_cny;
  share_out(to->heat, c, unit, heat_cny);
  share_out(to->retrofit, c, unit, share * a->retrofit_cny);
}

/* The heat of sources by the classes of what is attached to them today, by area. */
static void weigh_attached(weights *to, const qn_tables_work *w, double heat_cny) {
  const qn_case *c = w->region;
  double m2 = 0;
  for (int i = 0; i < c->n_source_areas; i++) m2 += c->source_areas[i].area_m2;
  for (int i = 0; i < c->n_unit_areas; i++)
    if (c->units[c->unit_areas[i].i_unit].i_present_source >= 0) m2 += c->unit_areas[i].area_m2;
  if (!(m2 > 0)) return;
  for (int i = 0; i < c->n_source_areas; i++)
    to->heat[c->source_areas[i].i_class] += heat_cny * c->source_areas[i].area_m2 / m2;
  for (int i = 0; i < c->n_unit_areas; i++)
    if (c->units[c->unit_areas[i].i_unit].i_present_source >= 0)
      to->heat[c->unit_areas[i].i_class] += heat_cny * c->unit_areas[i].area_m2 / m2;
}

static void weigh_sources(weights *to, const qn_tables_work *w) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  const double heat_cny = w->plan->verdict.heat_cny;
  double kw = 0;
  for (size_t i = 0; i < d->n_flow; i++) kw += d->flows[i].kw;
  for (size_t i = 0; i < d->n_flow && kw > 0; i++) {
    const qn_heat_flow *flow = &d->flows[i];
    const int changed = flow->state >= 0 ? c->source_options[flow->state].i_carrier : -1;
    const int carrier = changed >= 0 ? changed : c->sources[flow->heat_source].i_carrier;
    to->boilers[carrier] += heat_cny * flow->kw / kw;
    to->price[carrier] += heat_cny * flow->kw / kw;
  }
  weigh_attached(to, w, heat_cny);
  for (int k = 0; k < c->n_sources; k++)
    if (d->sources[k].option >= 0)
      to->options[k] = c->source_options[d->sources[k].option].invest_cny;
  for (int p = 0; p < c->n_projects; p++)
    if (d->projects[p]) to->project[p] = c->projects[p].cost_cny;
}

static double *numbers(qn_arena *arena, int n, int *failed) {
  double *at = qn_arena_array(arena, (size_t)n + 1, sizeof *at);
  if (!at) *failed = 1;
  return at;
}

static qn_status weigh(weights *to, const qn_tables_work *w, qn_arena *arena) {
  const qn_case *c = w->region;
  int failed = 0;
  *to = (weights){.price = numbers(arena, c->n_carriers, &failed),
                  .boilers = numbers(arena, c->n_carriers, &failed),
                  .parts = numbers(arena, c->n_modes, &failed),
                  .efficiency = numbers(arena, c->n_modes, &failed),
                  .upkeep = numbers(arena, c->n_modes, &failed),
                  .heat = numbers(arena, c->n_building_classes, &failed),
                  .retrofit = numbers(arena, c->n_building_classes, &failed),
                  .options = numbers(arena, c->n_sources, &failed),
                  .project = numbers(arena, c->n_projects, &failed)};
  if (failed) return QN_ENOMEM;
  for (size_t i = 0; i < w->n_chosen; i++) weigh_choice(to, w, &w->chosen[i]);
  weigh_sources(to, w);
  return QN_OK;
}

size_t qn_lever_most(const qn_case *c) {
  return (size_t)(2 * c->n_carriers + 3 * c->n_modes + 3 * c->n_building_classes + c->n_sources +
                  c->n_projects + 2);
}

static void list_kind(qn_lever *out, size_t *n, const qn_case *c, qn_lever_kind kind,
                      const double *weight, int count) {
  for (int i = 0; i < count; i++) {
    const qn_lever lever = {kind, i, weight[i]};
    if (weight[i] > 0 && qn_lever_table(c, &lever) >= 0) out[(*n)++] = lever;
  }
}

static int by_weight(const void *a, const void *b) {
  const qn_lever *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

qn_status qn_levers_of(qn_lever *out, size_t *count, const qn_tables_work *w) {
  const qn_case *c = w->region;
  qn_arena *arena = qn_arena_new();
  weights all;
  const qn_status s = arena ? weigh(&all, w, arena) : QN_ENOMEM;
  *count = 0;
  if (!s) {
    const double cost = fabs(w->plan->verdict.cost_cny);
    list_kind(out, count, c, QN_LEVER_PRICE, all.price, c->n_carriers);
    list_kind(out, count, c, QN_LEVER_PARTS, all.parts, c->n_modes);
    list_kind(out, count, c, QN_LEVER_EFFICIENCY, all.efficiency, c->n_modes);
    list_kind(out, count, c, QN_LEVER_UPKEEP, all.upkeep, c->n_modes);
    list_kind(out, count, c, QN_LEVER_INDEX, all.heat, c->n_building_classes);
    list_kind(out, count, c, QN_LEVER_USE, all.heat, c->n_building_classes);
    list_kind(out, count, c, QN_LEVER_RETROFIT, all.retrofit, c->n_building_classes);
    list_kind(out, count, c, QN_LEVER_BOILERS, all.boilers, c->n_carriers);
    list_kind(out, count, c, QN_LEVER_OPTIONS, all.options, c->n_sources);
    list_kind(out, count, c, QN_LEVER_PROJECT, all.project, c->n_projects);
    out[(*count)++] = (qn_lever){QN_LEVER_DISCOUNT, 0, cost}; /* touches all of it */
    if (c->settings.service == QN_EQUAL_SERVICE)
      out[(*count)++] = (qn_lever){QN_LEVER_SERVICE, 0, cost};
    qsort(out, *count, sizeof *out, by_weight);
  }
  qn_arena_free(arena);
  return s;
}
