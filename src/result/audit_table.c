/* Declaration of the table audit. */
#include "result/audit_table.h"

#define COLUMN(member, chinese, kind_, help)                                               \
  .name = #member, .zh = chinese, .kind = kind_, .offset = offsetof(qn_audit_row, member), \
  .en = help, .zh_help = chinese

static const qn_column columns[] = {
    {COLUMN(id, "编号", QN_CODE, "id of the statement")},
    {COLUMN(name, "名称", QN_TEXT, "name of the statement")},
    {COLUMN(kind, "类别", QN_CHOICE, "what is wrong"), .choices = QN_AUDIT_CHOICES},
    {COLUMN(message, "说明", QN_TEXT, "in words")},
    {COLUMN(printed, "原文数值", QN_TEXT, "the value as printed")},
    {COLUMN(implied_low, "推算下限", QN_REAL, "least value that the formula allows, in unit")},
    {COLUMN(implied_high, "推算上限", QN_REAL, "largest value that the formula allows, in unit")},
    {COLUMN(unit, "单位", QN_TEXT, "unit of the statement")},
    {COLUMN(suggestion, "可能的更正", QN_TEXT, "single changes that would mend it, best first")},
    {COLUMN(source, "出处", QN_TEXT, "where the figure is printed")},
};

const qn_table qn_audit_table = {
    .name = "audit",
    .zh = "数字核对",
    .en = "Figures of the plan that do not close or cannot be read.",
    .zh_help = "规划中前后对不上或无法识别的数字。",
    .columns = columns,
    .n_column = QN_COLUMN_COUNT(columns),
    .row_size = sizeof(qn_audit_row),
};
