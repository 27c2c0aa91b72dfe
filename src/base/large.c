/* Only whole pages are left out, and only of what malloc maps by itself and unmaps when it is
 * freed: its threshold for that never rises above 32 MiB. */
#include "base/large.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t ALWAYS_MAPPED = (size_t)32 << 20;

void qn_keep_from_children(const void *array, size_t size) {
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)array;
  if (!array || size <= ALWAYS_MAPPED) return;
  const uintptr_t first = (at + page - 1) / page * page, end = (at + size) / page * page;
  madvise((void *)first, end - first, MADV_DONTFORK); /* slower forks are all that is lost */
}
