/* A cell is read by its kind; each reader says what it expected and keeps what it found. */
#include "table/cell.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/choice.h"
#include "table/fold.h"

/* Length of the space character at p (ASCII, no-break or ideographic), 0 when it is none. */
static size_t space_at(const char *p) {
  if (*p == ' ' || (*p >= '\t' && *p <= '\r')) return 1;
  if (*p == '\xC2') return p[1] == '\xA0' ? 2 : 0;
  if (*p == '\xE3') return p[1] == '\x80' && p[2] == '\x80' ? 3 : 0;
  if (*p == '\xEF') return p[1] == '\xBB' && p[2] == '\xBF' ? 3 : 0;
  return 0;
}

static qn_slice trimmed(const char *text) {
  for (size_t n; (n = space_at(text));) text += n;
  qn_slice span = {text, strlen(text)};
  for (;;) {
    const char *end = text + span.length;
    if (span.length >= 1 && space_at(end - 1) == 1)
      span.length -= 1;
    else if (span.length >= 2 && space_at(end - 2) == 2)
      span.length -= 2;
    else if (span.length >= 3 && space_at(end - 3) == 3)
      span.length -= 3;
    else
      return span;
  }
}

bool qn_cell_is_formula(const char *text, bool guarded) {
  double number;
  while (guarded && *text == '\'') text++;
  return *text && strchr("=+-@\t\r", *text) && !qn_real_parse(text, &number);
}

/* The text without the spaces around it and without the apostrophe that guards a text that begins
 * like a formula. */
static qn_slice content(const qn_cell *cell) {
  qn_slice span = trimmed(cell->text);
  if (!cell->is_exact && *span.at == '\'' && qn_cell_is_formula(span.at, true))
    span.at++, span.length--;
  return span;
}

void qn_cell_clear(void *member, const qn_column *column) {
  switch (column->kind) {
    case QN_REAL:
      *(double *)member = NAN;
      break;
    case QN_INT:
      *(int *)member = QN_NO_INT;
      break;
    case QN_CHOICE:
      *(int *)member = -1;
      break;
    case QN_BOOL:
    case QN_DATE:
      *(int *)member = 0;
      break;
    case QN_TEXT:
    case QN_CODE:
      *(const char **)member = NULL;
      break;
  }
}

bool qn_cell_is_empty(const qn_cell *cell, const qn_column *column) {
  static const char *const nothing[] = {"-", "—", "——", "–", "－", "/", "／"};
  if (cell->is_number) return false;
  if (!cell->text || !*cell->text) return true;
  const qn_slice span = trimmed(cell->text);
  if (!span.length) return true;
  if (column->kind == QN_TEXT || column->kind == QN_CODE) return false;
  for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
    if (strlen(nothing[i]) == span.length && !memcmp(nothing[i], span.at, span.length)) return true;
  return false;
}

static void found_cell(const qn_cell *cell, qn_findings *findings) {
  char digits[32];
  if (cell->is_number) qn_real_print(digits, cell->number);
  qn_found(findings, cell->is_number ? digits : cell->text);
}

static bool has_unit(const qn_column *column) {
  return column->unit && *column->unit && strcmp(column->unit, "1");
}

static qn_status not_a_number(qn_status s, const char *text, const qn_column *column,
                              qn_findings *findings) {
  const char *unit = has_unit(column) ? column->unit : "";
  if (s == QN_ERANGE)
    s = qn_fail(findings, QN_EINPUT, QN_N_("the unit does not fit: expected a number in %s"),
                *unit ? unit : "1");
  else if (s == QN_EUSAGE)
    s = qn_fail(findings, QN_EINPUT,
                QN_N_("the header has a unit of its own, so the cell cannot say 万 or 亿 too"));
  else if (*unit)
    s = qn_fail(findings, QN_EINPUT, QN_N_("expected a number in %s"), unit);
  else
    s = qn_fail(findings, QN_EINPUT, QN_N_("expected a number"));
  qn_found(findings, text);
  return s;
}

