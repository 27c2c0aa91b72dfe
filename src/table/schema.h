/* One declaration of a table drives everything: reading with header aliases and units, checking,
 * writing, templates, documentation, DDL and the JSON of the report. A table is a static array of
 * columns over the members of one C struct; a row of the table is one such struct.
 *
 * Kinds and the member they fill (a missing optional cell without fallback gives the value behind
 * the slash):
 *   QN_REAL    double / NaN           in the column's unit
 *   QN_INT     int / QN_NO_INT
 *   QN_TEXT    const char * / NULL
 *   QN_CODE    const char * / NULL    text that looks like a number: leading zeros are kept
 *   QN_BOOL    int / fallback         0 or 1; 是 否 yes no true false √ are read
 *   QN_DATE    int / 0                yyyymmdd
 *   QN_CHOICE  int / -1               position in choices
 */
#ifndef QN_TABLE_SCHEMA_H
#define QN_TABLE_SCHEMA_H
#include <limits.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/findings.h"

typedef enum { QN_REAL, QN_INT, QN_TEXT, QN_CODE, QN_BOOL, QN_DATE, QN_CHOICE } qn_kind;

enum {
  QN_KEY = 1,      /* part of the table's key: with the other key columns unique; required */
  QN_REQUIRED = 2, /* a row without it is an error */
  QN_LIST = 4,     /* several values in a cell, separated by ; or 、 (QN_TEXT and QN_CODE only) */
  QN_HIDDEN = 8,   /* not in templates (still read, written and documented) */
  QN_KEY_OPTIONAL = 32, /* part of the key, but may be empty */
  QN_ANNUAL = 16,       /* a year (season): 2000 to 2100 */
  QN_EACH = 64,         /* of each (household, unit): not added up in rows of sums */
};
enum { QN_NO_INT = INT_MIN };

typedef struct {
  const char *name; /* struct member = SQL column = English header */
  const char *zh;   /* Chinese headers, separated by |; the first is the one written */
  qn_kind kind;
  const char *unit; /* of the stored value, "" or NULL for none; "1" for a share */
  unsigned flags;
  size_t offset;        /* of the member in the row */
  size_t link;          /* of an int (or, with QN_LIST, a qn_links) that gets the row number of what
                           is referenced, -1 for none; 0: not linked */
  double min, max;      /* inclusive, in the unit; both 0: unlimited. Of a text: its length */
  const char *fallback; /* the text that an empty cell stands for, or NULL */
  const char *ref;      /* "table.column" whose values are allowed; a second "|table.column" names a
                           group: its value stands for every row that has it */
  const char *choices;  /* "english=中文|..." of a QN_CHOICE */
  const char *en, *zh_help; /* one sentence of documentation in each language */
} qn_column;

typedef struct {
  const char *name, *zh;
  const char *en, *zh_help;
  const qn_column *columns;
  size_t n_column, row_size;
  const char *alias; /* column whose text may stand for the key in references, or NULL */
  bool is_computed;  /* of results: a workbook may round numbers to 16 digits */
  int by_key;        /* one row in all, which files hold as lines of key, value, unit, note; the
                        keys are the columns */
} qn_table;

/* What a QN_LIST column's references point at: row numbers, ascending, each once. */
typedef struct {
  int *at;
  int count;
} qn_links;

/* The rows of one table as read: an array of row structs in an arena. line[i] is where row i stood
 * in its sheet (NULL for rows that were made, not read). */
typedef struct {
  const qn_table *table;
  void *at;
  size_t count;
  long *line;
  const char *file, *sheet; /* NULL when nothing was read */
  int is_partial;           /* rows or keys could not be read: what refers to them is not blamed */
} qn_rows;

#define QN_COLUMN_COUNT(columns) (sizeof(columns) / sizeof *(columns))
static inline void *qn_row(const qn_rows *rows, size_t i) {
  return (char *)rows->at + i * rows->table->row_size;
}
/* The column of that English name, or NULL. */
const qn_column *qn_table_column(const qn_table *table, const char *name);
/* Where a row stands, for qn_locate; column NULL for the row as a whole. */
qn_place qn_row_place(const qn_rows *rows, size_t i, const char *column);
/* The text (English when english is set) of a choice; "" for -1. The bytes live as long as arena.
 */
const char *qn_choice_text(const qn_column *column, int choice, int english, qn_arena *arena);
/* Position of a choice given in either language, or -1. */
int qn_choice_find(const qn_column *column, const char *text);

#endif
