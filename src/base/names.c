/* Names to numbers by FNV-1a and linear probing at most two thirds full. */
#include "base/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct qn_name_slot {
  const char *name;
  unsigned long long hash; /* compared before the names, which lie elsewhere in memory */
  size_t index;
};

unsigned long long qn_hash(const char *text) {
  unsigned long long h = 14695981039346656037ULL;
  for (; *text; text++) h = (h ^ (unsigned char)*text) * 1099511628211ULL;
  return h ^ (h >> 32);
}

void qn_names_clear(qn_names *names) {
  free(names->slots);
  *names = (qn_names){0};
}

static struct qn_name_slot *slot_of(const qn_names *names, const char *name,
                                    unsigned long long hash) {
  size_t i = hash & (names->room - 1);
  while (names->slots[i].name &&
         (names->slots[i].hash != hash || strcmp(names->slots[i].name, name)))
    i = (i + 1) & (names->room - 1);
  return &names->slots[i];
}

static qn_status grow(qn_names *names) {
  qn_names wider = {.room = names->room ? 4 * names->room : 64, .count = names->count};
  wider.slots = calloc(wider.room, sizeof *wider.slots);
  if (!wider.slots) return QN_ENOMEM;
  for (size_t i = 0; i < names->room; i++) {
    const struct qn_name_slot *old = &names->slots[i];
    size_t at = old->hash & (wider.room - 1);
    if (!old->name) continue;
    while (wider.slots[at].name) at = (at + 1) & (wider.room - 1);
    wider.slots[at] = *old;
  }
  free(names->slots);
  *names = wider;
  return QN_OK;
}

qn_status qn_names_add(qn_names *names, const char *name, size_t index, size_t *earlier) {
  if (3 * (names->count + 1) > 2 * names->room && grow(names)) return QN_ENOMEM;
  const unsigned long long hash = qn_hash(name);
  struct qn_name_slot *slot = slot_of(names, name, hash);
  if (earlier) *earlier = slot->name ? slot->index : QN_NO_INDEX;
  if (!slot->name) *slot = (struct qn_name_slot){name, hash, index}, names->count++;
  return QN_OK;
}

size_t qn_names_find(const qn_names *names, const char *name) {
  if (!name || !names->room) return QN_NO_INDEX;
  const struct qn_name_slot *slot = slot_of(names, name, qn_hash(name));
  return slot->name ? slot->index : QN_NO_INDEX;
}

const char *qn_names_nearest(const qn_names *names, const char *name) {
  size_t length = 0;
  for (const char *p = name; qn_utf8_length(p); p += qn_utf8_length(p)) length++;
  size_t best = length / 3 + (length < 3);
  const char *nearest = NULL;
  for (size_t i = 0; i < names->room; i++) {
    if (!names->slots[i].name) continue;
    const size_t distance = qn_text_distance(name, names->slots[i].name, best);
    if (distance > best ||
        (distance == best && nearest && strcmp(nearest, names->slots[i].name) < 0))
      continue;
    best = distance;
    nearest = names->slots[i].name;
  }
  return nearest;
}