static qn_status check_range(double value, const qn_cell *cell, const qn_column *column,
                             qn_findings *findings) {
  const double low = column->min, high = column->max;
  const char *unit = has_unit(column) ? column->unit : NULL;
  if ((low == 0 && high == 0) || (value >= low && value <= high)) return QN_OK;
  const bool is_open = high >= QN_NO_CEILING;
  qn_status s;
  if (is_open && unit)
    s = qn_fail(findings, QN_ERANGE, QN_N_("expected at least %g %s"), low, unit);
  else if (is_open)
    s = qn_fail(findings, QN_ERANGE, QN_N_("expected at least %g"), low);
  else if (unit)
    s = qn_fail(findings, QN_ERANGE, QN_N_("expected %g to %g %s"), low, high, unit);
  else
    s = qn_fail(findings, QN_ERANGE, QN_N_("expected %g to %g"), low, high);
  found_cell(cell, findings);
  return s;
}

static qn_status read_quantity(double *value, const qn_cell *cell, const qn_column *column,
                               qn_scale scale, qn_findings *findings) {
  if (cell->is_number) {
    *value = cell->number * scale.factor;
    if (!isfinite(*value)) return not_a_number(QN_EINPUT, "", column, findings);
  } else {
    const qn_status s = qn_number_read(value, cell->text, column->unit, scale);
    if (s) return not_a_number(s, cell->text, column, findings);
  }
  return check_range(*value, cell, column, findings);
}

static qn_status read_real(void *member, const qn_cell *cell, const qn_column *column,
                           qn_scale scale, qn_findings *findings) {
  double value;
  const qn_status s = read_quantity(&value, cell, column, scale, findings);
  if (!s) *(double *)member = value;
  return s;
}

static qn_status read_year(int *member, const qn_cell *cell, qn_findings *findings) {
  int year = 0;
  const bool is_whole = cell->is_number && cell->number == floor(cell->number);
  if (is_whole && fabs(cell->number) < 1e6)
    year = (int)cell->number;
  else if (cell->is_number || !qn_year_read(&year, cell->text))
    year = 0;
  if (year >= 2000 && year <= 2100) {
    *member = year;
    return QN_OK;
  }
  const qn_status s =
      qn_fail(findings, year ? QN_ERANGE : QN_EINPUT, QN_N_("expected a year from 2000 to 2100"));
  found_cell(cell, findings);
  return s;
}

static qn_status read_int(void *member, const qn_cell *cell, const qn_column *column,
                          qn_scale scale, qn_findings *findings) {
  if (column->flags & QN_ANNUAL) return read_year(member, cell, findings);
  double value;
  qn_status s = read_quantity(&value, cell, column, scale, findings);
  if (!s && !(value == floor(value) && fabs(value) <= INT_MAX)) {
    s = qn_fail(findings, QN_EINPUT, QN_N_("expected a whole number"));
    found_cell(cell, findings);
  }
  if (!s) *(int *)member = (int)value;
  return s;
}

static qn_status read_date(void *member, const qn_cell *cell, qn_findings *findings) {
  int date;
  if (cell->is_number ? qn_date_of_number(&date, cell->number) : qn_date_read(&date, cell->text)) {
    *(int *)member = date;
    return QN_OK;
  }
  qn_fail(findings, QN_EINPUT, QN_N_("expected a date such as 2025-11-15"));
  found_cell(cell, findings);
  return QN_EINPUT;
}

static int truth_of(const char *folded) {
  static const char *const words[] = {"0 否 no n false f 无 × 错", "1 是 yes y true t 有 √ ✓ ✔ 对"};
  for (int value = 0; value < 2; value++)
    for (const char *p = words[value]; *p; p += *p == ' ') {
      const size_t n = strcspn(p, " ");
      if (strlen(folded) == n && !strncmp(folded, p, n)) return value;
      p += n;
    }
  return -1;
}

