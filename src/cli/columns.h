/* Tables on a terminal. */
#ifndef QN_CLI_COLUMNS_H
#define QN_CLI_COLUMNS_H

/* Columns that a text takes: characters from Hangul on are two wide. */
int qn_shown_width(const char *text);
/* Prints the text flush right in so many columns, after one space at least. */
void qn_print_right(const char *text, int width);

#endif
