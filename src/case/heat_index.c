/* Names by a map; lists from the last row to the first, so that they run in the table's order. */
#include "case/heat_index.h"

#include "base/names.h"
#include "case/case.h"

static int *numbers_new(const qn_case *c, int n, int value) {
  int *numbers = qn_arena_array(c->arena, (size_t)n + 1, sizeof *numbers);
  for (int i = 0; numbers && i <= n; i++) numbers[i] = value;
  return numbers;
}

static qn_status take_room(const qn_case *c, qn_heat_index *x) {
  x->supply_of_source = numbers_new(c, c->n_sources, -1);
  x->source_of_supply = numbers_new(c, c->n_supplies, -1);
  x->network_of_source = numbers_new(c, c->n_sources, -1);
  x->network_of_trunk = numbers_new(c, c->n_trunks, -1);
  x->first_in_network = numbers_new(c, c->n_sources + c->n_trunks, -1);
  x->next_in_network = numbers_new(c, c->n_sources, -1);
  x->network_size = numbers_new(c, c->n_sources + c->n_trunks, 0);
  x->first_option = numbers_new(c, c->n_sources, -1);
  x->next_option = numbers_new(c, c->n_source_options, -1);
  x->first_merge = numbers_new(c, c->n_sources, -1);
  x->next_merge = numbers_new(c, c->n_source_options, -1);
  return x->supply_of_source && x->source_of_supply && x->network_of_source &&
                 x->network_of_trunk && x->first_in_network && x->next_in_network &&
                 x->network_size && x->first_option && x->next_option && x->first_merge &&
                 x->next_merge
             ? QN_OK
             : QN_ENOMEM;
}

static qn_status pair_supplies(const qn_case *c, qn_heat_index *x) {
  qn_names names = {0};
  qn_status s = QN_OK;
  for (int i = 0; i < c->n_supplies && !s; i++)
    if (c->supplies[i].role == QN_ROLE_SOURCE && c->supplies[i].id)
      s = qn_names_add(&names, c->supplies[i].id, (size_t)i, NULL);
  for (int k = 0; k < c->n_sources && !s; k++) {
    const size_t supply = names.count ? qn_names_find(&names, c->sources[k].id) : QN_NO_INDEX;
    if (supply == QN_NO_INDEX) continue;
    x->supply_of_source[k] = (int)supply;
    x->source_of_supply[supply] = k;
  }
  qn_names_clear(&names);
  return s;
}

static qn_status number_network(qn_heat_index *x, qn_names *names, const char *name, int *number) {
  size_t known;
  if (!name) return QN_OK;
  const qn_status s = qn_names_add(names, name, (size_t)x->n_network, &known);
  *number = known == QN_NO_INDEX ? x->n_network++ : (int)known;
  return s;
}

static qn_status number_networks(const qn_case *c, qn_heat_index *x) {
  qn_names names = {0};
  qn_status s = QN_OK;
  for (int k = 0; k < c->n_sources && !s; k++)
    s = number_network(x, &names, c->sources[k].network, &x->network_of_source[k]);
  for (int i = 0; i < c->n_trunks && !s; i++)
    s = number_network(x, &names, c->trunks[i].network, &x->network_of_trunk[i]);
  qn_names_clear(&names);
  return s;
}

/* Row of the list that the head begins comes before those that are in it. */
static void put_first(int *first, int *next, int head, int row) {
  if (head < 0) return;
  next[row] = first[head];
  first[head] = row;
}

static void list_rows(const qn_case *c, qn_heat_index *x) {
  for (int k = c->n_sources; k-- > 0;) {
    put_first(x->first_in_network, x->next_in_network, x->network_of_source[k], k);
    if (x->network_of_source[k] >= 0) x->network_size[x->network_of_source[k]]++;
  }
  for (int o = c->n_source_options; o-- > 0;) {
    const qn_source_option *row = &c->source_options[o];
    put_first(x->first_option, x->next_option, row->i_source, o);
    if (row->kind == QN_OPTION_MERGE) put_first(x->first_merge, x->next_merge, row->i_receiver, o);
  }
}

qn_status qn_heat_index_fill(qn_case *region) {
  qn_heat_index *x = &region->heat;
  *x = (qn_heat_index){0};
  qn_status s = take_room(region, x);
  if (!s) s = pair_supplies(region, x);
  if (!s) s = number_networks(region, x);
  if (!s) list_rows(region, x);
  return s;
}
