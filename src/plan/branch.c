/* Both children of a node are solved when it is split, so that every node in the heap has its own
 * bound and knows what it will be split by. What to split by is chosen by how much splits of the
 * same block or module have raised the bound before (pseudo-costs); the first time by trial. */
#include "plan/branch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "plan/split.h"

enum { MOST_SPLITS = 4096, MOST_TRIALS = 8 };
static const double LEAST_RISE = 1e-9; /* relative, stands for none in a product of rises */

/* Rises of the bound for a whole unit of what was split away, by side. */
typedef struct {
  double sum[2];
  int n[2];
} history;

typedef struct {
  const qn_model *m;
  qn_relaxation node; /* of the node at hand; the solver is the caller's */
  qn_relaxation *root;
  qn_subset *subset;
  qn_narrowing narrowing;
  const qn_branch_options *options;
  qn_branching *out;
  qn_run *run;
  qn_arena *arena;
  qn_node **heap; /* least bound first */
  size_t n_heap, room_heap;
  history *blocks, *modules; /* [n_block], [n_column - first column of no block] */
  qn_split *splits;          /* [MOST_SPLITS] scratch */
  double cutoff, done_bound; /* least bound of the nodes that are done with */
  double until_s, told;
} search;

/* ---- the heap ---- */

static int before(const qn_node *a, const qn_node *b) {
  return a->bound < b->bound;
}

static qn_status push(search *s, qn_node *node) {
  if (s->n_heap == s->room_heap) {
    const size_t room = s->room_heap ? 2 * s->room_heap : 256;
    qn_node **grown = realloc(s->heap, room * sizeof *grown);
    if (!grown) return QN_ENOMEM;
    s->heap = grown;
    s->room_heap = room;
  }
  size_t i = s->n_heap++;
  for (; i && before(node, s->heap[(i - 1) / 2]); i = (i - 1) / 2)
    s->heap[i] = s->heap[(i - 1) / 2];
  s->heap[i] = node;
  return QN_OK;
}

static qn_node *pop(search *s) {
  qn_node *top = s->heap[0], *last = s->heap[--s->n_heap];
  size_t i = 0;
  for (;;) {
    size_t child = 2 * i + 1;
    if (child >= s->n_heap) break;
    if (child + 1 < s->n_heap && before(s->heap[child + 1], s->heap[child])) child++;
    if (!before(s->heap[child], last)) break;
    s->heap[i] = s->heap[child];
    i = child;
  }
  s->heap[i] = last;
  return top;
}

/* ---- what to split by ---- */

static history *history_of(const search *s, const qn_split *split) {
  return split->block >= 0 ? &s->blocks[split->block]
                           : &s->modules[split->column - s->m->block_first[s->m->n_block]];
}

/* Share of the point that a side takes away. */
static double away(const qn_split *split, int side) {
  return side == 0 ? split->part : 1 - split->part;
}

static void learn(search *s, const qn_split *split, int side, double rise) {
  history *h = history_of(s, split);
  h->sum[side] += fmax(rise, 0) / fmax(away(split, side), 1e-3);
  h->n[side]++;
}

static double expected(const search *s, const qn_split *split) {
  const history *h = history_of(s, split);
  double product = 1;
  for (int side = 0; side < 2; side++) {
    const double mean = h->n[side] ? h->sum[side] / h->n[side] : 0;
    product *= fmax(mean * away(split, side), LEAST_RISE * fabs(s->root->objective));
  }
  return product;
}

/* What is at stake before anything is known: the dearest column in part there. */
static double stake(const search *s, const qn_split *split, const double *x) {
  const qn_model *m = s->m;
  if (split->block < 0) return m->columns[split->column].cost * fmin(split->part, 1 - split->part);
  double most = 0;
  for (size_t c = m->block_first[split->block]; c < m->block_first[split->block + 1]; c++)
    most = fmax(most, fabs(m->columns[c].cost) * fmin(x[c], 1 - x[c]));
  return most;
}

