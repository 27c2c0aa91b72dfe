/* An irreducible conflict by dropping rules one by one: linear, of those that bear the proof that
 * something must give way; else of those that must give way in turn while the others are held. A
 * smallest one by hitting sets: every way out has a rule of every conflict, so a smallest set of
 * rules that has one of each known way out is no larger than the smallest conflict; if it
 * conflicts, it is one, and if not, holding it gives another way out. Of a large region the rules
 * of whole counties go first: at the prices of the proof each county bears a part of it, and where
 * the rest is proof enough its rules are not needed. */
#include "plan/conflict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "plan/family.h"
#include "plan/hitting.h"
#include "plan/loose.h"

enum { MOST_ROUNDS = 200, MOST_SET = 12 }; /* of hitting sets; rules in one */
enum { MOST_OTHERS = 3 };                  /* ways out beside the least */
enum { MANY = 6 };                         /* rules: then counties' are dropped together */
static const double SHARE_OF_PROOF = 0.99; /* that may go lost with them */
static const long HITTING_STEPS = 2000000;
static const double SHARE_OF_WHOLE = 0.6; /* of the time, then by the relaxation */
static const double SHARE_OF_SET = 0.7;   /* of the time left; the rest for other ways out */

typedef struct {
  qn_conflict *out;
  const qn_model *m;
  qn_loose *loose;
  qn_run *run;
  double until_s;
  int is_apart;    /* too large for one program */
  int is_planning; /* a plan of the region is being looked for */
  size_t *element; /* rows that may give way, [n] */
  int n;
  qn_row_role *role; /* [n_row] */
  QN_ARRAY(qn_conflict_rule) rules;
  double *x; /* [n_column] of the least way */
  int *set;  /* [n] scratch: places in element */
} search;

/* ---- questions ---- */

/* All rows hold, but rules where only loads are asked about, and the elements as said. */
static void set_roles(search *my, qn_row_role others) {
  const qn_model *m = my->m;
  for (size_t r = 0; r < m->n_row; r++)
    my->role[r] = my->out->is_load && qn_loose_is_rule(&m->rows[r]) ? QN_ROW_FREE : QN_ROW_HOLDS;
  for (int i = 0; i < my->n; i++) my->role[my->element[i]] = others;
}

static int may_ask(search *my) {
  qn_run_tell(my->run, QN_N_("conflict"), NAN, NAN, NAN);
  return qn_clock() <= my->until_s && !qn_run_stopped(my->run);
}

/* Whether no plan holds the elements of the set together; -1 when it is not known. */
static int conflicts(search *my, const int *set, int n, qn_status *s) {
  if (!may_ask(my)) return -1;
  set_roles(my, QN_ROW_FREE);
  for (int i = 0; i < n; i++) my->role[my->element[set[i]]] = QN_ROW_COUNTED;
  *s = qn_loose_solve(my->loose, my->role, QN_LOOSE_NOTHING);
  const qn_loose_answer *answer = qn_loose_answer_of(my->loose);
  if (*s || !answer->is_known) return -1;
  if (answer->least > QN_LOOSE_NOTHING) return 1;
  return answer->measure > QN_LOOSE_NOTHING * (n + 1) ? -1 : 0;
}

/* The elements that must give way where those of the set hold; their number, -1 when not known. */
static int gives_way(search *my, int *out, const int *set, int n, qn_status *s) {
  int count = 0;
  if (!may_ask(my)) return -1;
  set_roles(my, QN_ROW_COUNTED);
  for (int i = 0; i < n; i++) my->role[my->element[set[i]]] = QN_ROW_HOLDS;
  *s = qn_loose_solve(my->loose, my->role, INFINITY);
  const qn_loose_answer *answer = qn_loose_answer_of(my->loose);
  if (*s || !answer->is_known) return -1;
  for (int i = 0; i < my->n; i++) {
    const size_t row = my->element[i];
    const double share = answer->missed[row] / qn_loose_basis(my->loose, row);
    if (my->role[row] == QN_ROW_COUNTED && share > QN_LOOSE_NOTHING) out[count++] = i;
  }
  return count;
}

static qn_status add_rule(search *my, int element, double amount, int way) {
  qn_conflict_rule *rule = QN_PUSH(&my->rules);
  if (!rule) return QN_ENOMEM;
  *rule = (qn_conflict_rule){my->element[element], amount, way};
  my->out->rules = my->rules.at;
  my->out->n = my->rules.count;
  return QN_OK;
}

