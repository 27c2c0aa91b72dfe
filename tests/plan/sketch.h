/* Cases made by hand in a test: rows are added one by one with the defaults of their declarations
 * and named by text, as a file would; sketch_finish links them. Memory running out ends the test.
 */
#ifndef QN_TESTS_PLAN_SKETCH_H
#define QN_TESTS_PLAN_SKETCH_H
#include "case/case.h"
#include "demand/demand.h"

/* A new last row of a table (QN_T_...); pointers to other rows of the table go stale. */
void *sketch_row(qn_case *region, int table);
/* printf into the case's arena. */
const char *sketch_text(qn_case *region, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Typed forms: the members that every row of the kind needs. */
qn_area *sketch_area(qn_case *region, const char *code, int level, const char *parent);
/* carrier NULL: a network mode. */
qn_mode *sketch_mode(qn_case *region, const char *id, const char *family, int status,
                     const char *carrier);
qn_mode_part *sketch_part(qn_case *region, const char *mode, const char *part, int per,
                          double cost_cny, double life_a);
qn_carrier *sketch_carrier(qn_case *region, const char *id, const char *unit, double kwh_per_unit);
qn_price *sketch_price(qn_case *region, const char *carrier, double price_cny);
void sketch_clean(qn_case *region, const char *mode, int state, int is_clean);
qn_unit_row *sketch_unit(qn_case *region, const char *id, const char *area, const char *zone,
                         double households, const char *present_mode);
void sketch_floor(qn_case *region, const char *unit, const char *building_class, double area_m2);
qn_target *sketch_target(qn_case *region, const char *id, const char *area, int metric, int year,
                         double value);
qn_supply *sketch_supply(qn_case *region, const char *id, const char *area, int role,
                         const char *carrier);
qn_heat_source *sketch_source(qn_case *region, const char *id, const char *area,
                              const char *network, const char *mode, const char *carrier);
qn_trunk *sketch_trunk(qn_case *region, const char *area, const char *network, double cost_cny);

/* A region with settings base 2020, horizon and seasons as given, one county C with township T, one
 * zone R, one building class "house": 40 W/m2 at 18 degrees, kappa 0.5. The winter has 100 days at
 * a mean of 4 degrees, design temperature -10: 1,200 hours of full load. Not yet finished. */
qn_case *sketch_region(int horizon, int evaluation_seasons);
/* Such a region with what the cases by hand share (docs/hand-cases.md, "The village"): stoves for
 * scattered coal, which homes have today, and for pellets, which are clean. */
qn_case *sketch_stoves(int horizon, int evaluation_seasons, double discount_rate);
/* Finishes and loads it; any finding of severity error ends the test with its words. */
qn_demand *sketch_finish(qn_case *region);

#endif
