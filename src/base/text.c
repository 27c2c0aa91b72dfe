/* Strings, numbers without the locale, and the folding that makes what people type comparable. */
#include "base/text.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The C locale as an object: made once, never changed, so that reading and writing numbers does not
 * depend on what the process has set. */
static locale_t c_locale;
static pthread_once_t c_locale_once = PTHREAD_ONCE_INIT;
static void make_c_locale(void) {
  c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

void qn_text_clear(qn_text *text) {
  free(text->bytes);
  *text = (qn_text){0};
}

char *qn_text_take(qn_text *text) {
  if (!text->bytes && qn_text_add_n(text, "", 0)) return NULL;
  char *out = text->bytes;
  *text = (qn_text){0};
  return out;
}

static qn_status reserve(qn_text *text, size_t more) {
  if (more > SIZE_MAX / 4 || text->length > SIZE_MAX / 4) return QN_ENOMEM;
  const size_t need = text->length + more + 1;
  if (need <= text->room) return QN_OK;
  size_t room = text->room ? text->room : 64;
  while (room < need) room *= 2;
  char *bytes = realloc(text->bytes, room);
  if (!bytes) return QN_ENOMEM;
  text->bytes = bytes;
  text->room = room;
  return QN_OK;
}

qn_status qn_text_add_n(qn_text *text, const char *more, size_t length) {
  if (reserve(text, length)) return QN_ENOMEM;
  memcpy(text->bytes + text->length, more, length);
  text->length += length;
  text->bytes[text->length] = '\0';
  return QN_OK;
}

qn_status qn_text_add(qn_text *text, const char *more) {
  return qn_text_add_n(text, more, strlen(more));
}

qn_status qn_text_addv(qn_text *text, const char *fmt, va_list args) {
  pthread_once(&c_locale_once, make_c_locale);
  const locale_t before = uselocale(c_locale);
  va_list again;
  va_copy(again, args);
  const int length = vsnprintf(NULL, 0, fmt, args);
  qn_status s = length < 0 ? QN_EUSAGE : reserve(text, (size_t)length);
  if (!s) {
    vsnprintf(text->bytes + text->length, (size_t)length + 1, fmt, again);
    text->length += (size_t)length;
  }
  va_end(again);
  uselocale(before);
  return s;
}

qn_status qn_text_addf(qn_text *text, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  const qn_status s = qn_text_addv(text, fmt, args);
  va_end(args);
  return s;
}

qn_status qn_text_real(qn_text *text, double value) {
  char buffer[32];
  qn_real_print(buffer, value);
  return qn_text_add(text, buffer);
}

const char *qn_text_str(const qn_text *text) {
  return text->bytes ? text->bytes : "";
}

void qn_real_print(char out[32], double value) {
  if (isnan(value) || isinf(value)) {
    snprintf(out, 32, "%s", isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
    return;
  }
  pthread_once(&c_locale_once, make_c_locale);
  const locale_t before = uselocale(c_locale);
  if (fabs(value) < 1e15 && value == floor(value)) {
    snprintf(out, 32, "%.0f", value == 0 ? 0.0 : value);
  } else {
    for (int digits = 15; digits <= 17; digits++) {
      snprintf(out, 32, "%.*g", digits, value);
      if (strtod(out, NULL) == value) break;
    }
  }
  uselocale(before);
}

static const double LEAST_PLAIN = 1e-6, MOST_PLAIN = 1e18; /* written without a power of ten */

/* Drops the zeros behind the last digit that counts. */
static void trim_zeros(char *text) {
  if (!strchr(text, '.')) return;
  char *end = text + strlen(text);
  while (end[-1] == '0') *--end = 0;
  if (end[-1] == '.') *--end = 0;
}

const char *qn_real_round(char out[32], double value, int digits) {
  const double size = fabs(value);
  if (!isfinite(value) || value == 0) {
    qn_real_print(out, value);
    return out;
  }
  pthread_once(&c_locale_once, make_c_locale);
  const locale_t before = uselocale(c_locale);
  if (size < LEAST_PLAIN || size >= MOST_PLAIN) {
    snprintf(out, 32, "%.*g", digits, value);
  } else {
    const int decimals = digits - 1 - (int)floor(log10(size));
    snprintf(out, 32, "%.*f", decimals > 0 ? decimals : 0, value);
    trim_zeros(out);
  }
  uselocale(before);
  return out;
}

/* A plain decimal of up to 15 digits, read without strtod: both the digits as a whole number and
 * the power of ten are exact doubles, so their quotient is rounded once, as it must be. */
static bool parse_short(const char *text, double *value) {
  static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *p = text + (*text == '-'), *point = NULL;
  long long digits = 0;
  int n = 0;
  for (;; p++) {
    if (*p >= '0' && *p <= '9')
      digits = 10 * digits + (*p - '0'), n++;
    else if (*p == '.' && !point)
      point = p + 1;
    else
      break;
    if (n > 15) return false;
  }
  if (*p || !n) return false;
  const double whole = (double)digits / powers[point ? p - point : 0];
  *value = *text == '-' ? -whole : whole;
  return true;
}

bool qn_real_parse(const char *text, double *value) {
  if (parse_short(text, value)) return true;
  const char *p = text + (*text == '-' || *text == '+');
  if (!(isdigit((unsigned char)*p) || (*p == '.' && isdigit((unsigned char)p[1])))) return false;
  if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) return false;
  pthread_once(&c_locale_once, make_c_locale);
  char *end;
  const double read = strtod_l(text, &end, c_locale);
  if (*end || !isfinite(read)) return false;
  *value = read;
  return true;
}

unsigned qn_utf8_decode(const char *text, size_t *length) {
  const unsigned char *p = (const unsigned char *)text;
  static const struct {
    unsigned char mask, lead, least;
    size_t bytes;
    unsigned first;
  } forms[] = {{0x80, 0x00, 0, 1, 0},
               {0xE0, 0xC0, 0x1F, 2, 0x80},
               {0xF0, 0xE0, 0x0F, 3, 0x800},
               {0xF8, 0xF0, 0x07, 4, 0x10000}};
  *length = 0;
  if (!*p) return 0;
  for (size_t f = 0; f < 4; f++) {
    if ((p[0] & forms[f].mask) != forms[f].lead) continue;
    unsigned code = f ? p[0] & forms[f].least : p[0];
    for (size_t i = 1; i < forms[f].bytes; i++) {
      if ((p[i] & 0xC0) != 0x80) return 0;
      code = code << 6 | (p[i] & 0x3F);
    }
    if (code < forms[f].first || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0;
    *length = forms[f].bytes;
    return code;
  }
  return 0;
}

size_t qn_utf8_length(const char *text) {
  size_t length;
  qn_utf8_decode(text, &length);
  return length;
}

/* True when the next eight bytes are ASCII and none is zero. */
static bool are_plain(const char *text) {
  const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
  uint64_t word;
  memcpy(&word, text, sizeof word);
  return !((word | ((word - ones) & ~word)) & tops);
}

bool qn_utf8_valid(const char *text, size_t length) {
  char tail[5] = {0};
  for (size_t i = 0; i < length;) {
    if (length - i >= 8 && are_plain(text + i)) {
      i += 8;
      continue;
    }
    if (text[i] == '\0') return false;
    size_t step;
    if (length - i < 4) {
      memset(tail, 0, sizeof tail);
      memcpy(tail, text + i, length - i);
      step = qn_utf8_length(tail);
    } else {
      step = qn_utf8_length(text + i);
    }
    if (!step) return false;
    i += step;
  }
  return true;
}

static bool is_space(unsigned code) {
  return code == ' ' || (code >= 9 && code <= 13) || code == 0xA0 || code == 0x3000 ||
         code == 0x200B || code == 0xFEFF || (code >= 0x2000 && code <= 0x200A);
}

qn_status qn_text_fold(qn_text *out, const char *text, bool lower) {
  const size_t start = out->length;
  qn_status s = qn_text_add_n(out, "", 0);
  bool gap = false;
  while (*text && !s) {
    size_t n;
    unsigned code = qn_utf8_decode(text, &n);
    if (!n) n = 1, code = (unsigned char)*text;
    if (is_space(code)) {
      gap = true;
    } else {
      if (gap && out->length > start) s = qn_text_add(out, " ");
      gap = false;
      if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0; /* full-width ASCII */
      char c = (char)code;
      if (code < 0x80 && lower) c = (char)tolower((int)code);
      if (!s) s = code < 0x80 ? qn_text_add_n(out, &c, 1) : qn_text_add_n(out, text, n);
    }
    text += n;
  }
  return s;
}

/* Characters of text as code points; returns how many, at most room. */
static size_t characters(const char *text, unsigned *out, size_t room) {
  size_t n = 0, step;
  while (n < room) {
    out[n] = qn_utf8_decode(text, &step);
    if (!step) break;
    text += step;
    n++;
  }
  return n;
}

size_t qn_text_distance(const char *a, const char *b, size_t limit) {
  enum { LONGEST = 64 };
  unsigned x[LONGEST], y[LONGEST];
  size_t row[LONGEST + 1];
  const size_t n = characters(a, x, LONGEST), m = characters(b, y, LONGEST);
  if ((n > m ? n - m : m - n) > limit) return limit + 1;
  for (size_t j = 0; j <= m; j++) row[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      const size_t above = row[j];
      size_t best = diagonal + (x[i - 1] != y[j - 1]);
      if (above + 1 < best) best = above + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = above;
      row[j] = best;
    }
  }
  return row[m] > limit ? limit + 1 : row[m];
}
