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
  bool has_unit;      /* of its own */
  bool is_unreadable; /* in a unit that does not fit: its cells are not read */
  const char *text;   /* as it stands in the sheet; in the arena */
} qn_heading;

typedef struct {
  size_t named;     /* different columns that the cells name */
  size_t units;     /* how many of them say their unit */
  bool is_complete; /* every column that must be there is */
} qn_score;

qn_status qn_headings_make(qn_headings *out, const qn_table *table, qn_arena *arena);
void qn_headings_clear(qn_headings *headings);
/* The column that a header names, with or without a unit; QN_NOT_OURS for none. */
int qn_headings_find(const qn_headings *headings, const char *text);
/* How well the cells of a row fit as headers; for finding the header row. Silent. */
qn_status qn_headings_score(qn_score *out, const qn_headings *headings, const qn_sheet_row *row);
/* Matches one row; *out is an array of row->count in the arena. units: those that stand above the
 * table, separated by ; or NULL; each is taken (with a note) by the columns of its dimension that
 * say no other. Findings (located by column): a unit of another dimension, two cells for one
 * column, a column that must be there and is not: errors, QN_EINPUT; an unknown header: a warning
 * with the nearest name. */
qn_status qn_headings_match(qn_heading **out, const qn_headings *headings, const qn_sheet_row *row,
                            const char *units, qn_findings *findings);

#endif
