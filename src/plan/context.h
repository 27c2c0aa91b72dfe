/* What every part of the planning model looks things up in: the case, its demand, time, prices, and
 * small indices over the tables. Made once, read by all. */
#ifndef QN_PLAN_CONTEXT_H
#define QN_PLAN_CONTEXT_H
#include "case/case.h"
#include "demand/demand.h"
#include "plan/price_book.h"
#include "plan/timeline.h"

/* Rows of a table by area: first row of an area, then the next of the same area; -1 ends. */
typedef struct {
  int *first, *next;
} qn_by_area;

/* Rows of a table that hold in an area because they name it or one above it, by a key (a carrier, a
 * payer): rows[first[area * n_key + key]] up to the next first; those of the area itself first. */
typedef struct {
  int n_key;
  int *first, *rows;
} qn_up_lists;

typedef struct {
  const qn_case *region;
  const qn_demand *demand;
  qn_arena *arena;
  qn_timeline time;
  qn_price_book *prices;
  int straw_mode; /* first mode whose carrier is straw, -1 none */
  int *gas_trunk; /* [n_areas] row of trunks for network gas, -1 none */
  int *electric;  /* [n_carriers] counted in kWh: electricity */
  qn_by_area supplies /* of roles limit and storage */, targets, budgets, build_limits, sources,
      trunks;
  qn_by_area units; /* by township, qn_context_township */
  qn_up_lists supplies_above /* by carrier */, budgets_above /* by payer */;
  unsigned char *trunk_brings; /* [n_trunks * n_modes] a source of its network has that mode */
  qn_children *parts_of_mode, *curve_of_mode; /* into the two lists below */
  int *part_rows, *curve_rows;
} qn_context;

qn_status qn_context_new(qn_context **out, const qn_case *region, const qn_demand *demand);
void qn_context_free(qn_context *context);

/* The township an area lies in, or the area itself where there is none. */
int qn_context_township(const qn_context *context, int area);
/* A mode where a unit stands: 1/(SCOP), COP at the design temperature, capacity share there. */
typedef struct {
  double seasonal, at_design, capacity_share;
} qn_performance;
qn_performance qn_context_performance(const qn_context *context, int mode, int area,
                                      double indoor_degc);
/* Clean by the last rule that fits; state QN_STATE_ANY for devices. zone -1: rules without zone. */
int qn_context_is_clean(const qn_context *context, int mode, int state, int zone, int area,
                        int year);
/* Whether any state of a source would make the mode clean there. */
int qn_context_may_be_clean(const qn_context *context, int mode, int zone, int area, int year);
/* Capacity data of a supply in a season (supply_years applied); NaN: no limit. */
typedef struct {
  double peak, annual, base_peak, base_annual;
} qn_supply_state;
qn_supply_state qn_context_supply(const qn_context *context, int supply, int year);
/* kg of a pollutant from a use of a carrier in a sector. */
double qn_context_emission_kg(const qn_context *context, int carrier, int pollutant, int sector,
                              double use);

#endif
