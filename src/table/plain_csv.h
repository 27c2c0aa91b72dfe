/* Rows of cells of a CSV file that is not a table of the case: measured series, catalogues. A file
 * whose name ends in .gz is unpacked on the way. */
#ifndef QN_TABLE_PLAIN_CSV_H
#define QN_TABLE_PLAIN_CSV_H
#include "base/findings.h"

/* Takes a row; its cells, never NULL, live during the call. Anything but QN_OK ends the reading and
 * is handed through. line counts records from 1; blank ones are not pushed but counted. */
typedef qn_status qn_plain_row(void *who, long line, size_t n_cell, const char *const *cell);

/* Pushes all rows of a file, the header row too, in UTF-8. QN_EINPUT with a finding that names file
 * and row when it cannot be opened, unpacked or cut into cells. */
qn_status qn_plain_csv_read(const char *path, qn_plain_row *take, void *who, qn_findings *findings);

#endif
