/* What the files of the verifier share: the look-ups of tables, the account of one unit's choice,
 * the state of sources season by season, and the sums that rules are checked on. Season arrays
 * begin with season b+1. Numbers of sections are those of docs/model.md. */
#ifndef QN_PLAN_VERIFY_PARTS_H
#define QN_PLAN_VERIFY_PARTS_H
#include "base/array.h"
#include "plan/verify.h"

/* Bands of a carrier's price at a place and season; NaN where there is no row. */
typedef struct {
  double flat_cny, day_cny, valley_cny, valley_hours;
} qn_bands;

/* Seasonal performance of a mode, as last asked. */
typedef struct {
  const qn_season *season;
  double indoor_degc, value;
} qn_performance;

enum { QN_OUT_OF_SERVICE = -2, QN_AS_IT_IS = -1 }; /* states; else a row of source_options */

/* A source in a season of D. */
typedef struct {
  int state;
  int server;                /* source that serves what hangs on it: itself, a receiver, or -1 */
  int is_clean;              /* its own state in service */
  double capacity_kw;        /* INFINITY: no limit */
  double adds_kw;            /* modules and projects */
  double load_kw, served_kw; /* sent out; got by what hangs on it */
  double carrier_use;        /* of the state's carrier in the season */
} qn_source_season;

/* What units and sources take, added up at the area where they stand; j counts seasons of D. All
 * arrays are slices of one block, so that the sums of one unit can be added to those of others. */
typedef struct {
  double *block;
  size_t n_block;
  double *use, *peak;              /* [area][carrier][j] */
  double *feeder_kva;              /* [supply][j] */
  double *paid;                    /* [area + 1][j][payer]; the last area: of no area */
  double *attached_kw;             /* [source][j]: what hangs on it */
  double *joiner_kw, *joiner_flow; /* [area][mode][j]: new load, heat sent for it */
  double *build;                   /* [build limit]: households */
  double *gas_units;               /* [trunk][j]: units (shares) that need it */
  double *target, *target_total, *target_terms; /* [target]; terms: sum of absolute values */
} qn_sums;

typedef struct {
  const qn_case *region;
  const qn_demand *demand;
  const qn_decision *decision;
  qn_arena *arena;
  qn_findings *findings;
  qn_verdict *verdict;
  QN_ARRAY(qn_rule_state) rules;
  qn_status status;            /* QN_ENOMEM once memory is out */
  int base, horizon, last;     /* b, H, b + E */
  int n_season, n_all;         /* seasons of D; of S */
  double *discount;            /* [n_all + 1]: d(b), d(b+1), ... */
  int straw_mode;              /* first mode that burns straw, -1 none */
  qn_bands **bands;            /* [area][zone + 1][carrier], each [n_all]; filled when asked */
  qn_performance *performance; /* [mode] */
  qn_source_season *source;    /* [source][n_season] */
  int *area_in_order;          /* areas by their depth-first number: those within stand together */
  int *first_trunk, *next_trunk;    /* [area], [trunk]: trunks of an area, -1 none */
  int *first_build, *next_build;    /* [area], [build limit]: the same of build limits */
  double *full_hours, *equal_hours; /* [area]: hours of new load of a township (section 4) */
  double *attached_hours;           /* [source] */
  qn_sums sums;
} qn_check;

/* ---- verify_tables.c ---- */
qn_status qn_check_start(qn_check *check);
/* d(s), W(s). */
double qn_check_discount(const qn_check *check, int season);
double qn_check_slot_weight(const qn_check *check, int season);
/* Whole years of a life; cap(I, L, t, equipment). */
int qn_check_life(double life_a);
double qn_check_capital(const qn_check *check, double cny, double life_a, int year, int is_renewed);
/* Discounted cost of something that is paid once in a year, under an objective. */
double qn_check_shared_cost(const qn_check *check, int objective, int payer, double cny,
                            double life_a, int year);
/* Places in area_in_order of the areas within one (-1: of all): first, and behind the last. */
void qn_check_within(const qn_check *check, int area, int *first, int *end);
int qn_check_depth(const qn_case *region, int area);
int qn_check_has(qn_links links, int row);
const qn_bands *qn_check_bands(qn_check *check, int area, int zone, int carrier, int season);
/* Share of the valley in the use of a mode, and the price that follows. */
double qn_check_valley_share(const qn_mode *mode, const qn_bands *bands);
double qn_check_price(qn_check *check, int area, int zone, int carrier, const qn_mode *mode,
                      int season);
int qn_check_is_electric(const qn_check *check, int carrier);
double qn_check_emission_kg(const qn_check *check, int carrier, int sector, int pollutant);
double qn_check_emission_cny(const qn_check *check, int carrier, int sector);
/* state: enum qn_state; only rules with state any are looked at for QN_STATE_ANY. */
int qn_check_is_clean(const qn_check *check, int mode, int state, int zone, int area, int season);
int qn_check_is_clean_in_some_state(const qn_check *check, int mode, int zone, int area,
                                    int season);
/* Capacities and base uses of a supply as they are in a season. */
qn_supply_year qn_check_supply_at(const qn_check *check, int supply, int season);
int qn_check_township(const qn_case *region, int unit);
/* The trunk of a township and network, -1 none; whether it stands in a season. */
int qn_check_trunk(const qn_check *check, int township, const char *network);
int qn_check_trunk_stands(const qn_check *check, int trunk, int season);

/* ---- verify_unit.c: the account of one choice ---- */
typedef struct {
  int carrier, sector;
  double amount;
} qn_use;
enum { QN_UNIT_USES = 4 }; /* new and old device, each with straw */

