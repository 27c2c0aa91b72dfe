/* Tables on a terminal. */
#ifndef QN_CLI_COLUMNS_H
#define QN_CLI_COLUMNS_H

/* Prints the text flush right in so many columns, after one space at least; characters from Hangul
 * on are two wide. */
void qn_print_right(const char *text, int width);

#endif