/* ---- ways out ---- */

/* Keeps the last answer's amounts as a way out. */
static qn_status keep_way(search *my, const int *set, int n) {
  qn_status s = QN_OK;
  my->out->n_way++;
  for (int i = 0; i < n && !s; i++)
    s = add_rule(my, set[i], qn_loose_answer_of(my->loose)->missed[my->element[set[i]]],
                 my->out->n_way);
  return s;
}

/* The rules of a way are those of the set. */
static int is_way(const search *my, int way, const int *set, int n) {
  int same = 0, all = 0;
  for (size_t i = 0; i < my->rules.count; i++) {
    if (my->rules.at[i].way != way) continue;
    all++;
    for (int k = 0; k < n; k++) same += my->element[set[k]] == my->rules.at[i].row;
  }
  return same == all && all == n;
}

/* Each of the least way's first rules is spared in turn. */
static qn_status find_others(search *my, const int *least, int n_least) {
  qn_status s = QN_OK;
  for (int i = 0; i < n_least && i < MOST_OTHERS && !s; i++) {
    int known = 0;
    const int n = gives_way(my, my->set, &least[i], 1, &s);
    for (int way = 1; n > 0 && way <= my->out->n_way; way++) known |= is_way(my, way, my->set, n);
    if (n > 0 && !known) s = keep_way(my, my->set, n);
  }
  return s;
}

/* ---- the conflict ---- */

static qn_status keep_conflict(search *my, const int *set, int n) {
  qn_status s = QN_OK;
  for (int i = 0; i < n && !s; i++) s = add_rule(my, set[i], 0, 0);
  return s;
}

/* Holds all that had to give way until nothing can: a conflict, seldom a small one. Its size, -1
 * when it is not known. */
static int collect(search *my, const qn_sets *ways, int *held, qn_status *s) {
  int n = 0;
  for (size_t i = 0; i < ways->first[ways->n]; i++) held[n++] = ways->member[i];
  for (;;) {
    const int is_conflict = conflicts(my, held, n, s);
    if (*s || is_conflict < 0) return -1;
    if (is_conflict) return n;
    const int more = gives_way(my, my->set, held, n, s);
    if (*s || more <= 0) return -1;
    memcpy(held + n, my->set, (size_t)more * sizeof *held);
    n += more;
  }
}

/* Leaves out what has no price in the proof just made; *at is a place in the set and follows. */
static int keep_priced(const search *my, int *held, int n, int *at) {
  int kept = 0, before = 0;
  for (int i = 0; i < n; i++) {
    if (!qn_loose_answer_of(my->loose)->may[my->element[held[i]]]) continue;
    before += i < *at;
    held[kept++] = held[i];
  }
  *at = before;
  return kept;
}

/* ---- by counties ---- */

/* A county's rules of the set, and what goes lost of the proof without them. */
typedef struct {
  double loss;
  int part, n;
} county;

static int by_loss(const void *a, const void *b) {
  const county *x = a, *y = b;
  const double first = x->loss * y->n, second = y->loss * x->n; /* of a rule */
  if (first != second) return first < second ? -1 : 1;
  return x->part - y->part;
}

/* What each county adds to the proof with its rules and without. */
static qn_status weigh_counties(search *my, county *list, int n_part, const int *held, int n) {
  double *with = malloc(((size_t)n_part + 1) * sizeof *with);
  double *without = malloc(((size_t)n_part + 1) * sizeof *without);
  qn_status s = with && without ? QN_OK : QN_ENOMEM;
  for (int p = 0; p < n_part; p++) list[p] = (county){.part = p};
  set_roles(my, QN_ROW_FREE);
  for (int i = 0; i < n; i++) my->role[my->element[held[i]]] = QN_ROW_COUNTED;
  if (!s) s = qn_loose_by_parts(my->loose, my->role, with);
  for (int i = 0; i < n && !s; i++) {
    const int part = qn_loose_part_of(my->loose, my->element[held[i]]);
    if (part < 0) continue;
    my->role[my->element[held[i]]] = QN_ROW_FREE;
    list[part].n++;
  }
  if (!s) s = qn_loose_by_parts(my->loose, my->role, without);
  for (int p = 0; p < n_part && !s; p++) list[p].loss = fmax(0, with[p] - without[p]);
  free(with);
  free(without);
  return s;
}

