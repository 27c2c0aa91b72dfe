/* Trunk pipes: heat flows, and units turn to a network or to gas, only where the trunk of their
 * township stands. */
#include <math.h>
#include <string.h>

#include "plan/family.h"

static int link_row(qn_model *m, const qn_family *family, int row, int season, int place) {
  return qn_model_add_row(
      m, (qn_model_row){
             .family = family, .row = row, .season = season, .place = place, .sense = QN_AT_MOST});
}

/* ---- gas trunks: a unit that turns to gas needs its township's trunk ---- */

static void gas_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->gas_link = qn_index_new(m, (size_t)c->n_units * (size_t)m->n))) return;
  for (int u = 0; u < c->n_units; u++) {
    const int trunk = m->x->gas_trunk[qn_context_township(m->x, c->units[u].i_area)];
    if (trunk < 0 || c->trunks[trunk].is_built) continue;
    for (int j = 0; j < m->n; j++)
      m->data->gas_link[u * m->n + j] =
          qn_model_add_row(m, (qn_model_row){.family = &qn_family_trunk_gas,
                                             .row = u,
                                             .season = j,
                                             .place = c->units[u].i_area,
                                             .sense = QN_AT_MOST});
  }
}

static void gas_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_pathway p = t->account->path;
  const qn_case *c = m->x->region;
  if (p.season < 0 || c->modes[p.mode].needs_trunk != QN_GAS_TRUNK) return;
  if (p.mode == c->units[t->unit].i_present_mode) return;
  for (int j = p.season; j < m->n; j++) qn_model_take(m, m->data->gas_link[t->unit * m->n + j], 1);
}

static void gas_trunk(qn_model *m, int trunk, int season) {
  const qn_case *c = m->x->region;
  const int area = c->trunks[trunk].i_area;
  if (area < 0 || m->x->gas_trunk[area] != trunk) return;
  for (int u = m->x->units.first[area]; u >= 0; u = m->x->units.next[u])
    for (int j = season; j < m->n; j++) qn_model_take(m, m->data->gas_link[u * m->n + j], -1);
}

const qn_family qn_family_trunk_gas = {.id = "trunk_gas",
                                       .noun_zh = "须先通燃气干线",
                                       .noun_en = "gas trunk first",
                                       .table = QN_T_units,
                                       .rows = gas_rows,
                                       .unit = gas_unit,
                                       .trunk = gas_trunk};

/* ---- heat trunks ---- */

static void heat_trunk_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->heat_link = qn_index_new(m, (size_t)c->n_trunks * (size_t)m->n))) return;
  for (size_t i = 0; i < m->n_flow; i++) {
    const int trunk = m->flows[i].township >= 0 ? m->flows[i].trunk : -1;
    if (trunk < 0 || c->trunks[trunk].is_built || m->data->heat_link[trunk * m->n] >= 0) continue;
    for (int j = 0; j < m->n; j++)
      m->data->heat_link[trunk * m->n + j] =
          link_row(m, &qn_family_trunk_heat, trunk, j, c->trunks[trunk].i_area);
  }
}

static void heat_trunk_flow(qn_model *m, const qn_flow *f, int j) {
  if (f->township >= 0) qn_model_take(m, m->data->heat_link[f->trunk * m->n + j], 1);
}

static void heat_trunk(qn_model *m, int trunk, int season) {
  double most = 0;
  const int area = m->x->region->trunks[trunk].i_area;
  for (int i = area >= 0 ? m->joint_of_area[area] : -1; i >= 0; i = m->joints[i].next)
    most += m->joints[i].most_kw;
  for (int j = season; j < m->n; j++) qn_model_take(m, m->data->heat_link[trunk * m->n + j], -most);
}

const qn_family qn_family_trunk_heat = {.id = "trunk_heat",
                                        .noun_zh = "须先通热力干线",
                                        .noun_en = "heat trunk first",
                                        .table = QN_T_trunks,
                                        .rows = heat_trunk_rows,
                                        .flow = heat_trunk_flow,
                                        .trunk = heat_trunk};

/* ---- units and heat trunks: follows from joiners and trunk_heat for whole choices, and makes the
 * relaxation much tighter; not where a heat trunk stands today ---- */

static int needs_unit_link(const qn_model *m, int township) {
  const qn_case *c = m->x->region;
  int any = 0;
  for (int i = m->x->trunks.first[township]; i >= 0; i = m->x->trunks.next[i]) {
    if (!strcmp(c->trunks[i].network, "gas")) continue;
    if (c->trunks[i].is_built) return 0;
    any = 1;
  }
  return any;
}

static void unit_trunk_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  if (!(m->data->heat_unit = qn_index_new(m, (size_t)c->n_units * (size_t)m->n))) return;
  for (int u = 0; u < c->n_units; u++) {
    const int township = qn_context_township(m->x, c->units[u].i_area);
    if (!needs_unit_link(m, township)) continue;
    for (int j = 0; j < m->n; j++)
      m->data->heat_unit[u * m->n + j] = link_row(m, &qn_family_unit_trunk, u, j, township);
  }
}

static void unit_trunk_unit(qn_model *m, const qn_unit_takes *t) {
  const qn_case *c = m->x->region;
  const qn_pathway p = t->account->path;
  if (p.season < 0 || !c->modes[p.mode].is_network || c->units[t->unit].i_present_mode == p.mode)
    return;
  for (int j = p.season; j < m->n; j++) qn_model_take(m, m->data->heat_unit[t->unit * m->n + j], 1);
}

static void unit_trunk_trunk(qn_model *m, int trunk, int season) {
  const qn_case *c = m->x->region;
  const int area = c->trunks[trunk].i_area;
  if (area < 0 || !strcmp(c->trunks[trunk].network, "gas")) return;
  for (int u = m->x->units.first[area]; u >= 0; u = m->x->units.next[u])
    for (int j = season; j < m->n; j++) qn_model_take(m, m->data->heat_unit[u * m->n + j], -1);
}

const qn_family qn_family_unit_trunk = {.id = "unit_trunk",
                                        .noun_zh = "须先通热力干线",
                                        .noun_en = "heat trunk first",
                                        .table = QN_T_units,
                                        .rows = unit_trunk_rows,
                                        .unit = unit_trunk_unit,
                                        .trunk = unit_trunk_trunk};
