/* A map from names to numbers (row numbers, indices): open addressing, names borrowed, one value a
 * name, the first kept. */
#ifndef QN_BASE_NAMES_H
#define QN_BASE_NAMES_H
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef struct {
  struct qn_name_slot *slots;
  size_t count, room;
} qn_names;

#define QN_NO_INDEX ((size_t)-1)

void qn_names_clear(qn_names *names);
/* Adds name (borrowed: it must outlive the map). *earlier, when not NULL, gets the index the name
 * already had, or QN_NO_INDEX when it was new. */
qn_status qn_names_add(qn_names *names, const char *name, size_t index, size_t *earlier);
/* The index of name, or QN_NO_INDEX; name NULL has none. */
size_t qn_names_find(const qn_names *names, const char *name);
/* The known name nearest to a misspelt one (at most a third of its characters differ), or NULL. */
const char *qn_names_nearest(const qn_names *names, const char *name);
/* Hash of a text: FNV-1a, the same on every machine. */
unsigned long long qn_hash(const char *text);

#endif
