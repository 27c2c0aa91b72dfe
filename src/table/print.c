#include "table/print.h"

#include <math.h>
#include <string.h>

#include "table/choice.h"
#include "table/facts.h"

qn_status qn_print_header(qn_text *out, const qn_column *column, bool english) {
  if (english || !column->zh) return qn_text_add(out, column->name);
  qn_text unit = {0};
  qn_status s = qn_column_zh(out, column);
  if (!s) s = qn_fact_unit(&unit, column, false);
  if (!s && unit.length) s = qn_text_addf(out, "(%s)", unit.bytes);
  qn_text_clear(&unit);
  return s;
}

bool qn_print_is_empty(const void *member, const qn_column *column) {
  switch (column->kind) {
    case QN_REAL:
      return !isfinite(*(const double *)member);
    case QN_INT:
      return *(const int *)member == QN_NO_INT;
    case QN_BOOL:
      return false;
    case QN_DATE:
      return *(const int *)member == 0;
    case QN_CHOICE:
      return *(const int *)member < 0;
    case QN_TEXT:
    case QN_CODE:
      return !*(const char *const *)member;
  }
  return true;
}

qn_status qn_print_cell(qn_text *out, const void *member, const qn_column *column, bool english) {
  if (qn_print_is_empty(member, column)) return QN_OK;
  if (column->kind == QN_REAL) return qn_text_real(out, *(const double *)member);
  if (column->kind == QN_TEXT || column->kind == QN_CODE)
    return qn_text_add(out, *(const char *const *)member);
  const int value = *(const int *)member;
  if (column->kind == QN_BOOL)
    return qn_text_add(out, english ? (value ? "1" : "0") : (value ? "是" : "否"));
  if (column->kind == QN_DATE)
    return qn_text_addf(out, "%04d-%02d-%02d", value / 10000, value / 100 % 100, value % 100);
  if (column->kind == QN_INT) return qn_text_addf(out, "%d", value);
  const qn_slice span = qn_choice_span(column, value, english);
  return qn_text_add_n(out, span.at, span.length);
}
