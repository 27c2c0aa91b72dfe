/* Exchange at prices (docs/solving.md). A switch is weighed by 1 - w of its cost and w of its
 * reduced cost: at w = 1 what it takes from limits counts at their prices, also where room is left,
 * so that choices are packed anew; at w = 0 only money counts, and the room left is spent. A switch
 * that gains and breaks a rule is followed by others that mend it, as long as all of them together
 * gain. */
#include "plan/exchange.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "plan/moves.h"
#include "plan/subset.h"

enum {
  MOST_WAYS = 16, /* of a block: its columns of least reduced cost */
  SAMPLE = 40,    /* switches tried to mend a row */
  DEPTH = 3,      /* switches that follow one */
  SWEEPS = 2,     /* at one weight */
  IDLE = 4,       /* cycles without gain are the last */
  MOST_CYCLES = 100,
  CYCLES_UNDER_WORK_LIMIT = 6
};
static const double LEAST_GAIN = 1e-7; /* of the mean cost of a block */
static const double WEIGHTS[] = {1, 0.5, 0};
enum { N_WEIGHTS = sizeof WEIGHTS / sizeof *WEIGHTS };

/* Numbers by row: list[first[r] .. first[r + 1]). */
typedef struct {
  int *first, *list;
} by_row;

typedef struct {
  const qn_model *m;
  const double *reduced;
  double *value; /* [n_column] at the weight of the time */
  qn_moves moves;
  size_t *way_first, *way; /* columns that a block may take: way[way_first[b] ..] */
  by_row ways;             /* of a row: places in way */
  by_row flows;            /* of a row: columns of flows */
  int *order;              /* [n_block] */
  unsigned char *is_moved; /* [n_block] by the move being tried */
  double least;            /* what counts as a gain, CNY */
  qn_random random;
  qn_run *run;
  double until_s; /* of the weight of the time */
} exchange;

/* ---- what may be switched ---- */

static qn_status list_ways(exchange *w) {
  const qn_model *m = w->m;
  qn_candidate *list = malloc((m->n_column + 1) * sizeof *list);
  size_t n_way = 0;
  if (!list) return QN_ENOMEM;
  for (int b = 0; b < m->n_block; b++) {
    size_t n = 0;
    w->way_first[b] = n_way;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      if (m->columns[c].is_integer) list[n++] = (qn_candidate){w->reduced[c], c};
    qn_candidates_sort(list, n);
    for (size_t i = 0; i < n && i < MOST_WAYS; i++) w->way[n_way++] = list[i].column;
  }
  w->way_first[m->n_block] = n_way;
  free(list);
  return QN_OK;
}

/* Puts number under the rows of a column; counts only while there is no list. */
static void note(by_row *t, const qn_model *m, size_t column, int number) {
  const qn_model_column *c = &m->columns[column];
  for (int i = 0; i < c->count; i++) {
    const int r = qn_column_entry(m, c, i).row;
    if (r < m->n_block) continue;
    if (t->list)
      t->list[t->first[r + 1]++] = number;
    else
      t->first[r + 2]++;
  }
}

static void note_ways(exchange *w) {
  for (size_t i = 0; i < w->way_first[w->m->n_block]; i++) note(&w->ways, w->m, w->way[i], (int)i);
}

static void note_flows(exchange *w) {
  for (size_t c = w->m->block_first[w->m->n_block]; c < w->m->n_column; c++)
    if (w->m->columns[c].kind == QN_COLUMN_FLOW) note(&w->flows, w->m, c, (int)c);
}

static qn_status list_by_row(exchange *w, by_row *t, void (*notes)(exchange *)) {
  const size_t n_row = w->m->n_row;
  t->first = calloc(n_row + 3, sizeof *t->first);
  if (!t->first) return QN_ENOMEM;
  notes(w);
  for (size_t r = 0; r < n_row; r++) t->first[r + 2] += t->first[r + 1];
  t->list = malloc(((size_t)t->first[n_row + 1] + 1) * sizeof *t->list);
  if (!t->list) return QN_ENOMEM;
  notes(w);
  return QN_OK;
}

static void exchange_free(exchange *w) {
  qn_moves_free(&w->moves);
  free(w->value);
  free(w->way_first);
  free(w->way);
  free(w->ways.first);
  free(w->ways.list);
  free(w->flows.first);
  free(w->flows.list);
  free(w->order);
  free(w->is_moved);
}

