/* A simple estimate of what a mode costs and takes at a unit, for the limits of a generated case
 * (docs/defaults.md, "Limits"): the formulas of docs/model.md at today's prices, with investment as
 * an annuity. Not the planning model: it only has to come near it. */
#ifndef QN_GENERATE_REFERENCE_H
#define QN_GENERATE_REFERENCE_H
#include "generate/maker.h"

typedef struct {
  double use;           /* of the carrier in a season, its unit, at actual service */
  double peak;          /* kVA, or carrier unit a day, on the design day */
  double annual_cny;    /* at equal service: energy, upkeep, labour, annuity */
  double household_cny; /* investment that the household pays before subsidies */
  double bill_cny;      /* energy of the season at actual service */
} qn_reference;

/* Before the first of the others, when sources, trunks and catalogues are there. */
qn_status qn_reference_begin(qn_maker *m);
/* mode: row of the modes pile; networks are priced at the cheapest clean source of the county. */
qn_reference qn_reference_of(const qn_maker *m, const qn_stock *u, int mode);
/* True when the mode is a clean candidate that fits the unit (zone, cold, distances, trunks). */
bool qn_reference_fits(const qn_maker *m, const qn_stock *u, int mode);
/* True when some rule counts the mode as clean there in a season and source state. */
bool qn_reference_clean(const qn_maker *m, const char *mode, int state, const char *code,
                        const char *zone, int year);
/* Full heating of the unit's design load, kWh a season. */
double qn_reference_full_kwh(const qn_maker *m, const qn_stock *u);

#endif