static qn_status read_bool(void *member, const qn_cell *cell, qn_findings *findings) {
  int value = -1;
  if (cell->is_number) {
    value = cell->number == 1 ? 1 : cell->number == 0 ? 0 : -1;
  } else {
    char folded[QN_FOLDED];
    qn_fold(folded, cell->text, QN_FOLD_LOWER);
    value = truth_of(folded);
  }
  if (value >= 0) {
    *(int *)member = value;
    return QN_OK;
  }
  qn_fail(findings, QN_EINPUT, QN_N_("expected yes or no (是 or 否)"));
  found_cell(cell, findings);
  return QN_EINPUT;
}

/* All choices as "english 中文, english 中文". */
static qn_status list_choices(qn_text *out, const qn_column *column) {
  qn_status s = QN_OK;
  for (int i = 0; !s; i++) {
    const qn_slice english = qn_choice_span(column, i, true);
    const qn_slice chinese = qn_choice_span(column, i, false);
    if (!english.length) break;
    if (i) s = qn_text_add(out, ", ");
    if (!s) s = qn_text_add_n(out, english.at, english.length);
    if (!s) s = qn_text_add(out, " ");
    if (!s) s = qn_text_add_n(out, chinese.at, chinese.length);
  }
  return s;
}

/* Suggests the choice of either language that is nearest to text. */
static void suggest_choice(const char *text, const qn_column *column, qn_findings *findings) {
  qn_text best = {0}, one = {0};
  size_t limit = 3;
  for (int i = 0; qn_choice_span(column, i, true).length; i++)
    for (int english = 0; english < 2; english++) {
      const qn_slice span = qn_choice_span(column, i, english);
      one.length = 0;
      if (qn_text_add_n(&one, span.at, span.length)) break;
      const size_t distance = qn_text_distance(text, one.bytes, limit);
      if (distance > limit || distance * 2 > span.length) continue;
      limit = distance ? distance - 1 : 0;
      best.length = 0;
      if (qn_text_add(&best, one.bytes)) break;
    }
  if (best.length) qn_suggest(findings, best.bytes);
  qn_text_clear(&best);
  qn_text_clear(&one);
}

static qn_status read_choice(void *member, const qn_cell *cell, const qn_column *column,
                             qn_findings *findings) {
  const qn_slice span = cell->text ? trimmed(cell->text) : (qn_slice){"", 0};
  qn_text text = {0};
  qn_status s = qn_text_add_n(&text, span.at, span.length);
  if (!s && cell->is_number) s = qn_text_real(&text, cell->number);
  const int choice = s ? -1 : qn_choice_find(column, text.bytes);
  if (choice >= 0) {
    *(int *)member = choice;
  } else if (!s) {
    qn_text all = {0};
    s = list_choices(&all, column);
    if (!s) s = qn_fail(findings, QN_EINPUT, QN_N_("expected one of: %s"), all.bytes);
    qn_found(findings, text.bytes);
    suggest_choice(text.bytes, column, findings);
    qn_text_clear(&all);
  }
  qn_text_clear(&text);
  return s;
}

static bool is_text(const qn_column *column) {
  return column->kind == QN_TEXT || column->kind == QN_CODE;
}

static qn_status rounded_code(qn_findings *findings) {
  return qn_fail(findings, QN_EINPUT,
                 QN_N_("a spreadsheet has rounded this code: format the column as text and enter "
                       "it again"));
}

static qn_status dated_code(qn_findings *findings) {
  return qn_fail(findings, QN_EINPUT,
                 QN_N_("a spreadsheet has made a date of this code: format the column as text and "
                       "enter it again"));
}

