/* Comma (semicolon, tab) separated text into rows. Inside table only. */
#ifndef QN_TABLE_CSV_READ_H
#define QN_TABLE_CSV_READ_H
#include "base/text.h"
#include "table/sheet.h"

/* Turns the bytes of a file into UTF-8 without BOM: UTF-8, UTF-16 by its BOM, else GB18030, which
 * is what Chinese spreadsheets save. QN_EINPUT with a finding (its row is set, file not) for
 * anything else. */
qn_status qn_csv_decode(qn_text *text, qn_findings *findings);
/* Pushes every row that is not blank; line counts records, as a spreadsheet numbers them, blank
 * ones included. Bytes must be UTF-8 with a zero behind them; the fields are cut in place, so the
 * text is spent. QN_EINPUT with a finding that has the row for a stray or
 * unclosed quote (reading ends there); else what take returned. */
qn_status qn_csv_read(char *bytes, size_t length, qn_row_taker *take, void *who,
                      qn_findings *findings);

#endif
