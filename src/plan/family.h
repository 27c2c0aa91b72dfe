/* The row families of the model, one array. A family may leave any member NULL. The calls come in
 * the order rows, units, sources, projects and trunks, others; see model.c. */
#ifndef QN_PLAN_FAMILY_H
#define QN_PLAN_FAMILY_H
#include "base/text.h"
#include "plan/model.h"

/* What a unit's pathway takes, ready for families to read. */
typedef struct {
  const qn_unit_work *work;
  const qn_account *account;
  int unit;
} qn_unit_takes;

struct qn_family {
  const char *id; /* as in docs/model.md section 5 */
  const char *noun_zh, *noun_en;
  int table; /* QN_T_... whose rows its rows speak of, -1 none */
  void (*rows)(qn_model *);
  void (*unit)(qn_model *, const qn_unit_takes *);
  void (*source)(qn_model *, int source, int option, int season);
  void (*project)(qn_model *, int project, int season);
  void (*trunk)(qn_model *, int trunk, int season);
  void (*module)(qn_model *, int supply, int season);
  void (*flow)(qn_model *, const qn_flow *, int season);
  void (*others)(qn_model *); /* columns of its own */
};

extern const qn_family *const qn_families[];
extern const size_t qn_n_families;

/* Where families keep the numbers of their rows; [..] as commented, -1 none. */
struct qn_family_data {
  int *target;           /* [n_targets] */
  double *target_source; /* [n_targets * n_sources] attached area or households that match */
  int *peak, *annual, *storage, *steps; /* [n_supplies * n]; peak also of feeders */
  int *build, *budget;                  /* [n_build_limits], [n_budgets] */
  int *budget_from;                     /* [n_budgets] first season that it counts */
  int *gas_link;                        /* [n_units * n] */
  int *joint;                           /* [n_joint * n] */
  int *attached, *capacity, *accident;  /* [n_sources * n] */
  int *state; /* [(n_sources + n_source_options) * n]: as it is, then by option */
  int *added; /* [2 * n_sources * n] additions, and service */
  int *flow;  /* [n_flow * n] */
  int *flow_of_source, *flow_next; /* flows that start at a source */
  int *merge;                      /* [n_source_options * n] */
  int *heat_unit;                  /* [n_units * n] */
  int *heat_link;                  /* [n_trunks * n] */
  int *module_step;                /* [n_supplies * n] */
  int *clean_merge; /* [(n_source_options * n + decided) * n + season], with a row for
                       the receiver's state behind it */
  int *mode_used;   /* [n_units * n_modes] rows of divisible units */
};

extern const qn_family qn_family_choose, qn_family_target, qn_family_peak, qn_family_annual,
    qn_family_feeder, qn_family_storage, qn_family_steps, qn_family_modules, qn_family_build,
    qn_family_budget, qn_family_trunk_gas, qn_family_trunk_heat, qn_family_unit_trunk,
    qn_family_joiners, qn_family_attached, qn_family_state, qn_family_capacity, qn_family_merge,
    qn_family_clean_merge, qn_family_accident, qn_family_flow, qn_family_added,
    qn_family_extra_mode;

/* Helpers that several families need. */
int *qn_index_new(qn_model *model, size_t count); /* filled with -1; NULL sets failed */
/* State of a source in service in season s when it takes option (row, -1 keep) in season t: -1 as
 * it is, an option row (ultra_low, fuel), or QN_OUT when merged or closed. */
enum { QN_OUT = -2 };
int qn_source_state(const qn_model *model, int option, int option_season, int season);
/* Capacity of a state in a season, kW. */
double qn_state_capacity_kw(const qn_model *model, int source, int state, int season);
int qn_state_is_clean(const qn_model *model, int source, int state, int season);
int qn_state_row(const qn_model *model, const int *table, int source, int state, int season);
/* Most that projects and modules can add to a source, kW. */
double qn_most_adds_kw(const qn_model *model, int source);
/* New load of a township by a network mode (a row of joints), -1 none. */
int qn_joint_of(const qn_model *model, int township, int mode);
/* What can hang at the end of a flow: more never flows, kW. */
double qn_flow_most_kw(const qn_model *model, const qn_flow *flow, int season);
/* What a payer pays in a season for a unit's pathway (budgets). */
double qn_unit_paid(const qn_unit_takes *takes, int payer, int season);
/* Counts rows of a budget for money spent in area by payer in season. */
void qn_budget_take(qn_model *model, int area, int payer, int season, double cny);

/* A text member of a row of a table of the case, NULL when it has none. */
const char *qn_rule_text(const qn_case *region, int table, int row, const char *member);
/* What that row is called where its place is told besides: by its name, money by who pays, works by
 * their modes or not at all, others by their id; "" for nothing. From arena or the case. */
const char *qn_rule_name(const qn_case *region, int table, int row, int english, qn_arena *arena);
/* Name of a row in words ("2024 季 开鲁县天然气合同 年用气"). */
qn_status qn_row_words(qn_text *out, const qn_model *model, size_t row, int english);

#endif
