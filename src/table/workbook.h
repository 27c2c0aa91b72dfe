/* Workbooks to be read, printed and filled in by people: chosen columns of chosen rows under
 * headers with units, number formats by size, fills, a frozen head that repeats on every printed
 * page, A4 landscape, and empty columns for the pen. qn_store_write writes tables to be read back.
 */
#ifndef QN_TABLE_WORKBOOK_H
#define QN_TABLE_WORKBOOK_H
#include <stdbool.h>

#include "base/findings.h"
#include "table/schema.h"

typedef struct {
  const qn_column *column; /* NULL: a running number, or empty cells to be filled in by hand */
  const char *header;      /* NULL: the column's own, with its unit */
  double width;            /* in characters; 0: by the header and the values' size */
  bool is_number;          /* without a column: 1, 2, 3... */
  bool has_sum;            /* of a QN_REAL: its sum stands in the last row */
} qn_book_column;

/* Fill of a cell as 0xRRGGBB, or -1 for none. */
typedef int qn_book_fill(const void *who, const void *row, const qn_column *column);

typedef struct {
  const char *name;  /* of the sheet; NULL, or what a sheet may not be called: the table's */
  const char *title; /* line above the head, or NULL */
  const qn_rows *rows;
  const int *pick; /* which rows, in their order; NULL: the first n_row */
  size_t n_row;
  const qn_book_column *columns; /* NULL: all of the table, as they are declared */
  size_t n_column;
  const char *const *notes; /* lines below the table */
  size_t n_note;
  qn_book_fill *fill; /* or NULL */
  const void *who;    /* passed to it */
  bool is_form;       /* borders round every cell, rows high enough to write in */
} qn_book_sheet;

/* Writes n sheets to path, whole or not at all; the same sheets give the same bytes. header stands
 * above every printed page. QN_EIO with a finding when the disk fails, QN_EINPUT when a sheet has
 * more rows than a workbook holds. */
qn_status qn_book_write(const char *path, const char *header, const qn_book_sheet *sheets, size_t n,
                        bool english, qn_findings *findings);

#endif
