/* A recursive-descent reader over one table of names. The text is first made plain: full-width
 * signs half-width, superscripts ^n, all products '*'; then
 *   quotient = product { '/' product }
 *   product  = factor { ('*' | ' ' | after a digit or bracket nothing) factor }
 *   factor   = '(' quotient ')' [power] | number | { 十百千万亿 } name [power]
 * A name is the longest one of the table that fits, with or without a decimal prefix. */
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST = 160, DEEPEST = 8, LARGEST_POWER = 9, LARGEST_EXPONENT = 30, MOST_DIGITS = 9 };

typedef struct {
  const char *names; /* separated by | */
  double factor;
  signed char power[QN_DIMENSIONS];
  const char *prefixes; /* decimal prefixes that the Latin names take */
} entry;

static const entry entries[] = {
    {"m|米|公尺", 1, {1}, "kcm"},
    {"公里", 1e3, {1}, ""},
    {"厘米", 1e-2, {1}, ""},
    {"毫米", 1e-3, {1}, ""},
    {"平方米|平米|平方|sqm", 1, {2}, ""},
    {"平方公里|平方千米", 1e6, {2}, ""},
    {"hm", 1e2, {1}, ""},
    {"ha|公顷", 1e4, {2}, ""},
    {"mu|亩", 2000. / 3, {2}, ""},
    {"立方米|立方|方|Nm3|Nm^3|标方|标准立方米|标立方米", 1, {3}, ""},
    {"L|升", 1e-3, {3}, ""},
    {"g|克", 1e-3, {0, 1}, "km"},
    {"毫克", 1e-6, {0, 1}, ""},
    {"公斤", 1, {0, 1}, ""},
    {"斤", 0.5, {0, 1}, ""},
    {"t|吨|ton", 1e3, {0, 1}, "kM"},
    {"s|sec|秒", 1, {0, 0, 1}, ""},
    {"min|分钟", 60, {0, 0, 1}, ""},
    {"h|hr|hour|hours|小时|时", 3600, {0, 0, 1}, ""},
    {"d|day|days|天|日", 86400, {0, 0, 1}, ""},
    {"week|周", 7 * 86400, {0, 0, 1}, ""},
    {"month|months|月|个月", 365 * 86400 / 12, {0, 0, 1}, ""},
    {"a|yr|year|years|年", 365 * 86400, {0, 0, 1}, ""},
    {"K|degC|°C|℃|摄氏度", 1, {0, 0, 0, 1}, ""},
    {"mK", 1, {1, 0, 0, 1}, ""}, /* W/mK */
    {"W|瓦|瓦特", 1, {2, 1, -3}, "kMGTm"},
    {"VA|伏安", 1, {2, 1, -3}, "kMG"},
    {"兆瓦", 1e6, {2, 1, -3}, ""},
    {"吉瓦", 1e9, {2, 1, -3}, ""},
    {"兆伏安", 1e6, {2, 1, -3}, ""},
    {"蒸吨|蒸吨/小时|蒸吨/时|蒸吨/h|t/h|吨/小时|吨/时|吨/h|t/小时", 0.7e6, {2, 1, -3}, ""},
    {"J|焦|焦耳", 1, {2, 1, -2}, "kMGTP"},
    {"兆焦|兆焦耳", 1e6, {2, 1, -2}, ""},
    {"吉焦|吉焦耳", 1e9, {2, 1, -2}, ""},
    {"太焦", 1e12, {2, 1, -2}, ""},
    {"Wh|瓦时|瓦小时", 3600, {2, 1, -2}, "kMGT"},
    {"兆瓦时", 3600e6, {2, 1, -2}, ""},
    {"度电", 3600e3, {2, 1, -2}, ""},
    {"cal|卡", 4.1868, {2, 1, -2}, "kMG"},
    {"大卡", 4186.8, {2, 1, -2}, ""},
    {"tce|吨标煤|吨标准煤", 29.3076e9, {2, 1, -2}, "kM"},
    {"gce|克标煤|克标准煤", 29.3076e3, {2, 1, -2}, "k"},
    {"公斤标煤|公斤标准煤", 29.3076e6, {2, 1, -2}, ""},
    {"Pa|帕", 1, {-1, 1, -2}, "kM"},
    {"bar", 1e5, {-1, 1, -2}, "m"},
    {"兆帕", 1e6, {-1, 1, -2}, ""},
    {"CNY|RMB|yuan|元|人民币|¥", 1, {0, 0, 0, 0, 1}, ""},
    {"fen|分", 1e-2, {0, 0, 0, 0, 1}, ""},
    {"household|households|户", 1, {0, 0, 0, 0, 0, 1}, ""},
    {"person|persons|people|人", 1, {0, 0, 0, 0, 0, 0, 1}, ""},
    {"piece|pieces|pcs|台|座|个|处|辆|头|只|口|套|栋|幢|项|件|片|组|根",
     1,
     {0, 0, 0, 0, 0, 0, 0, 1},
     ""},
    {"%|百分点|个百分点", 1e-2, {0}, ""},
    {"‰", 1e-3, {0}, ""},
    {"ppm", 1e-6, {0}, ""},
    {"share|倍|season|seasons|季|采暖季|供暖季|取暖季", 1, {0}, ""},
};

