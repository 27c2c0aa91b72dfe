/* What becomes of sources, and what is built beside the units: projects, modules, trunks. */
#include <math.h>

#include "plan/family.h"
#include "plan/tables.h"

/* Area and households that hang on a source today. */
static void attached(const qn_tables_work *w, int source, double *area_m2, double *households) {
  const qn_case *c = w->region;
  *area_m2 = *households = 0;
  for (int i = 0; i < c->n_source_areas; i++)
    if (c->source_areas[i].i_source == source) {
      *area_m2 += c->source_areas[i].area_m2;
      *households += c->source_areas[i].households;
    }
  for (int u = 0; u < c->n_units; u++)
    if (c->units[u].i_present_source == source) {
      *area_m2 += qn_demand_area_m2(w->x->demand, u, c->settings.base_year);
      *households += qn_demand_households(w->x->demand, u, c->settings.base_year);
    }
}

static double capacity_kw(const qn_tables_work *w, int source, int season) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  const int state = qn_plan_source_state(w, source, season), n = w->x->time.n_decision;
  const int supply = w->x->region->heat.supply_of_source[source];
  if (state == QN_OUT) return 0;
  double kw = qn_state_capacity_kw(w->plan->model, source, state, season);
  if (supply < 0) return kw;
  kw += d->modules[supply * n + season] * c->supplies[supply].module_peak;
  for (int p = 0; p < c->n_projects; p++)
    if (c->projects[p].i_supply == supply && d->projects[p] &&
        d->projects[p] <= qn_timeline_year(&w->x->time, season))
      kw += c->projects[p].adds_peak;
  return kw;
}

qn_status qn_tabulate_source_plans(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  const int last = work->x->time.n_decision - 1;
  qn_source_plan *at = qn_arena_array(work->arena, (size_t)c->n_sources, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (int k = 0; k < c->n_sources && work->n_chosen; k++) {
    const qn_heat_source *s = &c->sources[k];
    const qn_source_choice *choice = &work->plan->decision.sources[k];
    const qn_source_option *o = choice->option >= 0 ? &c->source_options[choice->option] : NULL;
    const int server = qn_plan_server(work, k, last);
    const int state = qn_plan_source_state(work, server, last);
    const int carrier = o && o->i_carrier >= 0 ? o->i_carrier : s->i_carrier;
    at[k] = (qn_source_plan){
        .heat_source = s->id,
        .name = s->name,
        .county = qn_name_of_area(c, qn_county_of(c, s->i_area)),
        .network = s->network,
        .mode_name = c->modes[s->i_mode].name,
        .boiler_tph = s->boiler_tph,
        .option = o ? qn_choice_words(work, &qn_source_options_table, "kind", o->kind)
                    : (work->english ? "keep" : "维持"),
        .season = o ? choice->year : QN_NO_INT,
        .receiver_name = o && o->i_receiver >= 0 ? c->sources[o->i_receiver].name : NULL,
        .carrier_before = c->carriers[s->i_carrier].name,
        .carrier_after = server != k ? NULL : c->carriers[carrier].name,
        .capacity_kw = capacity_kw(work, k, last),
        .is_clean = state != QN_OUT && qn_state_is_clean(work->plan->model, server, state, last),
        .invest_cny = o ? o->invest_cny : 0,
        .payer = o ? qn_choice_words(work, &qn_source_options_table, "payer", o->payer) : NULL,
        .lon = s->lon,
        .lat = s->lat};
    attached(work, k, &at[k].attached_m2, &at[k].households);
  }
  rows->at = at;
  rows->count = work->n_chosen ? (size_t)c->n_sources : 0;
  return QN_OK;
}

typedef QN_ARRAY(qn_project_plan) project_list;

static qn_status list_projects(project_list *out, const qn_tables_work *w) {
  const qn_case *c = w->region;
  for (int p = 0; p < c->n_projects; p++) {
    const qn_project *project = &c->projects[p];
    if (!w->plan->decision.projects[p]) continue;
    qn_project_plan *row = QN_PUSH(out);
    if (!row) return QN_ENOMEM;
    *row = (qn_project_plan){
        .kind = project->kind ? project->kind : (w->english ? "project" : "项目"),
        .id = project->id,
        .name = project->name,
        .area_name = qn_name_of_area(c, project->i_area),
        .season = w->plan->decision.projects[p],
        .count = 1,
        .cost_cny = project->cost_cny,
        .payer = qn_choice_words(w, &qn_projects_table, "payer", project->payer),
        .owner = project->owner,
        .km = project->km,
        .note = project->i_supply >= 0 ? c->supplies[project->i_supply].name : NULL};
  }
  return QN_OK;
}

static qn_status list_trunks(project_list *out, const qn_tables_work *w) {
  const qn_case *c = w->region;
  for (int i = 0; i < c->n_trunks; i++) {
    const qn_trunk *trunk = &c->trunks[i];
    if (!w->plan->decision.trunks[i]) continue;
    qn_project_plan *row = QN_PUSH(out);
    if (!row) return QN_ENOMEM;
    const int is_gas = !strcmp(trunk->network, "gas");
    *row = (qn_project_plan){.kind = w->english ? "trunk" : "干线",
                             .id = trunk->network,
                             .name = w->english ? (is_gas ? "gas trunk" : "heat trunk")
                                                : (is_gas ? "燃气干线" : "热力干线"),
                             .area_name = qn_name_of_area(c, trunk->i_area),
                             .season = w->plan->decision.trunks[i],
                             .count = 1,
                             .cost_cny = trunk->cost_cny,
                             .km = NAN,
                             .payer = qn_choice_words(w, &qn_trunks_table, "payer", trunk->payer)};
  }
  return QN_OK;
}

static qn_status list_modules(project_list *out, const qn_tables_work *w) {
  const qn_case *c = w->region;
  const int n = w->x->time.n_decision;
  for (int s = 0; s < c->n_supplies; s++)
    for (int j = 0; j < n; j++) {
      const int *have = &w->plan->decision.modules[s * n];
      const int added = have[j] - (j ? have[j - 1] : 0);
      if (added <= 0) continue;
      qn_project_plan *row = QN_PUSH(out);
      if (!row) return QN_ENOMEM;
      *row = (qn_project_plan){
          .kind = w->english ? "module" : "扩容模块",
          .id = c->supplies[s].id,
          .name = c->supplies[s].name,
          .area_name = qn_name_of_area(c, c->supplies[s].i_area),
          .season = qn_timeline_year(&w->x->time, j),
          .count = added,
          .cost_cny = added * c->supplies[s].module_cost_cny,
          .km = NAN,
          .payer = qn_choice_words(w, &qn_supplies_table, "payer", c->supplies[s].payer)};
    }
  return QN_OK;
}

qn_status qn_tabulate_project_plans(qn_rows *rows, qn_tables_work *work) {
  project_list out = {0};
  qn_status s = work->n_chosen ? list_projects(&out, work) : QN_OK;
  if (!s && work->n_chosen) s = list_trunks(&out, work);
  if (!s && work->n_chosen) s = list_modules(&out, work);
  return s ? (free(out.at), s) : qn_rows_take(rows, work->arena, out.at, out.count);
}
