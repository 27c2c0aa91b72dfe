/* Chunks in a list, each twice the last up to a ceiling; a request larger than a chunk gets one of
 * its own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct chunk {
  struct chunk *next;
  size_t size, used;
  alignas(max_align_t) char bytes[];
} chunk;

struct qn_arena {
  chunk *head;
  size_t next_size, total;
};

static const size_t FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 8 * 1024 * 1024;

qn_arena *qn_arena_new(void) {
  qn_arena *arena = calloc(1, sizeof *arena);
  if (arena) arena->next_size = FIRST_CHUNK;
  return arena;
}

void qn_arena_free(qn_arena *arena) {
  if (!arena) return;
  for (chunk *c = arena->head; c;) {
    chunk *next = c->next;
    free(c);
    c = next;
  }
  free(arena);
}

static chunk *add_chunk(qn_arena *arena, size_t need) {
  const size_t size = need > arena->next_size ? need : arena->next_size;
  if (size > SIZE_MAX - sizeof(chunk)) return NULL;
  chunk *c = calloc(1, sizeof(chunk) + size);
  if (!c) return NULL;
  c->size = size;
  c->next = arena->head;
  arena->head = c;
  if (arena->next_size < LARGEST_CHUNK) arena->next_size *= 2;
  return c;
}

void *qn_arena_alloc(qn_arena *arena, size_t size) {
  const size_t align = alignof(max_align_t);
  if (size > SIZE_MAX - align) return NULL;
  const size_t need = (size + align - 1) / align * align;
  chunk *c = arena->head;
  if (!c || c->size - c->used < need) c = add_chunk(arena, need);
  if (!c) return NULL;
  void *out = c->bytes + c->used;
  c->used += need;
  arena->total += need;
  return out;
}

void *qn_arena_array(qn_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return NULL;
  return qn_arena_alloc(arena, count * size);
}

char *qn_arena_copy(qn_arena *arena, const char *text, size_t length) {
  if (length == SIZE_MAX) return NULL;
  char *out = qn_arena_alloc(arena, length + 1);
  if (out) memcpy(out, text, length);
  return out;
}

char *qn_arena_text(qn_arena *arena, const char *text) {
  return text ? qn_arena_copy(arena, text, strlen(text)) : NULL;
}

size_t qn_arena_used(const qn_arena *arena) {
  return arena->total;
}
