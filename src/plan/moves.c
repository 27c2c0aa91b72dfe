/* A move is a trail of columns and amounts; rows that it touches remember what they had before. */
#include "plan/moves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-9; /* of a row's size: no shortfall */
static const double WHOLE = 1e-6;    /* a share as good as whole */
static const double LEAST_STEP = 1e-12;
enum { MOST_MENDS = 8, FIRST_ROOM = 256 };

/* ---- the point ---- */

/* Whether more of an entry helps the row. */
static int serves(const qn_model_row *row, double value) {
  return row->sense == QN_EQUAL || (row->sense == QN_AT_LEAST) == (value > 0);
}

static int is_server(const qn_model_column *c) {
  return c->block < 0 && c->kind != QN_COLUMN_SHORT;
}

static void count_servers(qn_moves *w, int *first, int fill) {
  const qn_model *m = w->model;
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    for (int i = 0; i < column->count; i++) {
      const qn_entry entry = qn_column_entry(m, column, i);
      const int r = entry.row;
      if (!is_server(column) || !serves(&m->rows[r], entry.value)) continue;
      if (fill)
        w->server[first[r + 1]++] = (int)c;
      else
        first[r + 2]++;
    }
  }
}

static qn_status list_servers(qn_moves *w) {
  const size_t n_row = w->model->n_row;
  w->first = calloc(n_row + 3, sizeof *w->first);
  if (!w->first) return QN_ENOMEM;
  count_servers(w, w->first, 0);
  for (size_t r = 0; r < n_row; r++) w->first[r + 2] += w->first[r + 1];
  w->server = malloc(((size_t)w->first[n_row + 1] + 1) * sizeof *w->server);
  if (!w->server) return QN_ENOMEM;
  count_servers(w, w->first, 1);
  return QN_OK;
}

static void list_short(qn_moves *w) {
  const qn_model *m = w->model;
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (m->columns[c].kind == QN_COLUMN_SHORT)
      w->stands_short[qn_column_entry(m, &m->columns[c], 0).row] = c + 1;
}

qn_status qn_moves_new(qn_moves *out, const qn_model *model, double *x) {
  const size_t n_row = model->n_row + 1;
  *out = (qn_moves){.model = model,
                    .x = x,
                    .activity = malloc(n_row * sizeof(double)),
                    .before = malloc(n_row * sizeof(double)),
                    .touched = malloc(n_row * sizeof(int)),
                    .is_touched = calloc(n_row, 1),
                    .stands_short = calloc(n_row, sizeof(size_t)),
                    .choice = malloc(((size_t)model->n_block + 1) * sizeof(size_t)),
                    .trail = malloc(FIRST_ROOM * sizeof(qn_move_step)),
                    .room = FIRST_ROOM};
  if (!out->activity || !out->before || !out->touched || !out->is_touched || !out->stands_short ||
      !out->choice || !out->trail || list_servers(out)) {
    qn_moves_free(out);
    return QN_ENOMEM;
  }
  list_short(out);
  return QN_OK;
}

void qn_moves_free(qn_moves *w) {
  free(w->activity);
  free(w->before);
  free(w->touched);
  free(w->is_touched);
  free(w->stands_short);
  free(w->choice);
  free(w->trail);
  free(w->first);
  free(w->server);
  *w = (qn_moves){0};
}

void qn_moves_begin(qn_moves *w) {
  const qn_model *m = w->model;
  for (int b = 0; b < m->n_block; b++) {
    w->choice[b] = m->n_column;
    for (size_t c = m->block_first[b]; c < m->block_first[b + 1]; c++)
      if (w->x[c] > 1 - WHOLE) w->choice[b] = c;
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (m->columns[c].kind == QN_COLUMN_SHORT) w->x[c] = 0;
  qn_model_activity(m, w->x, w->activity);
}

void qn_moves_end(qn_moves *w) {
  for (size_t r = 0; r < w->model->n_row; r++) {
    if (!w->stands_short[r]) continue;
    w->x[w->stands_short[r] - 1] = qn_row_shortfall(&w->model->rows[r], w->activity[r]);
  }
}

/* ---- a move ---- */

static double missing(const qn_moves *w, int r) {
  const qn_model_row *row = &w->model->rows[r];
  const double shortfall = qn_row_shortfall(row, w->activity[r]);
  return shortfall > ROUNDING * fmax(fabs(row->rhs), row->scale) ? shortfall : 0;
}

static int is_hard(const qn_moves *w, int r) {
  return !w->stands_short[r];
}

static qn_move_step *new_step(qn_moves *w) {
  if (w->n_trail == w->room) {
    qn_move_step *more = realloc(w->trail, 2 * w->room * sizeof *more);
    if (!more) {
      w->failed = QN_ENOMEM;
      return NULL;
    }
    w->trail = more;
    w->room *= 2;
  }
  return &w->trail[w->n_trail++];
}

static void touch(qn_moves *w, int r) {
  if (w->is_touched[r]) return;
  w->is_touched[r] = 1;
  w->before[r] = w->activity[r];
  w->touched[w->n_touched++] = r;
}

static void apply(qn_moves *w, size_t column, double amount) {
  const qn_model *m = w->model;
  const qn_model_column *c = &m->columns[column];
  qn_move_step *step = new_step(w);
  if (!step) return;
  *step = (qn_move_step){column, w->x[column], amount};
  w->x[column] += amount;
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(m, c, i);
    if (entry.row < m->n_block) continue; /* one choice goes, one comes */
    touch(w, entry.row);
    w->activity[entry.row] += amount * entry.value;
  }
}