static const struct {
  const char *name;
  double factor;
} counts[] = {{"十", 10}, {"百", 100}, {"千", 1e3}, {"万", 1e4}, {"亿", 1e8}};

static const struct {
  char name;
  double factor;
} prefixes[] = {{'k', 1e3},  {'M', 1e6},  {'G', 1e9}, {'T', 1e12},
                {'P', 1e15}, {'m', 1e-3}, {'c', 1e-2}};

/* What single characters become before reading; full-width ASCII is folded by rule. */
static const struct {
  unsigned code;
  const char *plain;
} plain_forms[] = {
    {0x2070, "^0"}, {0xB9, "^1"},    {0xB2, "^2"},    {0xB3, "^3"},   {0x2074, "^4"},
    {0x2075, "^5"}, {0x2076, "^6"},  {0x2077, "^7"},  {0x2078, "^8"}, {0x2079, "^9"},
    {0x207B, "^-"}, {0x33A1, "m^2"}, {0x33A5, "m^3"}, {0x338F, "kg"}, {0x339E, "km"},
    {0x33BE, "kW"}, {0x338E, "mg"},  {0x339C, "mm"},  {0x339D, "cm"}, {0xB7, "*"},
    {0x22C5, "*"},  {0x2219, "*"},   {0x2022, "*"},   {0x30FB, "*"},  {0xD7, "*"},
    {0x2215, "/"},  {0x2044, "/"},   {0xF7, "/"},     {0x2212, "-"},  {0xFFE5, "¥"},
    {0x3000, " "},  {0xA0, " "},     {0x2009, " "},   {0x202F, " "},  {'\t', " "},
};

static bool add_plain(char *out, size_t *n, const char *text, size_t length) {
  if (*n + length >= LONGEST) return false;
  memcpy(out + *n, text, length);
  *n += length;
  out[*n] = '\0';
  return true;
}

/* The plain form of one character; a superscript after a superscript continues its number. */
static bool add_character(char *out, size_t *n, const char *text, size_t length, unsigned code,
                          bool *superscript) {
  const bool in_power = *superscript;
  *superscript = false;
  if (code >= 0xFF01 && code <= 0xFF5E) {
    const char c = (char)(code - 0xFEE0);
    return add_plain(out, n, &c, 1);
  }
  for (size_t i = 0; i < sizeof plain_forms / sizeof *plain_forms; i++) {
    if (plain_forms[i].code != code) continue;
    const char *plain = plain_forms[i].plain;
    *superscript = *plain == '^';
    plain += *superscript && in_power;
    return add_plain(out, n, plain, strlen(plain));
  }
  return add_plain(out, n, text, length);
}

/* Writes the plain form without spaces at the ends; false when the text is too long or not UTF-8.
 */
static bool make_plain(char out[LONGEST], const char *text) {
  size_t n = 0;
  bool superscript = false;
  out[0] = '\0';
  while (*text) {
    size_t length;
    const unsigned code = qn_utf8_decode(text, &length);
    if (!length || !add_character(out, &n, text, length, code, &superscript)) return false;
    if (out[0] == ' ') out[n = 0] = '\0';
    text += length;
  }
  while (n && out[n - 1] == ' ') out[--n] = '\0';
  return true;
}