static qn_status exchange_new(exchange *w, double *x) {
  const qn_model *m = w->m;
  const size_t n_block = (size_t)m->n_block;
  w->value = malloc((m->n_column + 1) * sizeof *w->value);
  w->way_first = malloc((n_block + 1) * sizeof *w->way_first);
  w->way = malloc((n_block * MOST_WAYS + 1) * sizeof *w->way);
  w->order = malloc((n_block + 1) * sizeof *w->order);
  w->is_moved = calloc(n_block + 1, 1);
  if (!w->value || !w->way_first || !w->way || !w->order || !w->is_moved) return QN_ENOMEM;
  for (int b = 0; b < m->n_block; b++) w->order[b] = b;
  qn_status s = list_ways(w);
  if (!s) s = list_by_row(w, &w->ways, note_ways);
  if (!s) s = list_by_row(w, &w->flows, note_flows);
  if (!s) s = qn_moves_new(&w->moves, m, x);
  w->moves.value = w->value;
  return s;
}

/* ---- a chain of switches ---- */

static int drawn(exchange *w, const by_row *t, int row, int otherwise) {
  const int n = t->first[row + 1] - t->first[row];
  return n ? t->list[t->first[row] + (int)qn_random_below(&w->random, (uint64_t)n)] : otherwise;
}

static int drawn_row(exchange *w, int column) {
  const qn_model_column *c = &w->m->columns[column];
  return qn_column_entry(w->m, c, (int)qn_random_below(&w->random, (uint64_t)c->count)).row;
}

/* Where flows serve the row, one that a flow of another row shares a limit with: what leaves that
 * one leaves room for this one. Else the row itself. */
static int rival(exchange *w, int row) {
  const int mine = drawn(w, &w->flows, row, -1);
  if (mine < 0) return row;
  const int other = drawn(w, &w->flows, drawn_row(w, mine), mine);
  return drawn_row(w, other);
}

/* Whether the switch to a column eases the row. */
static int eases(const exchange *w, size_t to, int row) {
  const qn_model_row *r = &w->m->rows[row];
  const size_t from = w->moves.choice[w->m->columns[to].block];
  const double change = qn_model_entry(w->m, to, row) - qn_model_entry(w->m, from, row);
  const int wants_more =
      r->sense == QN_AT_LEAST || (r->sense == QN_EQUAL && w->moves.activity[row] < r->rhs);
  return wants_more ? change > 0 : change < 0;
}

/* A switch drawn among those that have to do with a broken row; n_column: none. */
static size_t draw(exchange *w, int broken) {
  const size_t none = w->m->n_column;
  const int row = qn_random_next(&w->random) & 1 ? rival(w, broken) : broken;
  const int at = drawn(w, &w->ways, row, -1);
  if (at < 0) return none;
  size_t to = w->way[at];
  const int block = w->m->columns[to].block;
  const size_t first = w->way_first[block], n = w->way_first[block + 1] - first;
  if (w->moves.choice[block] == to) to = w->way[first + qn_random_below(&w->random, n)];
  if (w->is_moved[block] || w->moves.choice[block] == none || w->moves.choice[block] == to)
    return none;
  return row != broken || eases(w, to, row) ? to : none;
}

/* Of the switches drawn that ease the row the best is made; one after which all holds is better
 * than any other. Returns what the chain is worth then. */
static double follow_by_another(exchange *w, int *broken) {
  const size_t mark = qn_moves_mark(&w->moves), none = w->m->n_column;
  size_t best = none;
  double best_worth = INFINITY;
  int best_holds = 0;
  for (int k = 0; k < SAMPLE; k++) {
    const size_t to = draw(w, *broken);
    int left;
    if (to == none) continue;
    qn_moves_switch(&w->moves, to);
    const double worth = qn_moves_follow(&w->moves, &left);
    qn_moves_back(&w->moves, mark);
    const int holds = left < 0 && worth < -w->least;
    if (holds < best_holds || (holds == best_holds && worth >= best_worth)) continue;
    best = to, best_worth = worth, best_holds = holds;
  }
  if (best == none) return INFINITY;
  w->is_moved[w->m->columns[best].block] = 1;
  qn_moves_switch(&w->moves, best);
  return qn_moves_follow(&w->moves, broken);
}