/* Leaves the rules of those counties out without which the proof stands as it is, the most rules
 * first; their number afterwards. */
static int drop_counties(search *my, int *held, int n, double proved, qn_status *s) {
  const int n_part = qn_loose_parts(my->loose);
  county *list = calloc((size_t)n_part + 1, sizeof *list);
  unsigned char *is_out = calloc((size_t)n_part + 1, 1);
  int *fewer = malloc(((size_t)n + 1) * sizeof *fewer), kept = 0;
  if (!list || !is_out || !fewer) *s = QN_ENOMEM;
  if (!*s) *s = weigh_counties(my, list, n_part, held, n);
  if (!*s) {
    qsort(list, (size_t)n_part, sizeof *list, by_loss);
    double left = SHARE_OF_PROOF * proved;
    for (int p = 0; p < n_part && list[p].loss <= left; p++)
      left -= list[p].loss, is_out[list[p].part] = 1;
    for (int i = 0; i < n; i++) {
      const int part = qn_loose_part_of(my->loose, my->element[held[i]]);
      if (part < 0 || !is_out[part]) fewer[kept++] = held[i];
    }
    if (kept < n && kept > 0 && conflicts(my, fewer, kept, s) == 1)
      memcpy(held, fewer, (size_t)kept * sizeof *held);
    else
      kept = n;
  }
  free(list);
  free(is_out);
  free(fewer);
  return kept;
}

/* The rules that bear the proof of the linear least way: mostly a small conflict at once. */
static int take_priced(search *my, int *held, qn_status *s) {
  int at = 0;
  for (int i = 0; i < my->n; i++) held[i] = i;
  const int n = keep_priced(my, held, my->n, &at);
  if (!n || conflicts(my, held, n, s) != 1) return 0;
  const double proved = qn_loose_answer_of(my->loose)->least;
  return n > MANY && qn_loose_parts(my->loose) ? drop_counties(my, held, n, proved, s) : n;
}

/* ---- one by one ---- */

/* Drops each rule without which the others still conflict. */
static qn_conflict_proof drop_one_by_one(search *my, int *held, int *n, qn_status *s) {
  qn_conflict_proof proof = QN_CONFLICT_IRREDUCIBLE;
  for (int i = *n; i-- > 0 && !*s;) {
    const int out = held[i];
    memmove(held + i, held + i + 1, (size_t)(*n - 1 - i) * sizeof *held);
    const int is_conflict = conflicts(my, held, *n - 1, s);
    if (is_conflict == 1) {
      *n = keep_priced(my, held, *n - 1, &i);
      continue;
    }
    memmove(held + i + 1, held + i, (size_t)(*n - 1 - i) * sizeof *held);
    held[i] = out;
    if (is_conflict < 0) proof = QN_CONFLICT_SET;
  }
  return proof;
}

/* Looks for a conflict of fewer rules than the one held by hitting sets of the ways out; true when
 * held is a smallest one. */
static int make_smallest(search *my, qn_sets *ways, int *held, int *n, qn_status *s) {
  int hit[MOST_SET];
  if (*n > MOST_SET) return 0;
  for (int k = 0; k < MOST_ROUNDS && !*s; k++) {
    const int size = qn_hitting_set(hit, *n - 1, ways, HITTING_STEPS);
    if (size == QN_HITTING_NONE) return 1;
    if (size < 0) return 0;
    const int is_conflict = conflicts(my, hit, size, s);
    if (*s || is_conflict < 0) return 0;
    if (is_conflict) {
      memcpy(held, hit, (size_t)size * sizeof *held);
      *n = size;
      return 1;
    }
    const int more = gives_way(my, my->set, hit, size, s);
    if (*s || more <= 0) return 0;
    *s = qn_sets_add(ways, my->set, (size_t)more);
  }
  return 0;
}

