/* Discounting by whole seasons; lives count in whole years. */
#include "plan/timeline.h"

#include <math.h>

qn_timeline qn_timeline_of(const qn_settings *settings) {
  qn_timeline time = {.base = settings->base_year,
                      .n_decision = settings->horizon - settings->base_year,
                      .n_season = settings->evaluation_seasons};
  for (int j = 0; j < time.n_season; j++)
    time.discount[j] = pow(1 + settings->discount_rate, -(j + 1));
  return time;
}

double qn_timeline_weight(const qn_timeline *time, int season) {
  if (season < time->n_decision - 1) return time->discount[season];
  double sum = 0;
  for (int j = season; j < time->n_season; j++) sum += time->discount[j];
  return sum;
}

double qn_timeline_capital(const qn_timeline *time, int season, double life_a, int is_equipment) {
  const int life = life_a < 1 ? 1 : (int)lround(life_a);
  double cost = time->discount[season];
  int last = season;
  while (is_equipment && last + life < time->n_season) {
    last += life;
    cost += time->discount[last];
  }
  const int left = life - (time->n_season - last);
  if (left > 0) cost -= time->discount[time->n_season - 1] * left / life;
  return cost;
}
