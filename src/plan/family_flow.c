/* Each way heat can take is open only while its source is in the state it starts from, and then for
 * no more than can hang there. Follows from the rows of states for whole choices, and makes the
 * relaxation much tighter where a source can do more than one load needs. */
#include <stdlib.h>

#include "plan/family.h"

static int *flow_cell(const qn_model *m, size_t flow, int j) {
  return &m->data->flow[flow * (size_t)m->n + (size_t)j];
}

/* Flows of a source one after the other, -1 ends. */
static int link_flows(qn_model *m) {
  const int n_source = m->x->region->n_sources;
  m->data->flow_of_source = qn_index_new(m, (size_t)n_source);
  m->data->flow_next = qn_index_new(m, m->n_flow);
  if (!m->data->flow_of_source || !m->data->flow_next) return 0;
  for (size_t i = m->n_flow; i-- > 0;) {
    const int k = m->flows[i].heat_source;
    m->data->flow_next[i] = m->data->flow_of_source[k];
    m->data->flow_of_source[k] = (int)i;
  }
  return 1;
}

static void flow_rows(qn_model *m) {
  const qn_case *c = m->x->region;
  m->data->flow = qn_index_new(m, m->n_flow * (size_t)m->n);
  if (!m->data->flow || !link_flows(m)) return;
  for (int k = 0; k < c->n_sources; k++) {
    if (c->heat.first_option[k] < 0) continue;
    for (int i = m->data->flow_of_source[k]; i >= 0; i = m->data->flow_next[i])
      for (int j = 0; j < m->n; j++)
        if (qn_flow_most_kw(m, &m->flows[i], j) > 0)
          *flow_cell(m, (size_t)i, j) =
              qn_model_add_row(m, (qn_model_row){.family = &qn_family_flow,
                                                 .row = k,
                                                 .season = j,
                                                 .place = c->sources[k].i_area,
                                                 .sense = QN_AT_MOST});
  }
}

static void flow_source(qn_model *m, int source, int option, int season) {
  for (int j = 0; j < m->n; j++) {
    const int state = qn_source_state(m, option, season, j);
    if (state == QN_OUT) continue;
    for (int i = m->data->flow_of_source[source]; i >= 0; i = m->data->flow_next[i])
      if (m->flows[i].state == state)
        qn_model_take(m, *flow_cell(m, (size_t)i, j), -qn_flow_most_kw(m, &m->flows[i], j));
  }
}

static void flow_flow(qn_model *m, const qn_flow *f, int j) {
  qn_model_take(m, *flow_cell(m, (size_t)(f - m->flows), j), 1);
}

const qn_family qn_family_flow = {.id = "flow",
                                  .noun_zh = "热源状态",
                                  .noun_en = "state of a source",
                                  .table = QN_T_sources,
                                  .rows = flow_rows,
                                  .source = flow_source,
                                  .flow = flow_flow};
