/* The language of the user and the folders beside the program. */
#ifndef QN_CLI_LANGUAGE_H
#define QN_CLI_LANGUAGE_H
#include <stdbool.h>

#include "base/text.h"

/* True for English. Order: wanted (--lang, may be NULL), QINGNUAN_LANG, then LANGUAGE, LC_ALL,
 * LC_MESSAGES and LANG where they name Chinese or English; otherwise Chinese. */
bool qn_language_is_english(const char *wanted);
/* True when text names a language that the program speaks. */
bool qn_language_known(const char *text);
/* Loads the catalogue beside the program; messages come in English when it is missing. */
void qn_language_set(bool english);
/* The folder of the catalogues: QINGNUAN_DATA, else ../share/qingnuan beside the program, else the
 * source tree's data. */
qn_status qn_data_folder(qn_text *out);

#endif