static qn_status find_set(search *my, const int *least, int n_least) {
  qn_sets ways = {0};
  const double now = qn_clock(), all_s = my->until_s;
  int *held = malloc(((size_t)my->n + 1) * sizeof *held), n = 0;
  qn_status s = held ? qn_sets_add(&ways, least, (size_t)n_least) : QN_ENOMEM;
  my->until_s = now + SHARE_OF_SET * (all_s - now);
  if (!s && !my->out->is_integer) n = take_priced(my, held, &s);
  if (!s && n <= 0) n = collect(my, &ways, held, &s);
  if (!s && n > 0) my->out->proof = drop_one_by_one(my, held, &n, &s);
  if (!s && my->out->proof == QN_CONFLICT_IRREDUCIBLE && make_smallest(my, &ways, held, &n, &s))
    my->out->proof = QN_CONFLICT_SMALLEST;
  if (!s && n > 0) s = keep_conflict(my, held, n);
  my->until_s = all_s;
  qn_sets_clear(&ways);
  free(held);
  return s;
}

/* ---- the whole ---- */

static void list_elements(search *my, int (*is_element)(const qn_model_row *)) {
  my->n = 0;
  for (size_t r = (size_t)my->m->n_block; r < my->m->n_row; r++)
    if (is_element(&my->m->rows[r])) my->element[my->n++] = r;
}

/* Loads first: with all rules free, can all be served? Then the elements are the rules. */
static qn_status choose_elements(search *my, int *is_known) {
  qn_status s = QN_OK;
  list_elements(my, qn_loose_is_load);
  my->out->is_load = 1;
  const int n = gives_way(my, my->set, NULL, 0, &s);
  *is_known = n >= 0;
  if (s || n != 0) return s;
  my->out->is_load = 0;
  list_elements(my, qn_loose_is_rule);
  return QN_OK;
}

static qn_status find_least(search *my, int *least, int *n_least) {
  qn_status s = QN_OK;
  *n_least = gives_way(my, least, NULL, 0, &s);
  if (s || *n_least < 0) return s;
  const qn_loose_answer *answer = qn_loose_answer_of(my->loose);
  my->out->state = *n_least ? QN_CONFLICT_STANDS : QN_CONFLICT_NONE;
  my->out->measure = answer->measure;
  my->out->least = answer->least;
  memcpy(my->x, answer->x, my->m->n_column * sizeof *my->x);
  return *n_least ? keep_way(my, least, *n_least) : QN_OK;
}

/* Within the least way, or within all rules, a plan is looked for. By the linear relaxation that
 * takes more than it says: the amounts become those of the plan. */
static qn_status check(search *my) {
  qn_conflict *c = my->out;
  if (c->is_load || (c->state == QN_CONFLICT_NONE && !c->is_integer)) return QN_OK;
  if (my->is_apart && my->is_planning) return QN_OK; /* one more model of such a region */
  if (c->is_integer) return qn_conflict_check(c, my->x, my->run);
  const qn_status s = qn_conflict_plan(c, my->run, my->until_s);
  if (s || !c->is_checked) return s;
  size_t n = 0;
  c->measure = 0;
  for (size_t i = 0; i < c->n; i++) {
    const qn_conflict_rule rule = c->rules[i];
    if (rule.way == 1) c->measure += rule.amount / qn_loose_basis(my->loose, rule.row);
    if (rule.way != 1 || rule.amount > 0) c->rules[n++] = rule;
  }
  c->n = n;
  return QN_OK;
}

static qn_status answer(search *my) {
  int is_known = 0, n_least = 0;
  int *least = malloc(((size_t)my->m->n_row + 1) * sizeof *least);
  qn_status s = least ? choose_elements(my, &is_known) : QN_ENOMEM;
  if (!s && is_known) s = find_least(my, least, &n_least);
  if (!s && n_least > 0) s = find_set(my, least, n_least);
  if (!s && n_least > 0) s = find_others(my, least, n_least);
  if (!s && n_least >= 0 && is_known) s = check(my);
  free(least);
  return s;
}

/* In whole choices, or by the linear relaxation. */
static qn_status look(search *my, int is_integer, double until_s) {
  const qn_loose_kind linear = my->is_apart ? QN_LOOSE_APART : QN_LOOSE_LINEAR;
  my->out->is_integer = is_integer;
  my->until_s = until_s;
  qn_status s =
      qn_loose_new(&my->loose, my->m, is_integer ? QN_LOOSE_WHOLE : linear, my->run, my->until_s);
  if (!s) s = answer(my);
  qn_loose_free(my->loose);
  my->loose = NULL;
  return s;
}

