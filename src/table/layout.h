/* How clerks lay a table out on a sheet: titles above, a header of one row or of two merged ones,
 * the unit of all cells at the top, subtotals in between, remarks below. Inside table only. */
#ifndef QN_TABLE_LAYOUT_H
#define QN_TABLE_LAYOUT_H
#include "table/header.h"

/* Cells of a row that is not blank: looked for a header among so many. */
enum { QN_LOOK_AHEAD = 30 };

typedef struct {
  size_t at;         /* of the header among the rows looked at */
  size_t height;     /* of the header: 1 or 2 rows, 0 when there is no row at all */
  qn_sheet_row head; /* the header, two rows joined into one; in the arena of headings */
} qn_layout;

/* Finds the header among the first n rows that are not blank: the first row (or pair of rows) that
 * names all required columns, else the one that names most columns, else the first. */
qn_status qn_layout_find(qn_layout *out, const qn_headings *headings, const qn_sheet_row *rows,
                         size_t n);
/* The units of a line "单位：万平方米、户" in a row above the header, as a list in the arena that
 * is separated by ; NULL where there is none. *out is left alone then. */
qn_status qn_layout_units(const char **out, const qn_sheet_row *row, qn_arena *arena);
/* A copy of a row whose cells live in arena. */
qn_status qn_row_copy(qn_sheet_row *out, const qn_sheet_row *row, qn_arena *arena);
bool qn_row_is_blank(const qn_sheet_row *row);
/* Only one cell holds something: below a remark, another. */
bool qn_row_is_single(const qn_sheet_row *row);
/* A remark below a table: 注：, 说明, 填表人, 审核 and their like. */
bool qn_row_is_note(const qn_sheet_row *row);
/* The first cell that is not empty, NULL for none. */
const qn_cell *qn_row_first(const qn_sheet_row *row);
/* Holds all that a row of the table must have, more than one text among it: so it is one. */
bool qn_row_is_whole(const qn_sheet_row *row, const qn_table *table, const qn_heading *heading,
                     size_t n_heading);
typedef enum { QN_NO_NUMBERING, QN_NUMBERING, QN_NUMBERING_PLAIN } qn_numbering;
/* The line that numbers the columns below a header: (1) (2) (3), or 甲 乙 1 2; plain where it is 1
 * to 5 and more and nothing else. */
qn_numbering qn_row_numbering(const qn_sheet_row *row);

typedef enum { QN_NO_SUM, QN_SUBTOTAL, QN_TOTAL, QN_GRAND_TOTAL } qn_sum_kind;
/* 小计, 合计 or 总计: by the first cell that is not empty (which may end so: 科尔沁区小计) or a key
 * cell, *word; heading tells which cells are keys. A row that has a key of its own is no sum. */
qn_sum_kind qn_row_sum_kind(const qn_sheet_row *row, const qn_table *table,
                            const qn_heading *heading, size_t n_heading, const qn_cell **word);

#endif
