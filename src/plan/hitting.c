/* Depth first by rising size: the first set that is not met yet must be met by one of its members.
 */
#include "plan/hitting.h"

#include <stdlib.h>
#include <string.h>

qn_status qn_sets_add(qn_sets *sets, const int *member, size_t n) {
  const size_t begin = sets->n ? sets->first[sets->n] : 0;
  int *grown = realloc(sets->member, (begin + n + 1) * sizeof *grown);
  if (grown) sets->member = grown;
  size_t *first = realloc(sets->first, (sets->n + 2) * sizeof *first);
  if (first) sets->first = first;
  if (!grown || !first) return QN_ENOMEM;
  memcpy(sets->member + begin, member, n * sizeof *member);
  sets->first[sets->n++] = begin;
  sets->first[sets->n] = begin + n;
  return QN_OK;
}

void qn_sets_clear(qn_sets *sets) {
  free(sets->member);
  free(sets->first);
  *sets = (qn_sets){0};
}

typedef struct {
  const qn_sets *sets;
  int *out;
  long steps;
} search;

static int is_met(const search *my, size_t set, int n) {
  for (size_t i = my->sets->first[set]; i < my->sets->first[set + 1]; i++)
    for (int k = 0; k < n; k++)
      if (my->out[k] == my->sets->member[i]) return 1;
  return 0;
}

/* Meets the sets from set on with at most size numbers, n of which stand. */
static int meet(search *my, size_t set, int n, int size) {
  while (set < my->sets->n && is_met(my, set, n)) set++;
  if (set == my->sets->n) return n;
  if (n == size) return -1;
  for (size_t i = my->sets->first[set]; i < my->sets->first[set + 1] && my->steps-- > 0; i++) {
    my->out[n] = my->sets->member[i];
    const int found = meet(my, set + 1, n + 1, size);
    if (found >= 0) return found;
  }
  return -1;
}

int qn_hitting_set(int *out, int most, const qn_sets *sets, long steps) {
  search my = {.sets = sets, .out = out, .steps = steps};
  for (int size = 0; size <= most; size++) {
    const int n = meet(&my, 0, 0, size);
    if (n >= 0) return n;
    if (my.steps <= 0) return QN_HITTING_UNKNOWN;
  }
  return QN_HITTING_NONE;
}
