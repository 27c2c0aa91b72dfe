/* Forward evaluation and backward differentiation over the array of nodes, in intervals: one pass
 * each, however many variables there are. */
#include "audit/range.h"

#include <math.h>

enum { MOST_CORNERS = 12 };
/* How a formula depends on a variable. */
enum { FALLS = -1, EITHER_WAY = 0, RISES = 1, UNCLEAR = 2 };

qn_status qn_ranger_make(qn_ranger *out, const qn_formula *formula, qn_arena *arena) {
  const size_t n = (size_t)formula->n_node, v = (size_t)formula->n_name;
  qn_ranger r = {.formula = formula};
  r.value = qn_arena_array(arena, n, sizeof *r.value);
  r.by_node = qn_arena_array(arena, n, sizeof *r.by_node);
  r.slope = qn_arena_array(arena, v, sizeof *r.slope);
  r.corner = qn_arena_array(arena, v, sizeof *r.corner);
  r.above = qn_arena_array(arena, n, sizeof *r.above);
  r.below = qn_arena_array(arena, n, sizeof *r.below);
  r.sense = qn_arena_array(arena, v, sizeof *r.sense);
  if (!r.value || !r.by_node || !r.slope || !r.corner || !r.above || !r.below || !r.sense)
    return QN_ENOMEM;
  *out = r;
  return QN_OK;
}

/* Values of all nodes over a box; false when a divisor may be zero. */
static bool evaluate(qn_ranger *r, const qn_interval *box) {
  for (int i = 0; i < r->formula->n_node; i++) {
    const qn_formula_node *node = &r->formula->nodes[i];
    const qn_interval a = r->value[node->left], b = r->value[node->right];
    qn_interval *out = &r->value[i];
    switch (node->op) {
      case 'n':
        *out = (qn_interval){node->number, node->number};
        break;
      case 'v':
        *out = box[node->variable];
        break;
      case '+':
        *out = qn_interval_add(a, b);
        break;
      case '-':
        *out = qn_interval_subtract(a, b);
        break;
      case '*':
        *out = qn_interval_multiply(a, b);
        break;
      case 'm':
        *out = (qn_interval){-a.high, -a.low};
        break;
      default:
        if (!qn_interval_divide(out, a, b)) return false;
    }
  }
  return true;
}

static void add_to(qn_interval *sum, qn_interval more) {
  *sum = qn_interval_add(*sum, more);
}

/* Hands the slope of the result in a node on to its operands, or to its variable. */
static void hand_down(qn_ranger *r, int i) {
  const qn_formula_node *node = &r->formula->nodes[i];
  const qn_interval d = r->by_node[i], a = r->value[node->left], b = r->value[node->right];
  qn_interval *left = &r->by_node[node->left], *right = &r->by_node[node->right];
  qn_interval share;
  switch (node->op) {
    case 'n':
      break;
    case 'v':
      add_to(&r->slope[node->variable], d);
      break;
    case '+':
      add_to(left, d);
      add_to(right, d);
      break;
    case '-':
      add_to(left, d);
      add_to(right, (qn_interval){-d.high, -d.low});
      break;
    case 'm':
      add_to(left, (qn_interval){-d.high, -d.low});
      break;
    case '*':
      add_to(left, qn_interval_multiply(d, b));
      add_to(right, qn_interval_multiply(d, a));
      break;
    default: /* d/b and -(d/b)(a/b); evaluate has seen that b holds no zero */
      if (!qn_interval_divide(&share, d, b)) return;
      add_to(left, share);
      share = qn_interval_multiply(share, r->value[i]);
      add_to(right, (qn_interval){-share.high, -share.low});
  }
}

/* The slope of the result in every variable, from the values that evaluate left. */
static void differentiate(qn_ranger *r) {
  const int n = r->formula->n_node;
  for (int i = 0; i < n; i++) r->by_node[i] = (qn_interval){0, 0};
  for (int v = 0; v < r->formula->n_name; v++) r->slope[v] = (qn_interval){0, 0};
  r->by_node[n - 1] = (qn_interval){1, 1};
  for (int i = n; i-- > 0;) hand_down(r, i);
}

static int larger(int a, int b) {
  return a > b ? a : b;
}

/* True when the formula is P/Q with P and Q at most linear in the variable, so that it is monotone
 * in it whatever the others are. */
static bool is_bilinear(qn_ranger *r, int variable) {
  for (int i = 0; i < r->formula->n_node; i++) {
    const qn_formula_node *node = &r->formula->nodes[i];
    const int p = r->above[node->left], q = r->below[node->left], s = r->above[node->right],
              t = r->below[node->right];
    switch (node->op) {
      case 'n':
      case 'v':
        r->above[i] = node->op == 'v' && node->variable == variable;
        r->below[i] = 0;
        break;
      case 'm':
        r->above[i] = p;
        r->below[i] = q;
        break;
      case '*':
        r->above[i] = p + s;
        r->below[i] = q + t;
        break;
      case '/':
        r->above[i] = p + t;
        r->below[i] = q + s;
        break;
      default:
        r->above[i] = larger(p + t, s + q);
        r->below[i] = q + t;
    }
    if (r->above[i] > 1 || r->below[i] > 1) return false;
  }
  return true;
}

static int sense_of(qn_ranger *r, int variable) {
  const qn_interval slope = r->slope[variable];
  if (slope.low >= 0) return RISES;
  if (slope.high <= 0) return FALLS;
  return is_bilinear(r, variable) ? EITHER_WAY : UNCLEAR;
}

/* The end of an interval; the whole of it where that end has no limit. */
static qn_interval end_of(qn_interval x, bool upper) {
  const double end = upper ? x.high : x.low;
  return isfinite(end) ? (qn_interval){end, end} : x;
}

/* Puts every variable at its end for the low or high extreme; bit k of ends chooses that of the
 * k-th variable that goes either way. */
static void choose_corner(qn_ranger *r, const qn_interval *box, unsigned ends, bool high) {
  for (int v = 0; v < r->formula->n_name; v++) {
    if (r->sense[v] == UNCLEAR) {
      r->corner[v] = box[v];
    } else if (r->sense[v] == EITHER_WAY) {
      r->corner[v] = end_of(box[v], ends & 1);
      ends >>= 1;
    } else {
      r->corner[v] = end_of(box[v], (r->sense[v] == RISES) == high);
    }
  }
}

/* Fills sense; returns how many variables are to be tried at both ends. */
static int find_senses(qn_ranger *r, const qn_interval *box) {
  int corners = 0;
  differentiate(r);
  for (int v = 0; v < r->formula->n_name; v++) {
    int sense = sense_of(r, v);
    const bool open = !isfinite(box[v].low) || !isfinite(box[v].high);
    if (sense == EITHER_WAY && (open || corners == MOST_CORNERS)) sense = UNCLEAR;
    corners += sense == EITHER_WAY;
    r->sense[v] = (signed char)sense;
  }
  return corners;
}

qn_status qn_range_find(qn_interval *range, qn_ranger *ranger, const qn_interval *box) {
  const int root = ranger->formula->n_node - 1;
  if (!evaluate(ranger, box)) return QN_ERANGE;
  qn_interval out = {INFINITY, -INFINITY};
  const int corners = find_senses(ranger, box);
  for (unsigned ends = 0; ends < 1u << corners; ends++) {
    for (int high = 0; high < 2; high++) {
      choose_corner(ranger, box, ends, high);
      evaluate(ranger, ranger->corner);
      out = qn_interval_hull(out, ranger->value[root]);
    }
  }
  *range = out;
  return QN_OK;
}
