/* The state is one chosen column a block and values of the columns beside; broken rows cost their
 * weight times what is missing. A broken row is first mended by columns beside the blocks (a module
 * more, a flow raised within what is free), else by the change of choice that is cheapest in all;
 * weights of rows that stay broken grow, so that no circle lasts. Afterwards every block takes the
 * cheapest choice that breaks nothing. A priced row is never broken: what it misses costs its
 * price, and the columns that stand for that are set when all is done. */
#include "plan/start.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/tourney.h"

enum {
  MOST_CANDIDATES = 3000,
  SWEEPS = 3,
  REST = 20,
  MOST_TRIES = 400,
  MOST_TURNS = 100000,
  MOST_ATTEMPTS = 12,
  BLOCKS_A_TURN = 2, /* the first attempt has a turn for so many blocks ... */
  TURNS_A_ROW = 8    /* ... and so many for each row that misses something */
};
static const double GROWTH = 1.3;     /* of the weight of a row that stays broken */
static const double ROUNDING = 1e-9;  /* of a row's size: no shortfall */
static const double FORBIDDEN = 1e30; /* weight: no saving is worth it */

typedef struct {
  const qn_model *m;
  double *x, *activity, *weight, *size;
  const unsigned char *is_in; /* [n_column] the subset: only its columns are ever chosen */
  size_t *choice;             /* [n_block] */
  int *first, *entry; /* columns of a row that are in the subset: entry[first[r] .. first[r+1]) */
  double *change;     /* scratch [n_row] */
  int *touched;
  size_t n_touched;
  unsigned char *is_touched;
  int *tries;               /* [n_row] times that a row was mended */
  qn_tourney worst;         /* of rows that miss something, no block's: by how much, weighed */
  unsigned char *is_broken; /* [n_row] */
  size_t n_broken;
  long *rests_until; /* [n_block] a block that was moved rests for a while */
  long turn;
  qn_random random;
} search;

static void search_free(search *s) {
  free(s->activity);
  free(s->weight);
  free(s->size);
  free(s->choice);
  free(s->rests_until);
  free(s->first);
  free(s->entry);
  free(s->change);
  free(s->touched);
  free(s->is_touched);
  free(s->tries);
  free(s->is_broken);
  qn_tourney_free(&s->worst);
}

static qn_status index_rows(search *s, const qn_subset *subset) {
  const qn_model *m = s->m;
  size_t entries = 0;
  for (size_t i = 0; i < subset->n; i++) entries += (size_t)m->columns[subset->column[i]].count;
  s->first = calloc(m->n_row + 2, sizeof(int));
  s->entry = malloc((entries + 1) * sizeof(int));
  if (!s->first || !s->entry) return QN_ENOMEM;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < subset->n; i++) {
      const qn_model_column *column = &m->columns[subset->column[i]];
      for (int k = 0; k < column->count && column->kind != QN_COLUMN_SHORT; k++) {
        const int row = qn_column_entry(m, column, k).row;
        if (!pass)
          s->first[row + 2]++;
        else
          s->entry[s->first[row + 1]++] = (int)subset->column[i];
      }
    }
    for (size_t r = 0; !pass && r < m->n_row; r++) s->first[r + 2] += s->first[r + 1];
  }
  return QN_OK;
}

static qn_status search_new(search *s, double *x, const qn_subset *subset, uint64_t seed) {
  const qn_model *m = subset->model;
  *s = (search){
      .m = m, .x = x, .is_in = subset->is_in, .random = qn_random_stream(seed, "plan", "start")};
  s->activity = calloc(m->n_row + 1, sizeof(double));
  s->weight = calloc(m->n_row + 1, sizeof(double));
  s->size = calloc(m->n_row + 1, sizeof(double));
  s->change = calloc(m->n_row + 1, sizeof(double));
  s->touched = malloc((m->n_row + 1) * sizeof(int));
  s->is_touched = calloc(m->n_row + 1, 1);
  s->choice = malloc(((size_t)m->n_block + 1) * sizeof(size_t));
  s->rests_until = calloc((size_t)m->n_block + 1, sizeof(long));
  s->tries = calloc(m->n_row + 1, sizeof(int));
  s->is_broken = calloc(m->n_row + 1, 1);
  return !qn_tourney_new(&s->worst, m->n_row) && s->tries && s->is_broken && s->rests_until &&
                 s->activity && s->weight && s->size && s->change && s->touched && s->is_touched &&
                 s->choice
             ? index_rows(s, subset)
             : QN_ENOMEM;
}

