/* Physical units as people write them in headers, cells and formulas, Chinese or English:
 * 万平方米, 亿平方米, hm2, ha, W/m², 万千瓦, MW, 蒸吨, t/h, GJ, tce, kgce, 万户, 户, 元, 万元,
 * 亿元, 亿立方米, m3, ℃, %, 元/平方米, CNY/kWh, h, d, season ... A unit is a factor to SI (m, kg,
 * s, K; CNY, household, person for counts of the trade) and a dimension. tce is an energy (29.3076
 * GJ); 蒸吨 and t/h of a boiler a power (0.7 MW), as the field uses them.
 *
 * Products are written · * × or with a space, powers m2, m^2, m²; brackets are read. A product
 * binds tighter than a quotient, as the field writes it: 元/平方米·年 is 元/(平方米·年). Numbers
 * may lead: 10^4 m2, 元/100m2. 十百千万亿 stand before any unit, k M G T m c before the Latin ones.
 * Case is forgiven (KWH, Gj) except where it decides: a first m or M, single letters a d g s K.
 * A year is 365 d (8,760 h), a month a twelfth of it; a season (采暖季) is a pure number, as
 * seasons differ in length; ℃ is a difference of temperatures. */
#ifndef QN_BASE_UNITS_H
#define QN_BASE_UNITS_H
#include <stdbool.h>

#include "base/status.h"

/* Exponents of: length, mass, time, temperature, money, households, persons, pieces. */
enum { QN_DIMENSIONS = 8 };
typedef struct {
  double factor; /* value in SI = factor * value */
  signed char power[QN_DIMENSIONS];
} qn_unit;

/* Reads a unit; "" and NULL give the pure number 1. QN_EINPUT, out untouched, when it is not one.
 */
qn_status qn_unit_parse(qn_unit *out, const char *text);
bool qn_unit_same_dimension(const qn_unit *a, const qn_unit *b);
/* factor with which a value in from becomes one in to; QN_EINPUT when unreadable, QN_ERANGE when
 * the dimensions differ. */
qn_status qn_unit_factor(double *factor, const char *from, const char *to);
/* a*b (sign 1) or a/b (-1); exponents stop at 100 either way. */
qn_unit qn_unit_times(const qn_unit *a, const qn_unit *b, int sign);

#endif
