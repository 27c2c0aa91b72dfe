#include "plan/tables_text.h"

#include <math.h>

const char *qn_tables_say(const qn_tables_work *work, const char *fmt, ...) {
  va_list args;
  qn_text text = {0};
  va_start(args, fmt);
  const qn_status s = qn_text_addv(&text, fmt, args);
  va_end(args);
  const char *out = s ? NULL : qn_arena_text(work->arena, qn_text_str(&text));
  qn_text_clear(&text);
  return out;
}

/* Smallest unit first; the largest one that the value reaches is taken. */
enum { QUANTITIES = 3, LANGUAGES = 2, STEPS = 3 };
static const qn_handy ladders[QUANTITIES][LANGUAGES][STEPS] = {
    [QN_QUANTITY_MONEY] = {{{0, 1, "元"}, {1e4, 1e4, "万元"}, {1e8, 1e8, "亿元"}},
                           {{0, 1, "CNY"}, {1e6, 1e6, "million CNY"}, {1e9, 1e9, "billion CNY"}}},
    [QN_QUANTITY_HOUSEHOLDS] = {{{0, 1, "户"}, {1e4, 1e4, "万户"}}, {{0, 1, "households"}}},
    [QN_QUANTITY_MASS_T] = {{{0, 1, "吨"}, {1e4, 1e4, "万吨"}},
                            {{0, 1, "t"}, {1e4, 1e3, "thousand t"}, {1e6, 1e6, "million t"}}},
};

qn_handy qn_handy_unit(const qn_tables_work *work, enum qn_quantity quantity, double value) {
  const qn_handy *steps = ladders[quantity][work->english ? 1 : 0];
  qn_handy best = steps[0];
  for (int i = 1; i < STEPS && steps[i].unit; i++)
    if (fabs(value) >= steps[i].from) best = steps[i];
  return best;
}

const char *qn_handy_text(const qn_tables_work *work, enum qn_quantity quantity, double value) {
  const qn_handy handy = qn_handy_unit(work, quantity, value);
  const double shown = value / handy.factor;
  const int decimals = handy.factor > 1 ? (fabs(shown) < 10 ? 2 : 1) : 0;
  return qn_tables_say(work, work->english ? "%.*f %s" : "%.*f%s", decimals, shown, handy.unit);
}
