/* Text is folded first (full-width forms, spaces), then cut into a plain decimal number and what
 * follows it: nothing, 万 or 亿, or a unit. */
#include "table/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/units.h"
#include "table/fold.h"

enum { LONGEST_NUMBER = 64 };

qn_scale qn_scale_of(double factor) {
  qn_scale scale = {.factor = factor};
  if (!(factor > 0)) return scale;
  const int exponent = (int)lround(log10(factor));
  const double power = exponent < 0 ? 1 / pow(10, -exponent) : pow(10, exponent);
  /* The factor is a quotient of two table values: a few units in the last place off. */
  if (fabs(factor - power) <= 1e-15 * power) scale = (qn_scale){power, exponent};
  return scale;
}

/* number: plain decimal. */
static bool scaled(const char *number, qn_scale scale, double *value) {
  char buffer[LONGEST_NUMBER + 16];
  if (scale.exponent && !strpbrk(number, "eE")) {
    snprintf(buffer, sizeof buffer, "%se%d", number, scale.exponent);
    return qn_real_parse(buffer, value);
  }
  if (!qn_real_parse(number, value)) return false;
  if (scale.factor != 1) *value *= scale.factor;
  return isfinite(*value);
}

/* Length of the separator before a group of three digits, 0 when there is none. */
static size_t group_separator(const char *p) {
  if (*p != ',' && *p != ' ' && *p != '\'') return 0;
  const bool three = isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2]) &&
                     isdigit((unsigned char)p[3]) && !isdigit((unsigned char)p[4]);
  return three;
}

/* Copies the number at the start of text without separators of thousands; returns what follows, or
 * NULL when text does not begin with a number. */
static const char *cut_number(const char *text, char number[LONGEST_NUMBER]) {
  size_t n = 0, whole = 0, digits = 0;
  const char *p = text;
  if (!strncmp(p, "\xE2\x88\x92", 3))
    number[n++] = '-', p += 3; /* U+2212, the minus of books */
  else if (*p == '-' || *p == '+')
    number[n++] = *p++;
  bool grouped = false;
  for (; n < LONGEST_NUMBER - 1; digits++) {
    if (isdigit((unsigned char)*p)) {
      number[n++] = *p++, whole += !grouped;
    } else if (digits && whole <= 3 && group_separator(p)) {
      p++, digits--, grouped = true;
    } else {
      break;
    }
  }
  if (*p == '.')
    for (number[n++] = *p++; n < LONGEST_NUMBER - 1 && isdigit((unsigned char)*p); digits++)
      number[n++] = *p++;
  const char *e = p + 1 + (p[0] && (p[1] == '-' || p[1] == '+'));
  if (digits && (*p == 'e' || *p == 'E') && isdigit((unsigned char)*e))
    while (n < LONGEST_NUMBER - 1 && (p < e || isdigit((unsigned char)*p))) number[n++] = *p++;
  if (isdigit((unsigned char)*p)) return NULL; /* no room left */
  if (n && number[n - 1] == '.') n--;
  number[n] = '\0';
  return digits ? p : NULL;
}

static const struct {
  const char *word;
  int exponent;
} multiples[] = {{"千", 3}, {"万", 4}, {"百万", 6}, {"千万", 7}, {"亿", 8}, {"万亿", 12}};

static int multiple_of(const char *word) {
  for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++)
    if (!strcmp(multiples[i].word, word)) return multiples[i].exponent;
  return 0;
}

/* "3x10" is no number with a unit, although "x10" might be read as one. */
static bool is_operator(const char *suffix) {
  if ((*suffix == 'x' || *suffix == 'X') && !isalpha((unsigned char)suffix[1])) return true;
  if (!strncmp(suffix, "×", strlen("×")) || !strncmp(suffix, "·", strlen("·"))) return true;
  return (unsigned char)*suffix < 0x80 && !isalpha((unsigned char)*suffix) && *suffix != '%';
}

/* The scale that a text has by what stands behind its number. */
static qn_status suffix_scale(qn_scale *out, const char *suffix, const char *unit, qn_scale scale) {
  *out = scale;
  if (!*suffix) return QN_OK;
  const int exponent = multiple_of(suffix);
  if (exponent) {
    *out = (qn_scale){pow(10, exponent), exponent};
    return scale.factor == 1 ? QN_OK : QN_EUSAGE;
  }
  if (is_operator(suffix)) return QN_EINPUT;
  double factor = 1;
  const qn_status s = qn_unit_factor(&factor, suffix, unit);
  *out = qn_scale_of(factor);
  return s;
}

/* Cuts text into a plain number and the scale that it has. */
static qn_status take_apart(char number[LONGEST_NUMBER], qn_scale *own, const char *text,
                            const char *unit, qn_scale scale) {
  char cell[QN_FOLDED];
  qn_fold(cell, text, 0);
  const char *suffix = cut_number(cell, number);
  if (!suffix) return QN_EINPUT;
  while (*suffix == ' ') suffix++;
  return suffix_scale(own, suffix, unit, scale);
}