static void settle(exchange *w, int is_kept) {
  for (size_t i = 0; i < w->moves.n_trail; i++) {
    const int block = w->m->columns[w->moves.trail[i].column].block;
    if (block >= 0) w->is_moved[block] = 0;
  }
  if (is_kept)
    qn_moves_keep(&w->moves);
  else
    qn_moves_back(&w->moves, 0);
}

/* Whether a chain that begins with the switch gains and holds; it is made then. */
static int try_chain(exchange *w, size_t to) {
  int broken;
  w->is_moved[w->m->columns[to].block] = 1;
  qn_moves_switch(&w->moves, to);
  double worth = qn_moves_follow(&w->moves, &broken);
  for (int k = 0; k < DEPTH && broken >= 0 && worth < -w->least; k++)
    worth = follow_by_another(w, &broken);
  const int is_gain = broken < 0 && worth < -w->least;
  settle(w, is_gain);
  return is_gain;
}

/* ---- sweeps ---- */

static int improve_block(exchange *w, int b) {
  int n = 0;
  if (w->moves.choice[b] == w->m->n_column) return 0;
  for (size_t i = w->way_first[b]; i < w->way_first[b + 1]; i++)
    if (w->way[i] != w->moves.choice[b]) n += try_chain(w, w->way[i]);
  return n;
}

static void shuffle(exchange *w) {
  for (int i = w->m->n_block - 1; i > 0; i--) {
    const int k = (int)qn_random_below(&w->random, (uint64_t)i + 1), kept = w->order[i];
    w->order[i] = w->order[k];
    w->order[k] = kept;
  }
}

static int is_over(const exchange *w) {
  return qn_clock() > w->until_s || qn_run_stopped(w->run);
}

static void weigh(exchange *w, double weight) {
  for (size_t c = 0; c < w->m->n_column; c++)
    w->value[c] = (1 - weight) * w->m->columns[c].cost + weight * w->reduced[c];
}

/* Once over all blocks; how many moves were made. */
static int sweep(exchange *w) {
  int n = 0;
  shuffle(w);
  for (int i = 0; i < w->m->n_block; i++) {
    if ((i & 15) == 0 && is_over(w)) break;
    n += improve_block(w, w->order[i]);
  }
  return n;
}

/* Where time is short every weight has its share, or what was packed anew would be lost. */
static void cycle(exchange *w, double end_s) {
  qn_moves_begin(&w->moves);
  for (int k = 0; k < N_WEIGHTS; k++) {
    const double now = qn_clock();
    w->until_s = now + (end_s - now) / (N_WEIGHTS - k);
    weigh(w, WEIGHTS[k]);
    for (int i = 0; i < SWEEPS && !is_over(w) && sweep(w); i++) continue;
  }
  qn_moves_end(&w->moves);
}

static double cost_of(const qn_model *m, const double *x) {
  double sum = 0;
  for (size_t c = 0; c < m->n_column; c++) sum += x[c] * m->columns[c].cost;
  return sum;
}

/* Cycles from point to point, the best of which is kept. */
static void go(exchange *w, double *best, int most, double end_s) {
  double least = cost_of(w->m, best);
  int idle = 0;
  w->least = LEAST_GAIN * fabs(least) / (w->m->n_block + 1);
  for (int k = 0; k < most && idle < IDLE && qn_clock() < end_s && !qn_run_stopped(w->run); k++) {
    cycle(w, end_s);
    const double cost = cost_of(w->m, w->moves.x);
    idle = cost < least ? 0 : idle + 1;
    if (idle) continue;
    least = cost;
    memcpy(best, w->moves.x, w->m->n_column * sizeof *best);
  }
}

qn_status qn_exchange(double *x, const qn_model *model, const double *reduced, int turn,
                      int most_cycles, qn_run *run, double seconds) {
  const double end_s = qn_clock() + seconds;
  char key[16];
  double *at = malloc((model->n_column + 1) * sizeof *at);
  if (!at) return QN_ENOMEM;
  memcpy(at, x, model->n_column * sizeof *at);
  snprintf(key, sizeof key, "%d", turn);
  exchange w = {.m = model,
                .reduced = reduced,
                .run = run,
                .random = qn_random_stream(run->seed, "exchange", key)};
  qn_status s = exchange_new(&w, at);
  if (!most_cycles) most_cycles = run->work_limit > 0 ? CYCLES_UNDER_WORK_LIMIT : MOST_CYCLES;
  if (!s) go(&w, x, most_cycles, end_s);
  if (!s) s = w.moves.failed;
  exchange_free(&w);
  free(at);
  return s;
}
