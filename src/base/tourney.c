/* Match k is between the winners of matches 2 k and 2 k + 1; from half on they are the values
 * themselves. */
#include "base/tourney.h"

#include <stdlib.h>

qn_status qn_tourney_new(qn_tourney *out, size_t n) {
  size_t half = 1;
  while (half < n) half *= 2;
  *out = (qn_tourney){.n = n,
                      .half = half,
                      .value = calloc(n + 1, sizeof(double)),
                      .winner = calloc(half + 1, sizeof(int))};
  if (!out->value || !out->winner) {
    qn_tourney_free(out);
    return QN_ENOMEM;
  }
  for (size_t k = half; k-- > 1;)
    out->winner[k] = 2 * k >= half ? (int)(2 * k - half) : out->winner[2 * k];
  return QN_OK;
}

void qn_tourney_free(qn_tourney *tourney) {
  free(tourney->value);
  free(tourney->winner);
  *tourney = (qn_tourney){0};
}

static int side(const qn_tourney *t, size_t k) {
  return k >= t->half ? (int)(k - t->half) : t->winner[k];
}

static double value_of(const qn_tourney *t, int i) {
  return (size_t)i < t->n ? t->value[i] : -1;
}

void qn_tourney_set(qn_tourney *tourney, size_t i, double value) {
  qn_tourney *t = tourney;
  if (t->value[i] == value) return;
  t->value[i] = value;
  for (size_t k = (t->half + i) / 2; k >= 1; k /= 2) {
    const int a = side(t, 2 * k), b = side(t, 2 * k + 1);
    t->winner[k] = value_of(t, a) >= value_of(t, b) ? a : b;
  }
}

int qn_tourney_first(const qn_tourney *tourney) {
  const int first = tourney->half > 1 ? tourney->winner[1] : 0;
  return tourney->n && value_of(tourney, first) > 0 ? first : -1;
}