/* ---- moving ---- */

static void note_column(search *s, size_t column, double amount) {
  const qn_model_column *c = &s->m->columns[column];
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(s->m, c, i);
    const int row = entry.row;
    if (row < s->m->n_block) continue;
    if (!s->is_touched[row]) {
      s->is_touched[row] = 1;
      s->change[row] = 0;
      s->touched[s->n_touched++] = row;
    }
    s->change[row] += amount * entry.value;
  }
}

static double missing(const search *s, int row, double activity) {
  const double shortfall = qn_row_shortfall(&s->m->rows[row], activity);
  return shortfall > ROUNDING * s->size[row] ? shortfall : 0;
}

/* Penalty of the noted changes; clears them. *mended: by how much row gets better, unless NULL. */
static double settle(search *s, int row, double *mended) {
  double penalty = 0;
  for (size_t i = 0; i < s->n_touched; i++) {
    const int r = s->touched[i];
    const double before = missing(s, r, s->activity[r]);
    const double after = missing(s, r, s->activity[r] + s->change[r]);
    penalty += s->weight[r] * (after - before);
    if (r == row && mended) *mended = before - after;
    s->is_touched[r] = 0;
  }
  s->n_touched = 0;
  return penalty;
}

static double value_of_switch(search *s, size_t to, int row, double *mended) {
  const size_t from = s->choice[s->m->columns[to].block];
  note_column(s, from, -1);
  note_column(s, to, 1);
  return s->m->columns[to].cost - s->m->columns[from].cost + settle(s, row, mended);
}

/* Keeps count of the broken rows after the row's activity or weight has changed. Rows that were
 * mended again and again to no end are left, so that they do not keep the others waiting. */
static void look_at(search *s, int row) {
  const int is_hard = row >= s->m->n_block && !(s->m->rows[row].penalty > 0);
  const double at = is_hard ? missing(s, row, s->activity[row]) : 0;
  s->n_broken += (size_t)(at > 0) - s->is_broken[row];
  s->is_broken[row] = at > 0;
  qn_tourney_set(&s->worst, (size_t)row, s->tries[row] > MOST_TRIES ? 0 : s->weight[row] * at);
}

static void apply(search *s, size_t column, double amount) {
  const qn_model_column *c = &s->m->columns[column];
  s->x[column] += amount;
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(s->m, c, i);
    s->activity[entry.row] += amount * entry.value;
    look_at(s, entry.row);
  }
}

static void take_choice(search *s, size_t to) {
  const int block = s->m->columns[to].block;
  apply(s, s->choice[block], -1);
  s->x[s->choice[block]] = 0;
  apply(s, to, 1);
  s->x[to] = 1;
  s->choice[block] = to;
}

/* ---- mending a row ---- */

/* How far a column beside the blocks would have to go to mend row, within its own bounds. */
static double full_step(const search *s, size_t column, int row, double need) {
  const qn_model_column *c = &s->m->columns[column];
  const qn_model_row *r = &s->m->rows[row];
  const double value = qn_model_entry(s->m, column, row);
  const int wants_more =
      r->sense == QN_AT_LEAST || (r->sense == QN_EQUAL && s->activity[row] < r->rhs);
  const double sign = (value > 0) == wants_more ? 1 : -1;
  const double step = c->is_integer ? ceil(need / fabs(value) - 1e-9) : need / fabs(value);
  const double most = sign > 0 ? c->upper - s->x[column] : s->x[column];
  return sign * fmin(step, most);
}

/* The same without breaking any row that holds; a whole column goes all the way or not at all. */
static double step_of(const search *s, size_t column, int row, double need) {
  const qn_model_column *c = &s->m->columns[column];
  const double full = full_step(s, column, row, need);
  double most = fabs(full);
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(s->m, c, i);
    const double rate = (full < 0 ? -1 : 1) * entry.value;
    if (entry.row != row)
      most = fmin(most, qn_row_room(&s->m->rows[entry.row], s->activity[entry.row], rate,
                                    ROUNDING * s->size[entry.row]));
  }
  if (c->is_integer && most < fabs(full)) return 0;
  return full < 0 ? -most : most;
}