/* Few choices first as they are, many first by the relaxation; the other way where that does not
 * tell: whole choices that take too long, or a relaxation without a conflict. */
static qn_status look_by_size(search *my) {
  const int is_small = my->m->n_column <= QN_CONFLICT_WHOLE;
  const double now = qn_clock(), until_s = my->until_s;
  qn_status s = look(my, is_small, is_small ? now + SHARE_OF_WHOLE * (until_s - now) : until_s);
  if (!s && !is_small && my->out->state == QN_CONFLICT_NONE) my->out->state = QN_CONFLICT_UNKNOWN;
  if (s || my->out->state != QN_CONFLICT_UNKNOWN) return s;
  s = look(my, !is_small, until_s);
  if (!s && is_small && my->out->state == QN_CONFLICT_NONE) my->out->state = QN_CONFLICT_UNKNOWN;
  return s;
}

/* A block without any pathway stands for itself. */
static int name_block(search *my) {
  const qn_model *m = my->m;
  for (int b = 0; b < m->n_block; b++) {
    if (m->block_first[b] < m->block_first[b + 1]) continue;
    my->element[0] = (size_t)b;
    my->out->state = QN_CONFLICT_STANDS;
    my->out->is_integer = my->out->is_load = 1;
    return 1;
  }
  return 0;
}

static qn_status search_model(search *my, qn_conflict_how how) {
  my->element = malloc((my->m->n_row + 1) * sizeof *my->element);
  my->role = malloc((my->m->n_row + 1) * sizeof *my->role);
  my->set = malloc((my->m->n_row + 1) * sizeof *my->set);
  my->x = malloc((my->m->n_column + 1) * sizeof *my->x);
  if (!my->element || !my->role || !my->set || !my->x) return QN_ENOMEM;
  if (name_block(my)) {
    my->out->proof = QN_CONFLICT_SMALLEST;
    return keep_conflict(my, &(int){0}, 1);
  }
  my->is_apart = how == QN_CONFLICT_BY_PARTS || my->m->first_source > QN_CONFLICT_UNITS_WHOLE;
  my->is_planning = how == QN_CONFLICT_BY_LINEAR;
  if (how == QN_CONFLICT_BY_SIZE && !my->is_apart) return look_by_size(my);
  const qn_status s = look(my, 0, my->until_s);
  if (!s && my->out->state == QN_CONFLICT_NONE) my->out->state = QN_CONFLICT_UNKNOWN;
  return s;
}

static int by_way(const void *a, const void *b) {
  const qn_conflict_rule *x = a, *y = b;
  if (x->way != y->way) return x->way < y->way ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

qn_status qn_conflict_find(qn_conflict **out, const qn_context *context, qn_conflict_how how,
                           qn_run *run, double seconds) {
  const double began = qn_clock();
  qn_conflict *c = calloc(1, sizeof *c);
  if (!c) return QN_ENOMEM;
  qn_status s = qn_model_new_open(&c->model, context, run);
  search my = {.out = c, .m = c->model, .run = run, .until_s = began + seconds};
  if (!s) s = search_model(&my, how);
  free(my.element);
  free(my.role);
  free(my.set);
  free(my.x);
  if (c->n) qsort(c->rules, c->n, sizeof *c->rules, by_way);
  c->seconds = qn_clock() - began;
  if (s)
    qn_conflict_free(c);
  else
    *out = c;
  return s;
}

void qn_conflict_free(qn_conflict *conflict) {
  if (!conflict) return;
  qn_model_free(conflict->model);
  free(conflict->rules);
  free(conflict);
}

qn_status qn_conflict_ask(qn_plan **out, const qn_case *region, const qn_demand *demand,
                          qn_run *run) {
  qn_plan *p;
  const qn_status made = qn_plan_blank(&p);
  if (made) return made;
  if (run->started_s == 0) run->started_s = qn_clock();
  qn_status s = qn_context_new(&p->context, region, demand);
  if (!s)
    s = qn_conflict_find(&p->conflict, p->context, QN_CONFLICT_BY_SIZE, run, qn_run_left(run));
  if (!s) p->model = p->conflict->model;
  if (!s && p->conflict->state == QN_CONFLICT_STANDS) p->status = QN_PLAN_INFEASIBLE;
  p->seconds = qn_clock() - run->started_s;
  if (s)
    qn_plan_free(p);
  else
    *out = p;
  return s;
}
