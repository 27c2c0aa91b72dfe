/* What every format is reduced to before a declaration is laid over it: rows of cells, pushed one
 * after the other. Inside table only. */
#ifndef QN_TABLE_SHEET_H
#define QN_TABLE_SHEET_H
#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"

/* Why a cell cannot be taken as it stands. */
typedef enum {
  QN_CELL_SOUND,
  QN_CELL_COVERED,      /* by a merged cell that begins above it or to its left */
  QN_CELL_UNCALCULATED, /* a formula that no program has worked out yet */
  QN_CELL_ROUNDED,      /* a number with more digits than a spreadsheet keeps */
  QN_CELL_DATE          /* a number that is shown as a date */
} qn_cell_fault;

typedef struct {
  const char *text; /* NULL or "" for an empty cell; of a number NULL */
  double number;
  bool is_number; /* the format holds a number, not its digits */
  bool is_exact;  /* of a database: no apostrophe guards the text */
  qn_cell_fault fault;
  long line; /* where the cell stood when it was moved to another row, else 0 */
} qn_cell;

typedef struct {
  long line; /* as the spreadsheet shows it */
  size_t count;
  const qn_cell *cell; /* valid during the call alone */
} qn_sheet_row;

/* Takes a row; anything but QN_OK stops the reading and is handed through. */
typedef qn_status qn_row_taker(void *who, const qn_sheet_row *row);

#endif
