/* Growing arrays: QN_ARRAY(type) is a struct that starts as {0}; QN_PUSH grows it and yields the
 * new zeroed element, or NULL when memory is out. */
#ifndef QN_BASE_ARRAY_H
#define QN_BASE_ARRAY_H
#include <stdlib.h>
#include <string.h>

#define QN_ARRAY(type)  \
  struct {              \
    type *at;           \
    size_t count, room; \
  }

/* Grows *at so that one more element of size fits; false when memory is out. */
static inline int qn_array_grow(void **at, size_t count, size_t *room, size_t size) {
  if (count < *room) return 1;
  const size_t more = *room ? 2 * *room : 16;
  if (more > (size_t)-1 / size) return 0;
  void *grown = realloc(*at, more * size);
  if (!grown) return 0;
  *at = grown;
  *room = more;
  return 1;
}

#define QN_PUSH(array)                                                                       \
  (qn_array_grow((void **)&(array)->at, (array)->count, &(array)->room, sizeof *(array)->at) \
   ? memset(&(array)->at[(array)->count++], 0, sizeof *(array)->at),                         \
   &(array)->at[(array)->count - 1] : NULL)
#define QN_CLEAR(array) (free((array)->at), memset((array), 0, sizeof *(array)))

#endif
