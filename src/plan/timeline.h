/* Seasons, discounting and what an investment costs over the evaluated time (docs/model.md section
 * 1). A season is numbered from 0: season j is the winter of year base + 1 + j. */
#ifndef QN_PLAN_TIMELINE_H
#define QN_PLAN_TIMELINE_H
#include "case/case.h"

enum { QN_MOST_SEASONS = 40 };

typedef struct {
  int base, n_decision, n_season; /* H - b, E */
  double discount[QN_MOST_SEASONS];
} qn_timeline;

qn_timeline qn_timeline_of(const qn_settings *settings);
static inline int qn_timeline_year(const qn_timeline *time, int season) {
  return time->base + 1 + season;
}
/* -1 for year 0 (never) and for years at or before the base year. */
static inline int qn_timeline_season(const qn_timeline *time, int year) {
  return year > time->base ? year - time->base - 1 : -1;
}
/* Sum of the discount factors of the seasons first..last that a slot stands for: the slot of the
 * horizon runs to the end. */
double qn_timeline_weight(const qn_timeline *time, int season);
/* cap(): what one CNY invested in a season costs, renewals (equipment) and residual value included.
 */
double qn_timeline_capital(const qn_timeline *time, int season, double life_a, int is_equipment);

#endif
