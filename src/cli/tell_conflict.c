#include "cli/tell_conflict.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "result/plan_tables.h"

enum { TOLD = 8 }; /* rules of one kind in a set or way out */

static int are_alike(const qn_rows *rows, size_t i, size_t k) {
  const qn_conflict_row *a = qn_row(rows, i), *b = qn_row(rows, k);
  return a->way == b->way && a->family && b->family && !strcmp(a->family, b->family);
}

void qn_tell_conflict(const qn_rows *rows, size_t i, const char *before) {
  size_t first = i, end = i + 1;
  while (first > 0 && are_alike(rows, first - 1, i)) first--;
  while (end < rows->count && are_alike(rows, end, i)) end++;
  if (i >= first + TOLD) return;
  const qn_conflict_row *row = qn_row(rows, i);
  printf("%s%s\n", before, row->words);
  if (i + 1 == first + TOLD && end > first + TOLD) {
    printf(qn_words(QN_N_("  ... and %zu more of this kind (table conflict has them all)")),
           end - first - TOLD);
    printf("\n");
  }
}