static int is_known(const search *s, const qn_split *split) {
  const history *h = history_of(s, split);
  return h->n[0] && h->n[1];
}

/* The linear program alone, no new columns: what a side would cost. */
static qn_status try_side(search *s, const qn_node *at, const qn_split *split, int side,
                          double objective) {
  qn_lp_state state;
  double cost;
  qn_status status = qn_narrow(&s->narrowing, at, split, side);
  if (!status)
    status = qn_lp_solver_run(s->node.solver, s->until_s - qn_clock(), s->run->cancel, &state,
                              s->run->findings);
  if (status || state != QN_LP_OPTIMAL) return status;
  status = qn_lp_solver_answer(s->node.solver, NULL, NULL, &cost);
  if (!status) learn(s, split, side, cost / s->subset->money_scale - objective);
  return status;
}

/* Tries the unknown splits with the most at stake. */
static qn_status try_splits(search *s, const qn_node *at, size_t n) {
  const double objective = s->node.objective;
  qn_status status = QN_OK;
  for (int k = 0; k < MOST_TRIALS && !status; k++) {
    size_t best = n;
    double most = -1;
    for (size_t i = 0; i < n; i++) {
      const double at_stake = is_known(s, &s->splits[i]) ? -1 : stake(s, &s->splits[i], s->node.x);
      if (at_stake > most) best = i, most = at_stake;
    }
    if (best == n || qn_clock() > s->until_s) break;
    for (int side = 0; side < 2 && !status; side++)
      status = try_side(s, at, &s->splits[best], side, objective);
    if (!is_known(s, &s->splits[best])) break;
  }
  return status;
}

static size_t best_split(const search *s, size_t n, int is_large) {
  size_t best = 0;
  double most = -1;
  for (size_t i = 0; i < n; i++) {
    const qn_split *split = &s->splits[i];
    const double score = is_large ? expected(s, split) : stake(s, split, s->node.x);
    if (score > most) best = i, most = score;
  }
  return best;
}

/* ---- nodes ---- */

static double done_from(const search *s) {
  return s->cutoff - s->options->gap * fabs(s->cutoff);
}

static void done(search *s, double bound) {
  s->done_bound = fmin(s->done_bound, bound);
}

/* The node's own program has been solved: leaf, or what comes next for it. */
static qn_status settle(search *s, qn_node *node) {
  int is_large;
  if (node->bound >= done_from(s) || !s->node.is_complete) {
    done(s, node->bound);
    return QN_OK;
  }
  const size_t n = qn_splits(s->splits, MOST_SPLITS, &s->narrowing, s->node.x, &is_large);
  qn_status status = QN_OK;
  if (!is_large && s->node.elastic <= s->root->elastic + 1e-6) {
    s->out->n_leaf++;
    if (s->options->leaf)
      status = s->options->leaf(s->options->who, s->node.x, node->bound, !n, &s->cutoff);
  }
  if (status) return status;
  if (!n || (!is_large && !s->options->units)) {
    done(s, node->bound);
    return QN_OK;
  }
  if (is_large) status = try_splits(s, node, n);
  node->next = s->splits[best_split(s, n, is_large)];
  return status ? status : push(s, node);
}

static qn_status open_child(search *s, const qn_node *parent, int side) {
  qn_node *node = qn_arena_alloc(s->arena, sizeof *node);
  if (!node) return QN_ENOMEM;
  *node = (qn_node){.parent = parent, .split = parent->next, .side = side, .bound = parent->bound};
  qn_status status = qn_narrow(&s->narrowing, node, NULL, 0);
  if (!status)
    status = qn_relaxation_again(&s->node, s->subset, &s->narrowing.limits, done_from(s), s->run,
                                 s->until_s - qn_clock());
  if (status) return status;
  s->out->n_node++;
  if (s->node.bound > node->bound) node->bound = s->node.bound;
  if (s->node.bound > parent->bound && s->node.bound < INFINITY)
    learn(s, &parent->next, side, s->node.bound - parent->bound);
  return settle(s, node);
}