void qn_moves_switch(qn_moves *w, size_t to) {
  const int block = w->model->columns[to].block;
  apply(w, w->choice[block], -1);
  apply(w, to, 1);
  w->choice[block] = to;
}

size_t qn_moves_mark(const qn_moves *w) {
  return w->n_trail;
}

static void take_back(qn_moves *w, const qn_move_step *step) {
  const qn_model *m = w->model;
  const qn_model_column *c = &m->columns[step->column];
  w->x[step->column] = step->before;
  if (c->block >= 0 && step->amount < 0) w->choice[c->block] = step->column;
  for (int i = 0; i < c->count; i++) {
    const qn_entry entry = qn_column_entry(m, c, i);
    if (entry.row >= m->n_block) w->activity[entry.row] -= step->amount * entry.value;
  }
}

static void forget(qn_moves *w) {
  for (size_t i = 0; i < w->n_touched; i++) w->is_touched[w->touched[i]] = 0;
  w->n_touched = 0;
  w->n_trail = 0;
}

void qn_moves_back(qn_moves *w, size_t mark) {
  while (w->n_trail > mark) take_back(w, &w->trail[--w->n_trail]);
  if (mark) return;
  for (size_t i = 0; i < w->n_touched; i++) w->activity[w->touched[i]] = w->before[w->touched[i]];
  forget(w);
}

void qn_moves_keep(qn_moves *w) {
  forget(w);
}

/* ---- what is beside the blocks ---- */

/* How far x of a column may go in a direction (1, -1) before a hard row that holds would not. */
static double room_for(const qn_moves *w, size_t column, int direction, double most) {
  const qn_model *m = w->model;
  const qn_model_column *c = &m->columns[column];
  for (int i = 0; i < c->count && most > 0; i++) {
    const qn_entry entry = qn_column_entry(m, c, i);
    const qn_model_row *row = &m->rows[entry.row];
    if (is_hard(w, entry.row))
      most = fmin(most, qn_row_room(row, w->activity[entry.row], direction * entry.value,
                                    ROUNDING * row->scale));
  }
  return most;
}

/* By how much a column should change for the row; 0 when it cannot. A whole one goes all the way
 * or not at all. */
static double step_for(const qn_moves *w, size_t column, double entry, double need) {
  const qn_model_column *c = &w->model->columns[column];
  const double full = c->is_integer ? ceil(need / fabs(entry) - WHOLE) : need / fabs(entry);
  const double most = fmin(full, c->upper - w->x[column]);
  const double room = room_for(w, column, 1, most);
  if (c->is_integer) return room < most ? 0 : most;
  return room > LEAST_STEP ? room : 0;
}

/* Raises what serves the row cheapest, until nothing is missing or nothing is left to raise. */
static void mend(qn_moves *w, int r) {
  const qn_model_row *row = &w->model->rows[r];
  for (int k = 0; k < MOST_MENDS; k++) {
    const double need = missing(w, r);
    double best_rate = INFINITY, best_step = 0;
    size_t best = 0;
    if (!(need > 0)) return;
    for (int i = w->first[r]; i < w->first[r + 1]; i++) {
      const size_t c = (size_t)w->server[i];
      const double entry = qn_model_entry(w->model, c, r);
      if (row->sense == QN_EQUAL && (entry > 0) != (w->activity[r] < row->rhs)) continue;
      const double rate = w->value[c] / fabs(entry);
      if (rate >= best_rate) continue;
      const double step = step_for(w, c, entry, need);
      if (step > 0) best = c, best_rate = rate, best_step = step;
    }
    if (!(best_step > 0)) return;
    apply(w, best, best_step);
  }
}

/* Lowers what costs something and is needed no more. */
static void relieve(qn_moves *w, int r) {
  const qn_model *m = w->model;
  for (int i = w->first[r]; i < w->first[r + 1]; i++) {
    const size_t c = (size_t)w->server[i];
    if (!(w->x[c] > 0) || !(m->columns[c].cost > 0)) continue;
    double room = room_for(w, c, -1, w->x[c]);
    if (m->columns[c].is_integer) room = floor(room + WHOLE);
    if (room > LEAST_STEP) apply(w, c, -room);
  }
}

static double worth(const qn_moves *w) {
  double sum = 0;
  for (size_t i = 0; i < w->n_trail; i++) sum += w->trail[i].amount * w->value[w->trail[i].column];
  for (size_t i = 0; i < w->n_touched; i++) {
    const int r = w->touched[i];
    if (is_hard(w, r)) continue;
    const double before = qn_row_shortfall(&w->model->rows[r], w->before[r]);
    const double after = qn_row_shortfall(&w->model->rows[r], w->activity[r]);
    sum += (after - before) * w->value[w->stands_short[r] - 1];
  }
  return sum;
}

static void mend_all(qn_moves *w) {
  for (size_t i = 0; i < w->n_touched; i++)
    if (is_hard(w, w->touched[i])) mend(w, w->touched[i]);
}

static int find_broken(const qn_moves *w) {
  for (size_t i = 0; i < w->n_touched; i++)
    if (is_hard(w, w->touched[i]) && missing(w, w->touched[i]) > 0) return w->touched[i];
  return -1;
}

double qn_moves_follow(qn_moves *w, int *broken) {
  mend_all(w);
  for (size_t i = 0; i < w->n_touched; i++)
    if (w->activity[w->touched[i]] != w->before[w->touched[i]]) relieve(w, w->touched[i]);
  *broken = find_broken(w);
  if (*broken >= 0) { /* what was let go may be what was wanted */
    mend_all(w);
    *broken = find_broken(w);
  }
  return worth(w);
}
