/* Table conflict: the rules that cannot be held together and the ways out, in the planner's words.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plan/conflict.h"
#include "plan/family.h"
#include "plan/loose.h"
#include "plan/tables_text.h"

/* ---- numbers ---- */

/* Rounded up to four digits, of things that are counted to whole ones: a little less would not do.
 */
static double rounded_up(double value, int is_whole) {
  if (!(value > 0)) return 0;
  const double step = fmax(pow(10, floor(log10(value)) - 3), is_whole ? 1 : 0);
  return ceil(value / step * (1 - 1e-9)) * step;
}

enum { HANDY_DIGITS = 4 };

/* "180万m3", "1.8 million m3". */
static const char *handy(const qn_tables_work *w, double value, const char *unit) {
  static const struct {
    double from;
    const char *words[2];
  } sizes[] = {{1e9, {NULL, " billion"}},
               {1e8, {"亿", NULL}},
               {1e6, {NULL, " million"}},
               {1e4, {"万", NULL}}};
  char number[32];
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    const char *word = sizes[i].words[w->english ? 1 : 0];
    if (!word || fabs(value) < sizes[i].from) continue;
    return qn_tables_say(w, w->english ? "%s%s %s" : "%s%s%s",
                         qn_real_round(number, value / sizes[i].from, HANDY_DIGITS), word, unit);
  }
  return qn_tables_say(w, w->english ? "%s %s" : "%s%s", qn_real_round(number, value, HANDY_DIGITS),
                       unit);
}

/* ---- a rule in words ---- */

static const char *id_of(const qn_tables_work *w, const qn_model_row *row) {
  const int table = row->family->table;
  if (table < 0 || row->row < 0) return NULL;
  return qn_rule_text(w->region, table, row->row, "id");
}

/* A unit, source, project or trunk by its name. */
static const char *block_name(const qn_tables_work *w, const qn_model *m, int block) {
  const qn_case *c = w->region;
  const struct {
    int first, table;
  } kinds[] = {{m->first_trunk, QN_T_trunks},
               {m->first_project, QN_T_projects},
               {m->first_source, QN_T_sources},
               {0, QN_T_units}};
  size_t i = 0;
  while (block < kinds[i].first) i++;
  const int row = kinds[i].table == QN_T_trunks ? m->trunk_of_block[block - m->first_trunk]
                                                : block - kinds[i].first;
  const char *name = qn_rule_text(c, kinds[i].table, row, "name");
  if (!name) name = qn_rule_text(c, kinds[i].table, row, "id");
  return name ? name : qn_name_of_area(c, c->trunks[row].i_area);
}

/* What the rule is called in its table, "" where that says nothing. */
static const char *own_name(const qn_tables_work *w, const qn_model_row *row) {
  const int table = row->family->table;
  if (table < 0 || row->row < 0) return "";
  if (table == QN_T_trunks) return w->region->trunks[row->row].network;
  return qn_rule_name(w->region, table, row->row, w->english, w->arena);
}

/* "2024年开鲁县天然气合同年供应量", "the annual quantity of 开鲁县 天然气合同 in 2024". */
static const char *rule_name(const qn_tables_work *w, const qn_model *m, size_t r) {
  const qn_model_row *row = &m->rows[r];
  if (r < (size_t)m->n_block) return block_name(w, m, (int)r);
  const char *name = own_name(w, row),
             *noun = w->english ? row->family->noun_en : row->family->noun_zh;
  const char *place =
      row->place >= 0 && row->place < w->region->n_areas ? w->region->areas[row->place].name : "";
  char year[16];
  snprintf(year, sizeof year, "%d", qn_timeline_year(&m->x->time, row->season));
  if (strstr(name, place)) place = ""; /* the name says where, or when */
  const int says_year = strstr(name, year) != NULL;
  const char *gap = *name && *place ? (w->english ? " " : "") : "";
  if (w->english)
    return qn_tables_say(w, "the %s%s%s of %s%s%s", says_year ? "" : year, says_year ? "" : " ",
                         noun, place, gap, name);
  return qn_tables_say(w, "%s%s%s%s%s%s", says_year ? "" : year, says_year ? "" : "年", place, gap,
                       name, noun);
}

/* A capacity is what is in service, a load what hangs there. */
static int has_limit(const qn_model_row *row) {
  return !qn_loose_is_load(row) && strcmp(row->family->id, "capacity") &&
         strcmp(row->family->id, "n_minus_1");
}

/* What it asks for: at least or at most so much. */
static const char *demand(const qn_tables_work *w, const qn_model_row *row, double limit,
                          const char *unit) {
  if (!has_limit(row)) return "";
  const char *fmt = row->sense == QN_AT_LEAST ? (w->english ? " (at least %s)" : "（不少于%s）")
                    : row->sense == QN_AT_MOST ? (w->english ? " (at most %s)" : "（不超过%s）")
                                               : (w->english ? " (%s)" : "（%s）");
  return qn_tables_say(w, fmt, handy(w, limit, unit));
}

/* ---- sentences ---- */

typedef struct {
  const char *name, *limit, *amount;
  int can_wait; /* what is missed can follow in a later season */
} said;

