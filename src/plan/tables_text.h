/* Sentences and handy numbers for output tables, in the tables' language. */
#ifndef QN_PLAN_TABLES_TEXT_H
#define QN_PLAN_TABLES_TEXT_H
#include "plan/tables.h"

/* printf into the tables' arena, without the locale; NULL when memory is out. */
const char *qn_tables_say(const qn_tables_work *work, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A unit in which a value is handy to read: value / factor in unit. */
typedef struct {
  double from; /* least size of the value, in base units */
  double factor;
  const char *unit;
} qn_handy;
enum qn_quantity { QN_QUANTITY_MONEY, QN_QUANTITY_HOUSEHOLDS, QN_QUANTITY_MASS_T };
qn_handy qn_handy_unit(const qn_tables_work *work, enum qn_quantity quantity, double value);
/* The value with its unit: "38.6亿元", "3.9 billion CNY". */
const char *qn_handy_text(const qn_tables_work *work, enum qn_quantity quantity, double value);

#endif