/* True when word stands at text: in its very case, or in another where that cannot change what is
 * meant. Milli is never guessed: mw is neither mW nor MW. */
static bool same_word(const char *word, size_t n, const char *text) {
  if (!strncmp(word, text, n)) return true;
  if (strncasecmp(word, text, n) != 0) return false;
  if (n == 1) return !strchr("adgsmK", *word);
  return tolower((unsigned char)*word) != 'm' || (*word == 'M' && *text == 'M');
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of text that prefix (0: none) and name fill, 0 when they do not stand there as a word. */
static size_t fits(const char *text, char prefix, const char *name, size_t n) {
  char word[48];
  const size_t ahead = prefix != '\0', length = ahead + n;
  if (tolower((unsigned char)(ahead ? prefix : *name)) != tolower((unsigned char)*text)) return 0;
  word[0] = prefix;
  memcpy(word + ahead, name, n);
  if (!same_word(word, length, text)) return 0;
  return is_letter(name[n - 1]) && is_letter(text[length]) ? 0 : length;
}

static double prefix_factor(char prefix) {
  size_t i = 0;
  while (prefixes[i].name != prefix) i++;
  return prefixes[i].factor;
}

/* Length of the longest of an entry's names at text, its decimal prefix's factor in *scale. */
static size_t longest_name(const entry *e, const char *text, double *scale) {
  size_t best = 0;
  *scale = 1;
  for (const char *name = e->names; name; name = strchr(name, '|')) {
    name += *name == '|';
    const size_t n = strcspn(name, "|");
    size_t length = fits(text, '\0', name, n);
    if (length > best) best = length, *scale = 1;
    for (const char *p = e->prefixes; *p && (unsigned char)*name < 0x80; p++) {
      length = fits(text, *p, name, n);
      if (length > best) best = length, *scale = prefix_factor(*p);
    }
  }
  return best;
}

/* A place in a plain text, and how deep in brackets. */
typedef struct {
  const char *at;
  int depth;
} reader;

static bool read_quotient(reader *r, qn_unit *out);

static void skip_spaces(reader *r) {
  while (*r->at == ' ') r->at++;
}

/* A whole number after ^, after - or standing at once; 1 when there is none, 0 when out of range.
 */
static int read_power(reader *r, int most) {
  const char *p = r->at + (*r->at == '^');
  const bool minus = *p == '-';
  p += minus;
  if (!isdigit((unsigned char)*p)) return p == r->at ? 1 : 0;
  int value = 0;
  for (; isdigit((unsigned char)*p) && value <= most; p++) value = 10 * value + *p - '0';
  r->at = p;
  return value > most ? 0 : minus ? -value : value;
}

static bool within_reason(const qn_unit *u) {
  for (size_t i = 0; i < QN_DIMENSIONS; i++)
    if (abs(u->power[i]) > 3 * LARGEST_POWER) return false;
  return isnormal(u->factor);
}

static bool raise_to(qn_unit *u, int power) {
  if (power == 0) return false;
  const qn_unit base = *u;
  qn_unit out = {.factor = 1};
  for (int i = 0; i < abs(power); i++) out = qn_unit_times(&out, &base, power > 0 ? 1 : -1);
  *u = out;
  return within_reason(u);
}

/* 1, 100, 0.7, 10^4. */
static bool read_number(reader *r, qn_unit *out) {
  char digits[MOST_DIGITS + 1];
  const size_t n = strspn(r->at, "0123456789.");
  if (n > MOST_DIGITS) return false;
  memcpy(digits, r->at, n);
  digits[n] = '\0';
  *out = (qn_unit){.factor = 0};
  if (!qn_real_parse(digits, &out->factor)) return false;
  r->at += n;
  if (*r->at != '^') return isnormal(out->factor);
  const int power = read_power(r, LARGEST_EXPONENT);
  out->factor = pow(out->factor, power);
  return power != 0 && isnormal(out->factor);
}

static bool read_name(reader *r, qn_unit *out) {
  size_t best = 0;
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
    double scale;
    const size_t length = longest_name(&entries[i], r->at, &scale);
    if (length <= best) continue;
    best = length;
    out->factor = scale * entries[i].factor;
    memcpy(out->power, entries[i].power, sizeof out->power);
  }
  r->at += best;
  return best > 0;
}