/* By what gives way: %s the rule, %s the amount. */
static const char *way_words(const qn_tables_work *w, const qn_model_row *row, const said *s) {
  const char *id = row->family->id;
  const int zh = !w->english;
  if (!strcmp(id, "target") && row->sense == QN_AT_LEAST)
    return qn_tables_say(w,
                         s->can_wait ? (zh ? "%s须降低%s（推迟到以后年份完成）"
                                           : "lower %s by %s (they may follow in a later season)")
                                     : (zh ? "%s须降低%s" : "lower %s by %s"),
                         s->name, s->amount);
  if (!strcmp(id, "target") || !strcmp(id, "build"))
    return qn_tables_say(w, zh ? "%s须提高%s" : "raise %s by %s", s->name, s->amount);
  if (!strcmp(id, "attached") || !strcmp(id, "joiners"))
    return qn_tables_say(w, zh ? "%s：有%s没有热源可供" : "%s: no source can serve %s", s->name,
                         s->amount);
  if (qn_loose_is_load(row))
    return qn_tables_say(w, zh ? "%s：在该年建不成" : "%s: it cannot be built by then", s->name);
  return qn_tables_say(w, zh ? "%s尚缺%s" : "%s is short by %s", s->name, s->amount);
}

/* The conflict is a single rule. */
static int is_alone(const qn_conflict *conflict) {
  int n = 0;
  for (size_t i = 0; i < conflict->n; i++) n += !conflict->rules[i].way;
  return n == 1;
}

static const char *rule_words(const qn_tables_work *w, size_t r, const said *s) {
  if (r < (size_t)w->plan->conflict->model->n_block)
    return qn_tables_say(w,
                         w->english ? "%s: nothing can become of it; the modes, years and places "
                                      "that are allowed leave no way"
                                    : "%s：没有任何去向，允许的方式、年份和条件中无一可行",
                         s->name);
  if (is_alone(w->plan->conflict))
    return qn_tables_say(w, w->english ? "%s%s: no plan can hold it" : "%s%s，任何方案都不能满足",
                         s->name, s->limit);
  return qn_tables_say(
      w, w->english ? "%s%s cannot be held with the others" : "%s%s，不能与其余规则同时满足",
      s->name, s->limit);
}

static const char *kind_words(const qn_tables_work *w, int way) {
  static const char *const words[][2] = {
      {"冲突规则", "conflict"}, {"最小放宽", "relaxation"}, {"另一办法", "alternative"}};
  return words[way < 2 ? way : 2][w->english ? 1 : 0];
}

/* Seasons after it are left in which a unit could follow. */
static int can_wait(const qn_model *m, const qn_model_row *row) {
  return row->season >= 0 && row->season + 1 < m->n;
}

/* What the rule counts in here; storage is a share of the use that its row holds. */
static const char *rule_unit(const qn_tables_work *w, const qn_model_row *row, double *factor) {
  static const char *const base[][2] = {[QN_CLEAN_AREA] = {"m2", "m2"},
                                        [QN_CLEAN_HOUSEHOLDS] = {"户", "households"},
                                        [QN_MODE_AREA] = {"m2", "m2"},
                                        [QN_MODE_HOUSEHOLDS] = {"户", "households"},
                                        [QN_UPGRADED_HOUSEHOLDS] = {"户", "households"},
                                        [QN_RETROFIT_AREA] = {"m2", "m2"},
                                        [QN_COAL_REMOVED] = {"t", "t"},
                                        [QN_EMISSION] = {"kg", "kg"},
                                        [QN_CLOSED_TPH] = {"t/h", "t/h"},
                                        [QN_ULTRA_LOW_TPH] = {"t/h", "t/h"},
                                        [QN_PIPE_KM] = {"km", "km"},
                                        [QN_STATIONS] = {"座", "stations"}};
  const char *unit = qn_row_unit(w, row, factor);
  if (!strcmp(row->family->id, "storage")) {
    const qn_supply *supply = &w->region->supplies[row->row];
    *factor = 1 / (supply->duty_share + supply->duty_days / 365);
  }
  if ((!unit || !*unit) && !strcmp(row->family->id, "target"))
    unit = base[w->region->targets[row->row].metric][w->english ? 1 : 0];
  if (unit && !strcmp(unit, "household")) return w->english ? "households" : "户";
  return unit ? unit : "";
}

static int is_whole(const char *unit) {
  return !strcmp(unit, "户") || !strcmp(unit, "households");
}

static void fill(qn_conflict_row *out, const qn_tables_work *w, const qn_conflict_rule *rule) {
  const qn_model *m = w->plan->conflict->model;
  const qn_model_row *row = &m->rows[rule->row];
  double factor;
  const char *unit = rule_unit(w, row, &factor);
  const double amount = rounded_up(rule->amount / factor, is_whole(unit));
  const said s = {.name = rule_name(w, m, rule->row),
                  .limit = demand(w, row, row->rhs / factor, unit),
                  .amount = handy(w, amount, unit),
                  .can_wait = can_wait(m, row)};
  *out = (qn_conflict_row){
      .kind = kind_words(w, rule->way),
      .way = rule->way,
      .family = row->family->id,
      .id = id_of(w, row),
      .name = s.name,
      .season = row->season < 0 ? QN_NO_INT : qn_timeline_year(&m->x->time, row->season),
      .limit = has_limit(row) && rule->row >= (size_t)m->n_block ? row->rhs / factor : NAN,
      .amount = rule->way ? rule->amount / factor : NAN,
      .unit = unit,
      .words = rule->way ? way_words(w, row, &s) : rule_words(w, rule->row, &s)};
}

qn_status qn_tabulate_conflict(qn_rows *rows, qn_tables_work *work) {
  const qn_conflict *conflict = work->plan->conflict;
  if (!conflict || !conflict->n) return QN_OK;
  qn_conflict_row *at = qn_arena_array(work->arena, conflict->n, sizeof *at);
  if (!at) return QN_ENOMEM;
  for (size_t i = 0; i < conflict->n; i++) fill(&at[i], work, &conflict->rules[i]);
  rows->at = at;
  rows->count = conflict->n;
  return QN_OK;
}
