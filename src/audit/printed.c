/* The value is first made plain (ASCII digits, '-' for a sign, '~' between the ends of a range) in
 * a buffer of its own, then read number by number; a '-' behind a number also makes a range. */
#include "audit/printed.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST = 64 };
enum { EXACT, ABOUT, AT_LEAST, AT_MOST, QUALIFIERS };

static const char *const qualifiers[QUALIFIERS] = {"|exact|准确|精确|", "|about|约|大约|左右|",
                                                   "|at_least|以上|不低于|不少于|至少|超过|≥|",
                                                   "|at_most|以下|不高于|不超过|至多|≤|"};

/* About means within this share at least. */
static const double ABOUT_REL = 0.01;

static const struct {
  const char *printed, *plain;
} plain_forms[] = {{"−", "-"},  {"零下", "-"}, {"—", "~"}, {"–", "~"},
                   {"至", "~"}, {"到", "~"},   {"～", "~"}};

/* A digit string and what its digits say about precision. */
typedef struct {
  double value;
  int last, last_nonzero; /* decimal exponents of the last digit, and of the last that is not 0 */
} number;

static int qualifier_of(const char *text) {
  char sought[LONGEST];
  const size_t n = text ? strlen(text) : 0;
  if (n == 0) return EXACT;
  if (n + 3 > sizeof sought || strchr(text, '|')) return QUALIFIERS;
  sought[0] = '|';
  memcpy(sought + 1, text, n);
  memcpy(sought + 1 + n, "|", 2);
  int kind = 0;
  while (kind < QUALIFIERS && !strstr(qualifiers[kind], sought)) kind++;
  return kind;
}

/* One character (or word) of text in plain form; returns the bytes read, 0 when out is full. */
static size_t plain_character(char *out, size_t *n, const char *text) {
  size_t length;
  const unsigned code = qn_utf8_decode(text, &length);
  if (!length || *n + length + 1 > LONGEST) return 0;
  for (size_t i = 0; i < sizeof plain_forms / sizeof *plain_forms; i++) {
    const size_t printed = strlen(plain_forms[i].printed);
    if (strncmp(text, plain_forms[i].printed, printed) != 0) continue;
    out[(*n)++] = *plain_forms[i].plain;
    return printed;
  }
  if (code >= 0xFF01 && code <= 0xFF5E) {
    out[(*n)++] = (char)(code - 0xFEE0);
  } else {
    const bool space = code == 0x3000 || code == 0xA0;
    memcpy(out + *n, space ? " " : text, space ? 1 : length);
    *n += space ? 1 : length;
  }
  return length;
}

static bool make_plain(char out[LONGEST], const char *text) {
  size_t n = 0;
  while (*text) {
    const size_t read = plain_character(out, &n, text);
    if (!read) return false;
    text += read;
  }
  while (n && out[n - 1] == ' ') n--;
  out[n] = '\0';
  return true;
}

/* Copies the number at *at without its thousands separators, which must stand three digits apart.
 * Returns false when there is none. */
static bool take_digits(char digits[LONGEST], const char **at) {
  const char *p = *at;
  size_t n = 0, since = 0;
  bool grouped = false, point = false;
  if (*p == '-' || *p == '+') digits[n++] = *p++;
  for (;; p++) {
    if (isdigit((unsigned char)*p)) {
      digits[n++] = *p;
      since++;
    } else if (*p == ',' && !point && (grouped ? since == 3 : since > 0 && since < 4)) {
      grouped = true;
      since = 0;
    } else if (*p == '.' && !point && (!grouped || since == 3)) {
      point = true;
      digits[n++] = '.';
    } else {
      break;
    }
  }
  digits[n] = '\0';
  *at = p;
  return n > 0 && (!grouped || point || since == 3);
}

static bool read_number(number *out, const char **at) {
  char digits[LONGEST];
  *at += strspn(*at, " ");
  if (!take_digits(digits, at) || !qn_real_parse(digits, &out->value)) return false;
  *at += strspn(*at, " ");
  const char *point = strchr(digits, '.');
  const size_t n = strlen(digits);
  out->last = point ? -(int)(digits + n - 1 - point) : 0;
  out->last_nonzero = out->last;
  int exponent = out->last;
  for (size_t i = n; i-- > 0;) {
    if (!isdigit((unsigned char)digits[i])) continue;
    out->last_nonzero = exponent++;
    if (digits[i] != '0') return true;
  }
  out->last_nonzero = out->last; /* zero itself */
  return true;
}

static double half_width(const number *n, int qualifier) {
  if (qualifier != ABOUT) return 0.5 * pow(10, n->last);
  return fmax(0.5 * pow(10, n->last_nonzero), ABOUT_REL * fabs(n->value));
}

/* What stands behind the number: the unit again, a count (万, ×10⁴), or the unit itself. */
static qn_fault read_tail(const char *tail, const char *unit_text, qn_unit *unit, double *scale) {
  qn_unit counted;
  *scale = 1;
  if (qn_unit_parse(unit, unit_text)) return QN_PRINTED_UNIT;
  if (!*tail || (unit_text && !strcmp(tail, unit_text))) return QN_PRINTED_FINE;
  if (isdigit((unsigned char)*tail) || qn_unit_parse(&counted, tail)) return QN_PRINTED_VALUE;
  if (!unit_text || !*unit_text) {
    *unit = counted;
    return QN_PRINTED_FINE;
  }
  *scale = counted.factor;
  return qn_unit_same_dimension(&counted, &(qn_unit){0}) ? QN_PRINTED_FINE : QN_PRINTED_VALUE;
}

qn_fault qn_printed_parse(qn_printed *out, const char *value, const char *unit,
                          const char *qualifier) {
  char plain[LONGEST];
  number first, second;
  const int kind = qualifier_of(qualifier);
  const char *at = plain;
  if (!make_plain(plain, value ? value : "") || !read_number(&first, &at)) return QN_PRINTED_VALUE;
  second = first;
  if ((*at == '~' || *at == '-') && (at++, !read_number(&second, &at))) return QN_PRINTED_VALUE;
  if (second.value < first.value) return QN_PRINTED_VALUE;
  qn_printed read;
  double scale;
  const qn_fault fault = read_tail(at, unit, &read.unit, &scale);
  if (fault) return fault;
  if (kind == QUALIFIERS) return QN_PRINTED_QUALIFIER;
  const double si = scale * read.unit.factor;
  read.value = (first.value + second.value) / 2 * scale;
  const double low = (first.value - half_width(&first, kind)) * si,
               high = (second.value + half_width(&second, kind)) * si;
  read.range = qn_interval_of(low, high);
  if (kind == AT_LEAST) read.range.high = INFINITY;
  if (kind == AT_MOST) read.range.low = -INFINITY;
  *out = read;
  return QN_PRINTED_FINE;
}