typedef struct {
  int mode, level; /* in use; mode -1 where the unit does not exist: all else is 0 */
  double area_m2, households, design_kw;
  double energy_cny, bill_cny, upkeep_cny, labour_cny;
  double renewal_cny, renewal_household_cny;
  double running_subsidy_cny[QN_PAYERS];
  qn_use use[QN_UNIT_USES];
  int n_use;
  double coal;      /* scattered coal */
  int peak_carrier; /* -1 none */
  double peak;      /* design day: kVA of electricity, else units a day */
} qn_unit_season;

typedef struct {
  qn_unit_choice choice;
  int township, is_conversion, is_development;
  double part_cny[QN_PAYERS], retrofit_cny[QN_PAYERS]; /* in the year, undiscounted */
  double invest_subsidy_cny[QN_PAYERS];                /* of parts and retrofit */
  double capital_cny;                                  /* cap of parts and retrofit */
  double renewed_cny[QN_PAYERS];                       /* parts with renewals, discounted */
  double standby_cny, connection_cny;                  /* in the year, undiscounted */
  double burden_today, burden_worst, burden_rise;      /* NaN: none */
  qn_unit_season *season;                              /* [n_all] */
} qn_unit_account;

/* Fills the account of a legal choice; account->season must have room for n_all. */
void qn_check_unit(qn_check *check, const qn_unit_choice *choice, qn_unit_account *account);
/* Discounted cost under an objective, without the price of burden. */
double qn_check_unit_cost(const qn_check *check, int objective, const qn_unit_account *account);
/* What a payer pays for the unit in a year of D: parts, retrofit and subsidies. */
double qn_check_unit_paid(const qn_check *check, const qn_unit_account *account, int payer,
                          int year);
/* Scattered coal of a unit that stays in its present mode, in a season. */
double qn_check_staying_coal(qn_check *check, int unit, int season);
/* The rise of burden exceeds the limit of the settings; no rise never does. */
int qn_check_is_over_burden(const qn_check *check, const qn_unit_account *account);
double qn_check_burden_price(const qn_check *check, const qn_unit_account *account);

/* ---- verify_legal.c: pathways of section 2 ---- */
/* NULL when the choice is a pathway of its unit, else why not (a message id). The burden rule is
 * not looked at. */
const char *qn_check_illegal(const qn_check *check, const qn_unit_choice *choice);
/* Whether a unit that makes the choice counts as clean in a season by its own mode; a unit that
 * stays on a network does not (its source decides). */
int qn_check_choice_is_clean(const qn_check *check, const qn_unit_choice *choice, int season);
typedef struct {
  qn_unit_choice *at;
  size_t count, room;
} qn_choices;
/* All pathways of a unit before the burden rule; appended to list (QN_CLEAR by the caller). */
qn_status qn_check_pathways(const qn_check *check, int unit, qn_choices *list);
/* Whether the hard burden rule removes the choice (rise above the limit, another clean pathway). */
int qn_check_burden_removes(qn_check *check, const qn_unit_account *account);

/* ---- verify_source.c: sources, heat, projects, trunks ---- */
/* The state of every source and season, nothing sent yet. */
void qn_check_source_states(qn_check *check);
/* Structure of what is decided about sources, projects, trunks and modules; then the states. */
void qn_check_sources(qn_check *check);
/* What is paid for sources, projects, trunks and modules, into the sums. */
void qn_check_payments(qn_check *check);
/* Takes the flows in; needs attached_kw, so after all units. Then the rows of section 4. */
void qn_check_flows(qn_check *check);
void qn_check_heat_rules(qn_check *check);
double qn_check_source_cost(const qn_check *check, int objective);
double qn_check_heat_cost(qn_check *check, int objective);
double qn_check_project_cost(const qn_check *check, int objective);
double qn_check_module_cost(const qn_check *check, int objective);
double qn_check_trunk_cost(const qn_check *check, int objective);
qn_source_season *qn_check_source_at(const qn_check *check, int source, int season);
/* Carrier of a state, its use for a kWh of heat sent out, and the cost of that, CNY. */
int qn_check_state_carrier(const qn_check *check, int source, int state);
double qn_check_heat_use(const qn_check *check, int source, int state);
double qn_check_heat_price(qn_check *check, int source, int state, int season);
int qn_check_state_is_clean(const qn_check *check, int source, int state, int season);
/* Added to a supply by modules and built projects. */
double qn_check_added_peak(const qn_check *check, int supply, int season);
double qn_check_added_annual(const qn_check *check, int supply, int season);
int qn_check_project_area(const qn_case *region, int project);

/* ---- verify_rules.c: sums over units and sources, and the rows of section 5 ---- */
qn_status qn_check_sums_new(qn_check *check);
void qn_check_add_unit(qn_check *check, const qn_unit_account *account);
void qn_check_rules(qn_check *check);
void qn_check_supply_rules(qn_check *check);
double qn_check_step_cost(const qn_check *check);
/* Adds to the sums at an area. */
void qn_check_add_use(qn_check *check, int area, int carrier, int season, double use, double peak);
void qn_check_add_paid(qn_check *check, int area, int year, int payer, double cny);
/* Adds a rule: works out what is missed beyond tolerance, whether it is met, and the penalty of a
 * priced one. */
void qn_check_rule(qn_check *check, qn_rule_state rule, double tolerance, int kind, double price);
/* A broken promise of structure: a rule of family with used 1 against 0. */
void qn_check_broken(qn_check *check, const char *family, int row, int place, int season,
                     const char *why);

/* ---- verify_targets.c ---- */
void qn_check_target_unit(qn_check *check, const qn_unit_account *account);
void qn_check_targets(qn_check *check);

#endif
