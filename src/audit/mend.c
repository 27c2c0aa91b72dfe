/* Every change is tried: the figure's text is altered, read again as printed, and the relation
 * evaluated with it. */
#include "audit/mend.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/names.h"

/* Sides further apart than a factor of three are not mended, even where one is open: 9 % also is
 * at_least of 89 %, but nobody meant it. */
static const double FAR_APART = 0.5;

enum { MOST_SUGGESTIONS = 5, MOST_INPUTS = 200, LONGEST_VALUE = 48 };
/* Kinds of change, best first; powers of ten in the order in which people err: a digit, 万, then
 * the thousands of SI, then the hundred of a percent. */
enum { POWER_1, POWER_4, POWER_3, POWER_2, SWAP, ADDEND, DIGIT };
static const int exponents[] = {[POWER_1] = 1, [POWER_4] = 4, [POWER_3] = 3, [POWER_2] = 2};

typedef struct {
  int kind;
  int harm;    /* other relations broken less those mended */
  int order;   /* of the figure: 0 the row, then its inputs; of an addend: 0 of the same source */
  double miss; /* how far from the middle of what is implied, as a share */
  size_t who;
  double power;              /* of ten; 1 for a changed text */
  char value[LONGEST_VALUE]; /* changed text */
} change;

typedef struct {
  const qn_figures *figures;
  size_t row;
  QN_ARRAY(change) found;
  qn_status status;
} search;

static const char *text_of(const char *text) {
  return text ? text : "";
}

/* Other relations that the change breaks, less those that it mends. */
static int harm_of(const search *s, size_t who, qn_interval instead) {
  int harm = 0;
  for (size_t i = 0; i < s->figures->n; i++) {
    const qn_relation *r = s->figures->relation[i];
    if (!r || i == s->row || (i != who && !qn_relation_uses(r, who))) continue;
    harm += (int)r->closes - (int)qn_relation_holds(s->figures, i, who, instead);
  }
  return harm;
}

static double middle(qn_interval x) {
  return isinf(x.low) ? x.high : isinf(x.high) ? x.low : x.low / 2 + x.high / 2;
}

/* How far the middles of two intervals lie apart, as a share; 0 for two at zero. */
static double apart(qn_interval x, qn_interval y) {
  const double a = middle(x), b = middle(y), size = fabs(a) + fabs(b);
  return size > 0 ? fabs(a - b) / size : 0;
}

/* How far the two sides of the relation lie apart after a change. */
static double miss_of(const search *s, size_t who, qn_interval instead) {
  qn_interval range = s->figures->relation[s->row]->range;
  const qn_interval own = who == s->row ? instead : s->figures->printed[s->row].range;
  if (who != s->row) qn_relation_range(&range, s->figures, s->row, who, instead);
  return apart(range, own);
}

static change *keep(search *s, change found) {
  change *slot = QN_PUSH(&s->found);
  if (slot)
    *slot = found;
  else
    s->status = QN_ENOMEM;
  return slot;
}

/* Keeps the change if the relation then holds; of one figure only the best change of a digit. */
static void try_change(search *s, change c, qn_interval instead) {
  if (s->status || !qn_relation_holds(s->figures, s->row, c.who, instead)) return;
  c.miss = miss_of(s, c.who, instead);
  if (c.miss > FAR_APART) return;
  c.harm = harm_of(s, c.who, instead);
  change *last = s->found.count ? &s->found.at[s->found.count - 1] : NULL;
  if (c.kind != DIGIT || !last || last->kind != DIGIT || last->who != c.who)
    keep(s, c);
  else if (c.harm < last->harm || (c.harm == last->harm && c.miss < last->miss))
    *last = c;
}

static void try_powers(search *s, change c) {
  const qn_interval range = s->figures->printed[c.who].range;
  for (c.kind = POWER_1; c.kind <= POWER_2; c.kind++) {
    for (int sign = 1; sign >= -1; sign -= 2) {
      c.power = pow(10, sign * exponents[c.kind]);
      try_change(s, c, (qn_interval){range.low * c.power, range.high * c.power});
    }
  }
}

static void try_text(search *s, const change *c) {
  const qn_statement *row = &s->figures->rows[c->who];
  qn_printed read;
  if (!qn_printed_parse(&read, c->value, row->unit, row->qualifier)) try_change(s, *c, read.range);
}

/* True when the digit at i opens a number of several digits, where no zero may stand. */
static bool leads(const char *value, size_t i) {
  return (!i ||
          (!isdigit((unsigned char)value[i - 1]) && value[i - 1] != '.' && value[i - 1] != ',')) &&
         isdigit((unsigned char)value[i + 1]);
}

