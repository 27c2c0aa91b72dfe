/* Moves on a whole point that holds all hard rows: tried, weighed, taken back or kept. What stands
 * beside the blocks follows a move: what a row then misses is made up for by what serves it
 * cheapest (a module, a flow, a step), and what is needed no more goes. A priced row may miss
 * something at its price. */
#ifndef QN_PLAN_MOVES_H
#define QN_PLAN_MOVES_H
#include "plan/model.h"

typedef struct {
  size_t column;
  double before, amount; /* of x */
} qn_move_step;

typedef struct {
  const qn_model *model;
  double *x;           /* [n_column] the caller's; shortfalls are 0 until qn_moves_end */
  const double *value; /* [n_column] the caller's: what a column is weighed by */
  double *activity;    /* [n_row] */
  size_t *choice;      /* [n_block] column chosen; n_column: divided, never moved */
  double *before;      /* [n_row] activity before the move, of rows it touches */
  int *touched;
  size_t n_touched;
  unsigned char *is_touched;
  int *first, *server;  /* columns that serve a row: server[first[r] .. first[r + 1]) */
  size_t *stands_short; /* [n_row] column of what a priced row misses, + 1 */
  qn_move_step *trail;  /* of the move being tried */
  size_t n_trail, room;
  qn_status failed; /* QN_ENOMEM once memory was out */
} qn_moves;

qn_status qn_moves_new(qn_moves *out, const qn_model *model, double *x);
void qn_moves_free(qn_moves *moves);
/* Reads the point in x anew. */
void qn_moves_begin(qn_moves *moves);
/* The block of a column takes it instead of what it has. */
void qn_moves_switch(qn_moves *moves, size_t to);
/* What is beside the blocks follows. Returns what the move is worth so far (below 0: a gain);
 * *broken: a hard row that misses something, -1 none. */
double qn_moves_follow(qn_moves *moves, int *broken);
/* How much of the trail there is; taking back goes to there, 0 is all. */
size_t qn_moves_mark(const qn_moves *moves);
void qn_moves_back(qn_moves *moves, size_t mark);
void qn_moves_keep(qn_moves *moves);
/* Writes what priced rows miss to the columns that stand for it. */
void qn_moves_end(qn_moves *moves);

#endif