qn_status qn_number_read(double *value, const char *text, const char *unit, qn_scale scale) {
  char number[LONGEST_NUMBER];
  qn_scale own;
  if (strlen(text) < LONGEST_NUMBER && scaled(text, scale, value)) return QN_OK;
  const qn_status s = take_apart(number, &own, text, unit, scale);
  if (s) return s;
  return scaled(number, own, value) ? QN_OK : QN_EINPUT;
}

double qn_number_step(const char *text, const char *unit, qn_scale scale) {
  char number[LONGEST_NUMBER];
  const char *digits = text;
  if (text[strspn(text, "-0123456789.")]) {
    if (take_apart(number, &scale, text, unit, scale)) return 0;
    digits = number;
  }
  const char *dot = strchr(digits, '.'), *e = strpbrk(digits, "eE");
  int exponent = e ? (int)strtol(e + 1, NULL, 10) : 0;
  if (dot) exponent -= (int)strspn(dot + 1, "0123456789");
  return scale.factor * pow(10, exponent);
}

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

static bool make_date(int *date, long year, long month, long day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  if (day > days_in_month((int)year, (int)month)) return false;
  *date = (int)(year * 10000 + month * 100 + day);
  return true;
}

/* Serials count the days from 1899-12-30. The first ones are refused: who writes 2025 for a date
 * does not mean the year 1905. */
static const long FIRST_SERIAL = 20000, LAST_SERIAL = 109574, SERIAL_OF_1950 = 18264;

static bool date_of_serial(int *date, long serial) {
  long day = serial - SERIAL_OF_1950, year = 1950, month = 1;
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return false;
  while (day >= days_in_month((int)year, (int)month)) {
    day -= days_in_month((int)year, (int)month);
    if (++month > 12) month = 1, year++;
  }
  return make_date(date, year, month, day + 1);
}

bool qn_date_of_number(int *date, double number) {
  if (!(number >= FIRST_SERIAL && number < 1e8)) return false;
  const long whole = (long)number;
  if (whole < 10000000) return date_of_serial(date, whole);
  return (double)whole == number && make_date(date, whole / 10000, whole / 100 % 100, whole % 100);
}

/* What may stand behind a date: nothing, or a time of day. */
static bool is_time_or_end(const char *p) {
  if (*p == 'T' && isdigit((unsigned char)p[1])) p++;
  while (*p && strchr(" 0123456789:.+Z", *p)) p++;
  return !*p;
}

static bool skip(const char **p, const char *word) {
  const size_t n = strlen(word);
  if (strncmp(*p, word, n)) return false;
  *p += n;
  while (**p == ' ') ++*p;
  return true;
}

bool qn_date_read(int *date, const char *text) {
  char cell[QN_FOLDED];
  double serial;
  qn_fold(cell, text, 0);
  if (qn_real_parse(cell, &serial)) return qn_date_of_number(date, serial);
  char *end;
  const char *p = cell;
  if (!isdigit((unsigned char)*p)) return false;
  const long year = strtol(p, &end, 10);
  for (p = end; *p == ' ';) p++;
  const char *between = *p == '-' ? "-" : *p == '/' ? "/" : *p == '.' ? "." : NULL;
  if (between ? !skip(&p, between) : !skip(&p, "年")) return false;
  if (!isdigit((unsigned char)*p)) return false;
  const long month = strtol(p, &end, 10);
  for (p = end; *p == ' ';) p++;
  if (between ? !skip(&p, between) : !skip(&p, "月")) return false;
  if (!isdigit((unsigned char)*p)) return false;
  const long day = strtol(p, &end, 10);
  for (p = end; *p == ' ';) p++;
  if (!between && !skip(&p, "日") && !skip(&p, "号")) return false;
  return is_time_or_end(p) && make_date(date, year, month, day);
}

bool qn_year_read(int *year, const char *text) {
  static const char *const tails[] = {"", "年", "年度", "年采暖季", "采暖季", "年底", "年末"};
  char cell[QN_FOLDED];
  char *end;
  qn_fold(cell, text, 0);
  if (!isdigit((unsigned char)*cell)) return false;
  const long first = strtol(cell, &end, 10);
  if (first < 1000 || first > 9999) return false;
  const char *p = end;
  if (skip(&p, "-") || skip(&p, "/") || skip(&p, "—") || skip(&p, "~")) {
    const long second = strtol(p, &end, 10);
    if (second != first + 1 && second != (first + 1) % 100) return false;
    p = end;
  }
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
    if (!strcmp(p, tails[i])) return *year = (int)first, true;
  return false;
}