static double bound_of_all(const search *s) {
  const double open = s->n_heap ? s->heap[0]->bound : INFINITY;
  return fmin(open, s->done_bound);
}

static int is_over(const search *s) {
  const long most = s->options->most_nodes;
  return !s->n_heap || s->heap[0]->bound >= fmin(s->done_bound, done_from(s)) ||
         qn_clock() > s->until_s || qn_run_stopped(s->run) || (most && s->out->n_node >= most);
}

static qn_status explore(search *s) {
  qn_status status = QN_OK;
  while (!status && !is_over(s)) {
    qn_node *node = pop(s);
    const double open = fmin(node->bound, bound_of_all(s));
    if (open > s->told && s->options->told) s->options->told(s->options->who, s->told = open);
    status = open_child(s, node, 0);
    if (!status) status = open_child(s, node, 1);
  }
  return status;
}

static qn_status search_new(search *s, qn_subset *subset, qn_relaxation *root) {
  const qn_model *m = subset->model;
  s->arena = qn_arena_new();
  s->blocks = calloc((size_t)m->n_block + 1, sizeof *s->blocks);
  s->modules = calloc(m->n_column - m->block_first[m->n_block] + 1, sizeof *s->modules);
  s->splits = malloc(MOST_SPLITS * sizeof *s->splits);
  s->node = *root;
  s->node.price = malloc((m->n_row + 1) * sizeof(double));
  s->node.reduced = malloc((m->n_column + 1) * sizeof(double));
  s->node.x = malloc((m->n_column + 1) * sizeof(double));
  if (!s->arena || !s->blocks || !s->modules || !s->splits || !s->node.price || !s->node.reduced ||
      !s->node.x)
    return QN_ENOMEM;
  memcpy(s->node.price, root->price, m->n_row * sizeof(double));
  memcpy(s->node.reduced, root->reduced, m->n_column * sizeof(double));
  memcpy(s->node.x, root->x, m->n_column * sizeof(double));
  return qn_narrowing_new(&s->narrowing, subset, &s->node);
}

static void search_free(search *s) {
  qn_arena_free(s->arena);
  qn_narrowing_free(&s->narrowing);
  free(s->heap);
  free(s->blocks);
  free(s->modules);
  free(s->splits);
  free(s->node.price);
  free(s->node.reduced);
  free(s->node.x);
}

qn_status qn_branch(qn_branching *out, qn_subset *subset, qn_relaxation *relaxation, double cutoff,
                    const qn_branch_options *options, qn_run *run) {
  search s = {.m = subset->model,
              .root = relaxation,
              .subset = subset,
              .options = options,
              .out = out,
              .run = run,
              .cutoff = cutoff,
              .done_bound = INFINITY,
              .until_s = qn_clock() + options->seconds,
              .told = relaxation->bound};
  *out = (qn_branching){.bound = relaxation->bound};
  if (!relaxation->solver || !relaxation->is_complete) return QN_OK;
  qn_status status = search_new(&s, subset, relaxation);
  qn_node *root = status ? NULL : qn_arena_alloc(s.arena, sizeof *root);
  if (!status && !root) status = QN_ENOMEM;
  if (!status) {
    *root = (qn_node){.bound = relaxation->bound};
    status = qn_narrow(&s.narrowing, NULL, NULL, 0);
    if (!status) status = settle(&s, root);
    if (!status) status = explore(&s);
  }
  if (!status) {
    out->bound = fmin(bound_of_all(&s), cutoff);
    out->is_closed = !s.n_heap;
    qn_narrow(&s.narrowing, NULL, NULL, 0);
    relaxation->n_column = s.node.n_column;
  }
  search_free(&s);
  return status;
}
