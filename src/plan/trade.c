/* Exchange over the whole plan (exchange.h), so that counties give way to each other; where that
 * would take too long, over every prefecture by itself, side by side (piece.h). What a part gives
 * does not depend on the number of threads. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/bound.h"
#include "plan/crew_talk.h"
#include "plan/exchange.h"
#include "plan/parts_parcel.h"
#include "plan/piece.h"
#include "plan/search.h"

enum { CYCLES_OF_A_PART = 1 };

typedef struct {
  qn_shares shares;
  const double *price; /* [n_row] the relaxation's */
  int turn;
  double until_s, seconds_a_column;
  double *x; /* [n_column] the plan, part by part */
} wave;

/* Reduced costs in the piece, which has columns of its own. */
static double *reduced_in(const qn_piece *p, const double *whole_price) {
  const qn_model *m = &p->part.model;
  double *price = malloc((m->n_row + 1) * sizeof *price);
  double *reduced = malloc((m->n_column + 1) * sizeof *reduced);
  for (size_t r = 0; price && r < m->n_row; r++) price[r] = whole_price[p->part.row[r]];
  if (price && reduced) qn_model_bound(m, NULL, price, reduced);
  if (!price) free(reduced), reduced = NULL;
  free(price);
  return reduced;
}

static qn_status trade(const wave *w, int part, double seconds, qn_run *run) {
  qn_piece p;
  qn_status s = qn_piece_new(&p, &w->shares, part);
  if (s) return s;
  double *reduced = reduced_in(&p, w->price);
  s = reduced ? qn_exchange(p.x, &p.part.model, reduced, w->turn, CYCLES_OF_A_PART, run, seconds)
              : QN_ENOMEM;
  if (!s) qn_piece_keep(&p, p.x, w->x);
  free(reduced);
  qn_piece_free(&p);
  return s;
}

static double seconds_of(const wave *w, int part) {
  return fmin(w->until_s - qn_clock(),
              w->seconds_a_column * (double)qn_parts_columns(w->shares.parts, part));
}

static qn_status take_part(void *who, int i, qn_run *run) {
  return trade(who, i, seconds_of(who, i), run);
}

/* ---- on another process (crew.h) ---- */

static qn_status ask_elsewhere(void *who, int i, qn_parcel *out) {
  const wave *w = who;
  qn_status s = qn_parcel_put_whole(out, i);
  if (!s) s = qn_parcel_put_whole(out, w->turn);
  if (!s) s = qn_parcel_put_real(out, seconds_of(w, i));
  if (!s) s = qn_put_prices(out, w->shares.parts, i, w->price);
  return s ? s : qn_shares_put(out, &w->shares, i);
}

static qn_status take_elsewhere(void *who, int i, qn_parcel *gave) {
  const wave *w = who;
  return qn_get_point(gave, w->shares.parts, i, w->x);
}

qn_status qn_trade_errand(const qn_parts *parts, int part, qn_parcel *in, qn_parcel *out,
                          qn_run *run) {
  const qn_model *m = parts->model;
  double *best = calloc(m->n_column + 1, sizeof *best);
  double *price = calloc(m->n_row + 1, sizeof *price);
  wave w = {.price = price, .x = malloc((m->n_column + 1) * sizeof(double))};
  long long turn = 0;
  double seconds = 0;
  qn_status s = best && price && w.x ? qn_parcel_get_whole(in, &turn) : QN_ENOMEM;
  w.turn = (int)turn;
  if (!s) s = qn_parcel_get_real(in, &seconds);
  if (!s) s = qn_get_prices(in, parts, part, price);
  if (!s) s = qn_shares_get(&w.shares, best, parts, part, in);
  if (!s) s = trade(&w, part, seconds, run);
  if (!s) s = qn_put_point(out, parts, part, w.x);
  free(best);
  free(price);
  free(w.x);
  qn_shares_free(&w.shares);
  return s;
}

/* ---- all ---- */

/* Every part has its share of the time, by its columns. */
qn_status qn_trade_parts(qn_search *search, const qn_parts *parts, double seconds) {
  const size_t n_column = search->plan->model->n_column;
  double *from = malloc((n_column + 1) * sizeof *from);
  if (!from) return QN_ENOMEM;
  memcpy(from, search->x, n_column * sizeof *from);
  wave w = {.price = search->relaxation.price,
            .turn = search->n_trade++,
            .until_s = qn_clock() + seconds,
            .seconds_a_column = seconds * qn_crew_threads(search->run) / (double)n_column,
            .x = search->x};
  const qn_job job = {.kind = QN_JOB_TRADE,
                      .parts = parts,
                      .n = parts->n_part,
                      .who = &w,
                      .work = take_part,
                      .ask = ask_elsewhere,
                      .take = take_elsewhere};
  qn_status s = qn_shares_new(&w.shares, parts, from, NULL, parts->n_part);
  if (!s) s = qn_crew_each(&job, search->run);
  qn_shares_free(&w.shares);
  free(from);
  return s;
}

static qn_status trade_prefectures(qn_search *search, double seconds) {
  qn_parts prefectures;
  qn_status s = qn_parts_new(&prefectures, search->plan->model, QN_PREFECTURE);
  if (s) return s;
  s = qn_trade_parts(search, &prefectures, seconds);
  qn_parts_free(&prefectures);
  return s;
}

qn_status qn_trade(qn_search *search, double seconds) {
  const qn_status s = qn_search_fits_whole(search)
                          ? qn_exchange(search->x, search->plan->model, search->relaxation.reduced,
                                        search->n_trade++, 0, search->run, seconds)
                          : trade_prefectures(search, seconds);
  return s ? s : qn_search_offer(search, QN_N_("exchange"));
}