static void try_swaps(search *s, change c) {
  const char *value = s->figures->rows[c.who].value;
  c.kind = SWAP;
  for (size_t i = 0; value[i] && value[i + 1]; i++) {
    const size_t j = value[i + 1] == '.' || value[i + 1] == ',' ? i + 2 : i + 1;
    if (!isdigit((unsigned char)value[i]) || !isdigit((unsigned char)value[j])) continue;
    if (value[i] == value[j] || (value[j] == '0' && leads(value, i))) continue;
    strcpy(c.value, value);
    c.value[i] = value[j];
    c.value[j] = value[i];
    try_text(s, &c);
  }
}

static void try_digits(search *s, change c) {
  const char *value = s->figures->rows[c.who].value;
  c.kind = DIGIT;
  for (size_t i = 0; value[i]; i++) {
    if (!isdigit((unsigned char)value[i])) continue;
    strcpy(c.value, value);
    for (char digit = leads(value, i) ? '1' : '0'; digit <= '9'; digit++) {
      c.value[i] = digit;
      if (digit != value[i]) try_text(s, &c);
    }
  }
}

static void try_figure(search *s, size_t who, int order) {
  const change c = {.who = who, .order = order, .power = 1};
  try_powers(s, c);
  if (strlen(text_of(s->figures->rows[who].value)) >= LONGEST_VALUE) return;
  try_swaps(s, c);
  try_digits(s, c);
}

/* Other statements of the same dimension that a sum may have left out. */
static void try_addends(search *s) {
  const qn_figures *f = s->figures;
  const qn_relation *r = f->relation[s->row];
  const qn_printed *own = &f->printed[s->row];
  const char root = r->formula.nodes[r->formula.n_node - 1].op;
  if (root != '+' && root != '-') return;
  for (size_t i = 0; i < f->n && !s->status; i++) {
    if (i == s->row || !f->readable[i] || qn_relation_uses(r, i)) continue;
    if (!qn_unit_same_dimension(&f->printed[i].unit, &own->unit)) continue;
    const qn_interval sum = qn_interval_add(r->range, f->printed[i].range);
    if (!qn_interval_meet(sum, own->range)) continue;
    const bool elsewhere = strcmp(text_of(f->rows[i].source), text_of(f->rows[s->row].source));
    keep(s, (change){.kind = ADDEND, .who = i, .order = elsewhere, .miss = apart(sum, own->range)});
  }
}

static int compare(const void *x, const void *y) {
  const change *a = x, *b = y;
  if (a->kind != b->kind) return a->kind - b->kind;
  if (a->harm != b->harm) return a->harm - b->harm;
  if (a->order != b->order) return a->order - b->order;
  if (a->miss != b->miss) return a->miss < b->miss ? -1 : 1;
  if (a->who != b->who) return a->who < b->who ? -1 : 1;
  return strcmp(a->value, b->value);
}

enum { VALUE_DIGITS = 10, POWER_DIGITS = 5 };

/* "total: 645.95 -> 6459.5 MW (x10)", "total: 513.6 -> 515.6 亿千瓦时", "+ network". */
static qn_status describe(qn_text *out, const qn_figures *f, const change *c) {
  const qn_statement *row = &f->rows[c->who];
  const char *gap = out->length ? "; " : "", *unit = text_of(row->unit);
  if (c->kind == ADDEND) return qn_text_addf(out, "%s+ %s", gap, text_of(row->id));
  qn_status s = qn_text_addf(out, "%s%s: %s -> ", gap, text_of(row->id), text_of(row->value));
  if (c->power == 1) return s ? s : qn_text_addf(out, "%s %s", c->value, unit);
  char value[32], power[32];
  return s ? s
           : qn_text_addf(out, "%s %s (x%s)",
                          qn_real_round(value, f->printed[c->who].value * c->power, VALUE_DIGITS),
                          unit, qn_real_round(power, c->power, POWER_DIGITS));
}

qn_status qn_mend_list(qn_text *out, const qn_figures *figures, size_t row) {
  const qn_relation *r = figures->relation[row];
  search s = {.figures = figures, .row = row};
  if (r->formula.n_name > MOST_INPUTS) return QN_OK;
  try_figure(&s, row, 0);
  for (int v = 0; v < r->formula.n_name; v++)
    if (r->inputs[v] != row) try_figure(&s, r->inputs[v], v + 1);
  try_addends(&s);
  if (s.found.count) qsort(s.found.at, s.found.count, sizeof *s.found.at, compare);
  for (size_t i = 0; i < s.found.count && i < MOST_SUGGESTIONS && !s.status; i++)
    s.status = describe(out, figures, &s.found.at[i]);
  QN_CLEAR(&s.found);
  return s.status;
}
