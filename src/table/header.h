/* Which cell of a header row is which column, and in which unit. Inside table only. */
#ifndef QN_TABLE_HEADER_H
#define QN_TABLE_HEADER_H
#include "base/arena.h"
#include "base/names.h"
#include "table/number.h"
#include "table/schema.h"
#include "table/sheet.h"

/* The names of a table's columns, in every spelling; the arena must outlive it. */
typedef struct {
  const qn_table *table;
  qn_arena *arena;
  qn_names names; /* folded English and Chinese headers; index = column */
} qn_headings;

enum {
  QN_NO_HEADING = -1, /* an empty cell */
  QN_NOT_OURS = -2,   /* a column that is not read (unknown, or 序号, 备注) */
};

typedef struct {
  int column; /* position in the table, or one of the above */
  qn_scale scale;
  const char *text; /* as it stands in the sheet; in the arena */
} qn_heading;

qn_status qn_headings_make(qn_headings *out, const qn_table *table, qn_arena *arena);
void qn_headings_clear(qn_headings *headings);
/* How many different columns the cells name; for finding the header row. Silent. */
size_t qn_headings_score(const qn_headings *headings, const qn_sheet_row *row);
/* Matches one row; *out is an array of row->count in the arena. Findings (located by column): a
 * unit of another dimension, two cells for one column, a column that must be there and is not:
 * errors, QN_EINPUT; an unknown header: a warning with the nearest name. */
qn_status qn_headings_match(qn_heading **out, const qn_headings *headings, const qn_sheet_row *row,
                            qn_findings *findings);

#endif
