/* Pathways of units: which there are, and for one of them its whole account: costs by payer,
 * subsidies, burden, and what is in use in every season (docs/model.md sections 2 and 3). */
#ifndef QN_PLAN_PATHWAY_H
#define QN_PLAN_PATHWAY_H
#include "plan/running.h"

typedef struct {
  short mode, level;
  short season;  /* of conversion, -1 never */
  short interim; /* 1: the interim mode serves until then */
} qn_pathway;

/* Everything about one pathway. Seasons outside the unit's life are zero. */
typedef struct {
  qn_pathway path;
  int mode[QN_MOST_SEASONS]; /* mode in use */
  int level[QN_MOST_SEASONS];
  int is_present[QN_MOST_SEASONS]; /* still the present (or interim) mode */
  qn_running running[QN_MOST_SEASONS];
  qn_running standby;             /* part of the season of conversion that the old device gives */
  int standby_mode;               /* -1: none */
  double standby_cny;             /* keeping the old device in that season: in social cost alone */
  double invest_cny[QN_PAYERS];   /* in the season of conversion, retrofit included, by who pays
                                     before subsidies */
  double part_cny[QN_MOST_PARTS]; /* of it by mode part (rows of parts) */
  int parts[QN_MOST_PARTS], n_part;
  double retrofit_cny;
  double subsidy_cny[QN_PAYERS]; /* investment and retrofit subsidies by who pays them */
  double running_subsidy_cny[QN_MOST_SEASONS];      /* a season, all payers */
  double running_share[QN_MOST_SEASONS][QN_PAYERS]; /* the same by payer, CNY */
  double cost_cny;                                  /* in the objective */
  double burden, burden_rise;                       /* NaN without income */
} qn_account;

/* By so much a rise of burden may lie above its limit: what rounding does to shares of income. */
#define QN_BURDEN_ROUNDING 1e-9

typedef struct qn_unit_work qn_unit_work;

/* Scratch for one unit at a time; one a thread. */
qn_status qn_unit_work_new(qn_unit_work **out, const qn_context *context);
void qn_unit_work_free(qn_unit_work *work);
void qn_unit_work_begin(qn_unit_work *work, int unit);
/* Until the next begin; its performance belongs to the work. */
const qn_unit_state *qn_unit_work_state(const qn_unit_work *work);

/* Seasons of staying as it is (no retrofit, no interim); for units with a present mode. */
const qn_running *qn_unit_work_today(const qn_unit_work *work);

/* Lists the legal pathways of the unit into out (room for most); returns how many there are. */
size_t qn_pathway_list(qn_unit_work *work, qn_pathway *out, size_t most);
void qn_pathway_account(qn_account *out, qn_unit_work *work, qn_pathway path);
/* Whether what the unit does in a season counts as clean (units on a network by their source: 0).
 */
int qn_account_is_clean(const qn_context *context, const qn_unit_state *unit,
                        const qn_account *account, int season);

#endif