/* The factor of one of 十百千万亿 at the place, 0 for none. */
static double read_count(reader *r) {
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    const size_t n = strlen(counts[i].name);
    if (strncmp(r->at, counts[i].name, n) != 0) continue;
    r->at += n;
    return counts[i].factor;
  }
  return 0;
}

/* A name with the counts before it; counts alone are a pure number. The power is the name's:
 * 万m2 is ten thousand square metres. */
static bool read_counted(reader *r, qn_unit *out) {
  double counted = 1, count;
  bool named = read_name(r, out);
  while (!named && (count = read_count(r)) > 0) {
    counted *= count;
    skip_spaces(r);
    named = read_name(r, out);
  }
  if (!named) {
    *out = (qn_unit){.factor = counted};
    return counted > 1 && isnormal(counted);
  }
  if (!raise_to(out, read_power(r, LARGEST_POWER))) return false;
  out->factor *= counted;
  return within_reason(out);
}

static bool read_bracket(reader *r, qn_unit *out) {
  if (++r->depth > DEEPEST) return false;
  r->at++;
  if (!read_quotient(r, out) || *r->at != ')') return false;
  r->at++;
  r->depth--;
  return raise_to(out, read_power(r, LARGEST_POWER));
}

static bool read_factor(reader *r, qn_unit *out) {
  if (*r->at == '(') return read_bracket(r, out);
  if (isdigit((unsigned char)*r->at)) return read_number(r, out);
  return read_counted(r, out);
}

/* True when another factor follows, without a sign only after a digit, a bracket or a space. */
static bool product_goes_on(reader *r) {
  const char before = r->at[-1];
  const bool spaced = *r->at == ' ';
  skip_spaces(r);
  if (*r->at == '*') {
    r->at++;
    skip_spaces(r);
    return true;
  }
  if (!*r->at || strchr("/)^-", *r->at) || isdigit((unsigned char)*r->at)) return false;
  return spaced || before == ')' || isdigit((unsigned char)before);
}

static bool read_product(reader *r, qn_unit *out) {
  *out = (qn_unit){.factor = 1};
  do {
    qn_unit next;
    if (!read_factor(r, &next)) return false;
    *out = qn_unit_times(out, &next, 1);
    if (!within_reason(out)) return false;
  } while (product_goes_on(r));
  return true;
}

static bool read_quotient(reader *r, qn_unit *out) {
  skip_spaces(r);
  if (!read_product(r, out)) return false;
  while (*r->at == '/') {
    r->at++;
    skip_spaces(r);
    qn_unit next;
    if (!read_product(r, &next)) return false;
    *out = qn_unit_times(out, &next, -1);
    if (!within_reason(out)) return false;
  }
  return true;
}

qn_status qn_unit_parse(qn_unit *out, const char *text) {
  char plain[LONGEST];
  qn_unit unit = {.factor = 1};
  if (!make_plain(plain, text ? text : "")) return QN_EINPUT;
  reader r = {plain, 0};
  if ((*r.at == '*' || *r.at == 'x') && isdigit((unsigned char)r.at[1])) r.at++; /* x10^4 m2 */
  if (*plain && (!read_quotient(&r, &unit) || *r.at)) return QN_EINPUT;
  *out = unit;
  return QN_OK;
}

bool qn_unit_same_dimension(const qn_unit *a, const qn_unit *b) {
  return !memcmp(a->power, b->power, sizeof a->power);
}

qn_status qn_unit_factor(double *factor, const char *from, const char *to) {
  qn_unit a, b;
  if (qn_unit_parse(&a, from) || qn_unit_parse(&b, to)) return QN_EINPUT;
  if (!qn_unit_same_dimension(&a, &b)) return QN_ERANGE;
  *factor = a.factor / b.factor;
  return QN_OK;
}

qn_unit qn_unit_times(const qn_unit *a, const qn_unit *b, int sign) {
  enum { MOST = 100 };
  qn_unit out = {.factor = sign > 0 ? a->factor * b->factor : a->factor / b->factor};
  for (size_t i = 0; i < QN_DIMENSIONS; i++) {
    const int power = a->power[i] + (sign > 0 ? b->power[i] : -b->power[i]);
    out.power[i] = (signed char)(power > MOST ? MOST : power < -MOST ? -MOST : power);
  }
  return out;
}
