/* What people type, made comparable without the heap: cells are folded by the million. Inside table
 * only. */
#ifndef QN_TABLE_FOLD_H
#define QN_TABLE_FOLD_H
#include <stddef.h>

enum {
  QN_FOLD_LOWER = 1,    /* letters lowered */
  QN_FOLD_NO_SPACE = 2, /* no spaces at all; else one between words, none at the ends */
  QN_FOLD_NO_MARK = 4,  /* no underscores and stars */
};
/* Room for any header, word or date; longer texts are none of these. */
enum { QN_FOLDED = 512 };

/* Full-width forms made plain and as `how` says; the first bytes that fit, in whole characters.
 * Returns their number. */
size_t qn_fold(char out[QN_FOLDED], const char *text, unsigned how);

#endif