/* Mends row by columns beside the blocks, cheapest first; true when nothing is missing any more. */
static int mend_beside(search *s, int row) {
  for (int tries = 0; tries < 64; tries++) {
    const double need = missing(s, row, s->activity[row]);
    if (!(need > 0)) return 1;
    size_t best = s->m->n_column;
    double best_rate = INFINITY, best_step = 0;
    for (int e = s->first[row]; e < s->first[row + 1]; e++) {
      const size_t column = (size_t)s->entry[e];
      const qn_model_column *c = &s->m->columns[column];
      if (c->block >= 0) continue;
      const double step = step_of(s, column, row, need);
      if (step == 0) continue;
      const double rate = step > 0 ? c->cost : -c->cost;
      if (rate < best_rate) best = column, best_rate = rate, best_step = step;
    }
    if (best == s->m->n_column) return 0;
    apply(s, best, best_step);
  }
  return 0;
}

/* The best change found so far for a row. */
typedef struct {
  size_t column;
  double step, rate;
} change_of;

static void consider(change_of *best, size_t column, double step, double value, double mended) {
  if (!(mended > 0)) return;
  const double rate = value < 0 ? value : value / mended;
  if (rate < best->rate) *best = (change_of){column, step, rate};
}

/* A column beside the blocks, moved all the way whatever else breaks (mended after). What a merge
 * makes clean follows from what the sources do: raised by itself it would be lowered again. */
static void consider_beside(search *s, change_of *best, size_t column, int row, double need) {
  const qn_model_column *c = &s->m->columns[column];
  const double step = full_step(s, column, row, need);
  double mended = 0;
  if (step == 0 || (c->kind == QN_COLUMN_CLEAN_MERGE && step > 0)) return;
  note_column(s, column, step);
  const double penalty = settle(s, row, &mended);
  consider(best, column, step, c->cost * step + penalty, mended);
}

/* The row names columns that take from it; leaving the one chosen may be what helps. */
static void consider_block(search *s, change_of *best, size_t column, int row) {
  const int block = s->m->columns[column].block;
  if (s->rests_until[block] > s->turn) return;
  const int holds = s->choice[block] == column;
  const size_t from = holds ? s->m->block_first[block] : column;
  const size_t end = holds ? s->m->block_first[block + 1] : from + 1;
  for (size_t c = from; c < end; c++) {
    double mended = 0;
    if (c == s->choice[block] || !s->is_in[c]) continue;
    const double value = value_of_switch(s, c, row, &mended);
    consider(best, c, 0, value, mended);
  }
}

static void rest(search *s, int block) {
  s->rests_until[block] = s->turn + 5 + (long)qn_random_below(&s->random, REST);
}

static void mend_at_a_price(search *s, int row) {
  const int n = s->first[row + 1] - s->first[row];
  const int step = n > MOST_CANDIDATES ? n / MOST_CANDIDATES + 1 : 1;
  const int offset = step > 1 ? (int)qn_random_below(&s->random, (uint64_t)step) : 0;
  const double need = missing(s, row, s->activity[row]);
  change_of best = {s->m->n_column, 0, INFINITY};
  for (int e = s->first[row] + offset; e < s->first[row + 1]; e += step) {
    const size_t column = (size_t)s->entry[e];
    if (s->m->columns[column].block < 0)
      consider_beside(s, &best, column, row, need);
    else
      consider_block(s, &best, column, row);
  }
  if (best.column == s->m->n_column) return;
  const int block = s->m->columns[best.column].block;
  if (block < 0) {
    apply(s, best.column, best.step);
  } else {
    take_choice(s, best.column);
    rest(s, block);
  }
}

static int is_over(const search *s, const qn_run *run, double until_s) {
  const long most = s->m->n_block > MOST_TURNS ? s->m->n_block : MOST_TURNS;
  return s->turn >= most || qn_clock() > until_s || qn_run_stopped(run);
}

static void mend(search *s, long turns, qn_run *run, double until_s) {
  for (const long end = s->turn + turns; s->turn < end; s->turn++) {
    const int row = qn_tourney_first(&s->worst);
    if (row < 0 || ((s->turn & 15) == 0 && is_over(s, run, until_s))) return;
    s->tries[row]++;
    if (mend_beside(s, row)) continue;
    mend_at_a_price(s, row);
    s->weight[row] *= GROWTH;
    look_at(s, row);
  }
}

/* ---- improving ---- */

/* The most that a switch can win at priced rows: a dearer choice may be worth it. */
static double priced_shortfall(const search *s) {
  double sum = 0;
  for (size_t r = (size_t)s->m->n_block; r < s->m->n_row; r++)
    if (s->m->rows[r].penalty > 0) sum += s->weight[r] * missing(s, (int)r, s->activity[r]);
  return sum;
}

