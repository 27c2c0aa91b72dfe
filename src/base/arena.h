/* Bump allocator: everything that lives and dies together is taken from one arena and freed with
 * it. Memory is zeroed and aligned for any type. Not safe for two threads at once. */
#ifndef QN_BASE_ARENA_H
#define QN_BASE_ARENA_H
#include <stddef.h>

typedef struct qn_arena qn_arena;

/* NULL when memory is out. */
qn_arena *qn_arena_new(void);
void qn_arena_free(qn_arena *arena); /* NULL is fine */
/* size zeroed bytes, or NULL when memory is out; size 0 gives a valid pointer. */
void *qn_arena_alloc(qn_arena *arena, size_t size);
/* Room for count objects of size bytes each, NULL also when the product overflows. */
void *qn_arena_array(qn_arena *arena, size_t count, size_t size);
/* Copy of length bytes with a terminating zero. */
char *qn_arena_copy(qn_arena *arena, const char *text, size_t length);
/* Copy of a string; NULL stays NULL. */
char *qn_arena_text(qn_arena *arena, const char *text);
/* Bytes handed out so far. */
size_t qn_arena_used(const qn_arena *arena);

#endif
