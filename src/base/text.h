/* A growing string that owns its bytes. Starts as {0}; bytes is NULL or ends with a zero. */
#ifndef QN_BASE_TEXT_H
#define QN_BASE_TEXT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef struct {
  char *bytes;
  size_t length, room;
} qn_text;

void qn_text_clear(qn_text *text);
/* Hands the bytes over (to be freed by the caller, "" when empty) and empties text. NULL when
 * memory is out. */
char *qn_text_take(qn_text *text);
/* QN_ENOMEM leaves text as it was. */
qn_status qn_text_add(qn_text *text, const char *more);
qn_status qn_text_add_n(qn_text *text, const char *more, size_t length);
/* printf, without the locale. */
qn_status qn_text_addf(qn_text *text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
qn_status qn_text_addv(qn_text *text, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Appends value in the shortest form that reads back as the same double, without the locale. */
qn_status qn_text_real(qn_text *text, double value);
/* "" for an empty text, never NULL. */
const char *qn_text_str(const qn_text *text);

/* Shortest form that reads back; room for 32 bytes. Infinity and NaN give "inf", "-inf", "nan". */
void qn_real_print(char out[32], double value);
/* For people: digits significant digits, but the whole part in full, and no power of ten between
 * 1e-6 and 1e18. Returns out. */
const char *qn_real_round(char out[32], double value, int digits);
/* Reads a decimal number that fills the whole text, without the locale; false otherwise. Hex,
 * "inf" and "nan" are refused. */
bool qn_real_parse(const char *text, double *value);

/* Number of bytes of the UTF-8 character at text, 0 at the end or where it is not valid UTF-8. */
size_t qn_utf8_length(const char *text);
/* The code point at text; *length as qn_utf8_length. */
unsigned qn_utf8_decode(const char *text, size_t *length);
bool qn_utf8_valid(const char *text, size_t length);
/* Appends text with full-width letters, digits and punctuation made half-width, spaces (also
 * ideographic and no-break ones) dropped at both ends and folded to one inside, letters lowered
 * when lower is set. */
qn_status qn_text_fold(qn_text *out, const char *text, bool lower);
/* Edit distance in characters (Levenshtein), at most limit + 1. */
size_t qn_text_distance(const char *a, const char *b, size_t limit);

#endif