/* The cheapest switch of a block; whether there is one. */
static int improve_block(search *s, int b, double most) {
  const qn_model *m = s->m;
  size_t best = s->choice[b];
  double best_value = -1e-6 * fabs(m->columns[best].cost);
  for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++) {
    if (c == s->choice[b] || !s->is_in[c] ||
        m->columns[c].cost - m->columns[s->choice[b]].cost > best_value + most)
      continue;
    const double value = value_of_switch(s, c, -1, NULL);
    if (value < best_value) best = c, best_value = value;
  }
  if (best == s->choice[b]) return 0;
  take_choice(s, best);
  return 1;
}

static void improve(search *s, qn_run *run, double until_s) {
  const qn_model *m = s->m;
  for (size_t r = 0; r < m->n_row; r++)
    if (!(m->rows[r].penalty > 0)) s->weight[r] = FORBIDDEN; /* nothing may break now */
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    const double most = priced_shortfall(s);
    size_t moved = 0;
    for (int b = 0; b < m->first_source; b++) {
      if ((b & 63) == 0 && (qn_clock() > until_s || qn_run_stopped(run))) return;
      moved += (size_t)improve_block(s, b, most);
    }
    if (!moved) return;
  }
}

/* What priced rows miss, on the columns that stand for it. */
static void set_short(search *s) {
  const qn_model *m = s->m;
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    if (column->kind != QN_COLUMN_SHORT) continue;
    const double more = m->rows[column->id].rhs - s->activity[column->id];
    s->x[c] = fmax(0, qn_column_entry(m, column, 0).value > 0 ? more : -more);
  }
}

/* ---- beginning ---- */

/* Every block at its largest share in place of the point; modules rounded up. */
static void begin(search *s, const qn_relaxation *relaxation) {
  const qn_model *m = s->m;
  for (int b = 0; b < m->n_block; b++) {
    size_t best = m->block_first[b];
    while (!s->is_in[best]) best++; /* every block has columns in the subset */
    for (size_t c = best; c < m->block_first[b + 1]; c++) {
      if (!s->is_in[c]) continue;
      const double more = s->x[c] - s->x[best];
      if (more > 1e-9 || (more > -1e-9 && relaxation->reduced[c] < relaxation->reduced[best]))
        best = c;
    }
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++) s->x[c] = c == best;
    s->choice[b] = best;
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    if (m->columns[c].is_integer) s->x[c] = ceil(s->x[c] - 1e-6);
    if (m->columns[c].kind == QN_COLUMN_SHORT) s->x[c] = 0;
  }
  qn_model_activity(m, s->x, s->activity);
  double money = 0;
  for (int b = 0; b < m->n_block; b++) money = fmax(money, fabs(m->columns[s->choice[b]].cost));
  for (size_t r = 0; r < m->n_row; r++) {
    const qn_model_row *row = &m->rows[r];
    s->tries[r] = 0;
    s->size[r] = fmax(fabs(row->rhs), row->scale);
    s->weight[r] = row->penalty > 0 ? row->penalty
                                    : 2 * fabs(relaxation->price[r]) + 1e-3 * money / row->scale;
    look_at(s, (int)r);
  }
}

/* Most beginnings are mended soon or go round in circles for long, by what is drawn: so each has a
 * number of turns, and the next, from the same point, twice as many. */
static void attempt(search *s, const double *from, const qn_relaxation *relaxation, qn_run *run,
                    double until_s) {
  for (int doubled = 0; doubled < MOST_ATTEMPTS; doubled++) {
    memcpy(s->x, from, s->m->n_column * sizeof *from);
    begin(s, relaxation);
    mend(s, (s->m->n_block / BLOCKS_A_TURN + TURNS_A_ROW * (long)s->n_broken) << doubled, run,
         until_s);
    if (!s->n_broken || is_over(s, run, until_s)) return;
  }
}

qn_status qn_start(double *x, size_t *missed, const qn_subset *subset,
                   const qn_relaxation *relaxation, qn_run *run, double seconds) {
  search s;
  const double until_s = qn_clock() + seconds;
  double *from = malloc((subset->model->n_column + 1) * sizeof *from);
  qn_status status = search_new(&s, x, subset, run->seed);
  if (!from) status = QN_ENOMEM;
  if (!status) {
    memcpy(from, x, subset->model->n_column * sizeof *from);
    attempt(&s, from, relaxation, run, until_s);
    if (!s.n_broken) improve(&s, run, until_s);
    set_short(&s);
    *missed = s.n_broken;
  }
  search_free(&s);
  free(from);
  return status;
}
