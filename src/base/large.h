/* Large arrays that a process which is forked off has no business with. */
#ifndef QN_BASE_LARGE_H
#define QN_BASE_LARGE_H
#include <stddef.h>

/* Leaves the array, of malloc and its kin and with a lifetime as long as it likes, out of processes
 * forked off from now on, which must not touch it: a fork then need not go through its pages. Does
 * nothing for arrays of less than 32 MiB. */
void qn_keep_from_children(const void *array, size_t size);

#endif
