/* Comparison with limits, and their declaration. */
#include "audit/plausible.h"

#include <string.h>

#include "case/declare.h"

#define T qn_plausible
static const qn_column columns[] = {
    {QN_AT(T, id), .zh = "编号", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("id", "编号")},
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT,
     QN_HELP("what lies within the limits", "指标名称")},
    {QN_AT(T, unit), .zh = "单位", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("unit of the limits; its dimension says what they apply to",
             "限值单位，按其量纲确定适用范围")},
    {QN_AT(T, low), .zh = "下限", .kind = QN_REAL, .flags = QN_REQUIRED,
     QN_HELP("least plausible value", "合理下限")},
    {QN_AT(T, high), .zh = "上限", .kind = QN_REAL, .flags = QN_REQUIRED,
     QN_HELP("largest plausible value", "合理上限")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
const qn_table qn_plausibility_table =
    QN_DECLARE(qn_plausible, "plausibility", "合理范围", columns, NULL,
               "Limits of the plausible, by dimension.", "各类指标的合理范围（按量纲）。");

bool qn_plausible_allows(const qn_plausible *limit, const qn_printed *printed) {
  qn_unit unit;
  if (qn_unit_parse(&unit, limit->unit) || !qn_unit_same_dimension(&unit, &printed->unit))
    return true;
  const bool pure = qn_unit_same_dimension(&unit, &(qn_unit){0});
  if (pure && unit.factor != printed->unit.factor) return true;
  return qn_interval_meet(qn_interval_of(limit->low * unit.factor, limit->high * unit.factor),
                          printed->range);
}
