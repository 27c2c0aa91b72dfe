/* Short forms for writing table declarations: C(type, member) fills name and offset, L adds the
 * link member, the rest are designated initialisers. */
#ifndef QN_CASE_DECLARE_H
#define QN_CASE_DECLARE_H
#include "table/schema.h"

#define QN_AT(type, member) .name = #member, .offset = offsetof(type, member)
#define QN_LINK(type, member, target) .link = offsetof(type, member), .ref = target
#define QN_HELP(english, chinese) .en = english, .zh_help = chinese
#define QN_MONEY .unit = "CNY", .min = 0, .max = 1e14
#define QN_SHARE .unit = "1", .min = 0, .max = 1
#define QN_POSITIVE(most) .min = 0, .max = (most)
#define QN_SOURCE_COLUMN(type)                                                     \
  {                                                                                \
    QN_AT(type, source),                                                           \
        .zh = "来源|数据来源", .kind = QN_TEXT,                                    \
        QN_HELP("where the row comes from; generated = made by a documented rule", \
                "数据出处；generated 表示按规则生成")                              \
  }
#define QN_SURE_COLUMN(type)                                                     \
  {                                                                              \
    QN_AT(type, sure), .zh = "可信度|可靠程度", .kind = QN_TEXT,                 \
                       QN_HELP("how sure: S in a seed, A high, B fair, C guess", \
                               "可信度：S 规划原文，A 高，B 一般，C 估计")       \
  }
/* What every row of a catalogue tells of its number: where it is from, of what year, how sure.
 * data/README.md says which year that is. */
#define QN_YEAR_COLUMN(type)                                                                         \
  {                                                                                                  \
    QN_AT(type, source_year),                                                                        \
        .zh = "来源年份|数据年份", .kind = QN_CODE, .min = 4, .max = 9,                              \
        QN_HELP(                                                                                     \
            "year the number speaks for, 2012 or 2019-2022: of the plan, the edition "               \
            "of the standard, the money; of an assumption the year it was set",                      \
            "数字所属年份，如 2012、2019-2022：规划、标准版本或价格的年份；" \
            "自行设定的为设定年份")                                                                  \
  }
#define QN_GROUNDS_COLUMNS(type) QN_SOURCE_COLUMN(type), QN_YEAR_COLUMN(type), QN_SURE_COLUMN(type)
#define QN_DECLARE(row, id, chinese, columns_, alias_, english_help, chinese_help)               \
  {                                                                                              \
    .name = id, .zh = chinese, .en = english_help, .zh_help = chinese_help, .columns = columns_, \
    .n_column = QN_COLUMN_COUNT(columns_), .row_size = sizeof(row), .alias = alias_              \
  }

#endif