qn_status qn_cell_check(const qn_cell *cell, const qn_column *column, qn_findings *findings) {
  qn_status s = QN_OK;
  if (cell->fault == QN_CELL_COVERED)
    s = qn_fail(findings, QN_EINPUT,
                QN_N_("the cell is part of a merged one: unmerge it and give every row its own "
                      "value"));
  else if (cell->fault == QN_CELL_UNCALCULATED)
    s = qn_fail(findings, QN_EINPUT,
                QN_N_("the cell holds a formula without its result: open the workbook in a "
                      "spreadsheet program and save it"));
  else if (cell->fault == QN_CELL_ROUNDED && is_text(column))
    s = rounded_code(findings);
  else if (cell->fault == QN_CELL_DATE && column->kind == QN_CODE)
    s = dated_code(findings);
  if (s && cell->text && *cell->text) qn_found(findings, cell->text);
  return s;
}

static size_t characters(qn_slice span) {
  size_t n = 0;
  for (size_t i = 0; i < span.length; i++) n += ((unsigned char)span.at[i] & 0xC0) != 0x80;
  return n;
}

/* A long code that a spreadsheet showed as 1.50522E+11: its last digits are gone. */
static bool is_rounded_code(const char *text) {
  double value;
  return strpbrk(text, "eE") && strchr(text, '+') && qn_real_parse(text, &value);
}

/* 3-1 or 2025/3/1 entered as a code: a spreadsheet has made 2025/03/01, 3月1日 or 1-Mar of it. */
static bool is_date_of_code(const char *text) {
  if (!isdigit((unsigned char)*text) || !strpbrk(text, "/-\xE6")) return false;
  static const char *const forms[] = {"%*4[0-9]/%*2[0-9]/%*2[0-9]%n", "%*2[0-9]月%*2[0-9]日%n",
                                      "%*2[0-9]-%*1[JFMASOND]%*2[a-z]%n"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    int end = 0;
    sscanf(text, forms[i], &end);
    if (end && !text[end]) return true;
  }
  return false;
}

static qn_status read_text(void *member, const qn_cell *cell, const qn_column *column,
                           qn_arena *arena, qn_findings *findings) {
  char digits[32];
  if (cell->is_number) qn_real_print(digits, cell->number);
  const qn_slice span = cell->is_number ? (qn_slice){digits, strlen(digits)} : content(cell);
  const char *before = *(const char *const *)member;
  if (before && strlen(before) == span.length && !memcmp(before, span.at, span.length))
    return QN_OK;
  char *text = qn_arena_copy(arena, span.at, span.length);
  if (!text) return QN_ENOMEM;
  qn_status s = QN_OK;
  if (*text == '#' && (!strcmp(text, "#N/A") || strchr(text, '!') || !strcmp(text, "#NAME?")))
    s = qn_fail(findings, QN_EINPUT, QN_N_("the cell holds the error of a formula"));
  else if (column->kind == QN_CODE && is_rounded_code(text))
    s = rounded_code(findings);
  else if (column->kind == QN_CODE && !cell->is_exact && is_date_of_code(text))
    s = dated_code(findings);
  else if (column->max > 0 &&
           (characters(span) < column->min || characters(span) > (size_t)column->max))
    s = qn_fail(findings, QN_ERANGE, QN_N_("expected a text of %g to %g characters"), column->min,
                column->max);
  if (s) qn_found(findings, text);
  *(const char **)member = s ? NULL : text;
  return s;
}

qn_status qn_cell_read(void *member, const qn_cell *cell, const qn_column *column, qn_scale scale,
                       qn_arena *arena, qn_findings *findings) {
  switch (column->kind) {
    case QN_REAL:
      return read_real(member, cell, column, scale, findings);
    case QN_INT:
      return read_int(member, cell, column, scale, findings);
    case QN_BOOL:
      return read_bool(member, cell, findings);
    case QN_DATE:
      return read_date(member, cell, findings);
    case QN_CHOICE:
      return read_choice(member, cell, column, findings);
    case QN_TEXT:
    case QN_CODE:
      return read_text(member, cell, column, arena, findings);
  }
  return QN_EUSAGE;
}
