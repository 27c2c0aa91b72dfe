/* The rules of table conflict for people: of a long run of one kind the first few. */
#ifndef QN_CLI_TELL_CONFLICT_H
#define QN_CLI_TELL_CONFLICT_H
#include "table/schema.h"

/* Prints the words of row i of qn_conflict_table behind `before`, a line, and with the last that is
 * told of a run of one family how many more there are; nothing for those. */
void qn_tell_conflict(const qn_rows *rows, size_t i, const char *before);

#endif
