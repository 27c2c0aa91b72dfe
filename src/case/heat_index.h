/* Which rows of the heat system belong together, so that nobody has to look through whole tables.
 * Lists run through row numbers in the order of their table; -1 ends. */
#ifndef QN_CASE_HEAT_INDEX_H
#define QN_CASE_HEAT_INDEX_H
#include "base/status.h"

typedef struct {
  int *supply_of_source; /* [n_sources] the supply that is its capacity, -1 none */
  int *source_of_supply; /* [n_supplies] the other way round */
  int n_network;         /* names that sources and trunks give to networks */
  int *network_of_source, *network_of_trunk; /* numbers of these names */
  int *first_in_network, *next_in_network;   /* [n_network], [n_sources] sources of a network */
  int *network_size;                         /* [n_network] how many */
  int *first_option, *next_option;           /* [n_sources], [n_source_options] of a source */
  int *first_merge, *next_merge; /* [n_sources], [n_source_options] merges into a receiver */
} qn_heat_index;

struct qn_case;
/* Fills region->heat from the linked tables, in the case's arena. */
qn_status qn_heat_index_fill(struct qn_case *region);

#endif
