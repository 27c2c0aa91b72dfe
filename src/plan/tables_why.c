#include "plan/tables_why.h"

#include <math.h>
#include <stdlib.h>

#include "base/team.h"
#include "plan/family.h"

static const char *mode_name(const qn_tables_work *w, int mode) {
  return mode < 0 ? NULL : w->region->modes[mode].name;
}

static int year_of(const qn_tables_work *w, int season) {
  return season < 0 ? QN_NO_INT : qn_timeline_year(&w->x->time, season);
}

typedef QN_ARRAY(qn_way_row) way_rows;
typedef QN_ARRAY(qn_way_take_row) take_rows;
typedef QN_ARRAY(qn_way_flip_row) flip_rows;

/* How a row of the model is told; name NULL where nobody asked for it yet. */
typedef struct {
  const char *name, *unit;
  double factor; /* by which numbers are divided to be in the unit */
} row_words;

/* What is told so far, of one unit or of many. */
typedef struct {
  way_rows ways;
  take_rows takes;
  flip_rows flips;
  row_words *rows; /* [n_row of the model] */
  const qn_tables_work *work;
} book;

static const row_words *words_of(book *b, const qn_model *m, size_t row) {
  row_words *at = &b->rows[row];
  if (at->name) return at;
  qn_text words = {0};
  qn_row_words(&words, m, row, b->work->english);
  at->name = qn_arena_text(b->work->arena, qn_text_str(&words));
  at->unit = qn_row_unit(b->work, &m->rows[row], &at->factor);
  qn_text_clear(&words);
  return at;
}

/* Marks the ways to be told. */
static void select_ways(unsigned char *is_told, const qn_why *why, size_t most) {
  size_t told = 0, cheapest = 0;
  for (size_t i = 0; i < why->n_way; i++)
    if (why->ways[i].own_cny < why->ways[cheapest].own_cny) cheapest = i;
  if (most) is_told[cheapest] = 1, told = 1;
  for (size_t i = 0; i < why->n_way; i++) {
    int is_first = 1;
    for (size_t k = 0; k < i && is_first; k++)
      is_first = why->ways[k].path.mode != why->ways[i].path.mode;
    if (why->ways[i].share > 0)
      is_told[i] = 1;
    else if (is_first && told < most && !is_told[i])
      is_told[i] = 1, told++;
  }
}

static qn_status add_way(book *b, const qn_why *why, size_t i) {
  const qn_way *way = &why->ways[i];
  const qn_tables_work *w = b->work;
  qn_way_row *row = QN_PUSH(&b->ways);
  if (!row) return QN_ENOMEM;
  *row = (qn_way_row){.unit = w->region->units[why->unit].id,
                      .rank = (int)i + 1,
                      .mode = w->region->modes[way->path.mode].id,
                      .mode_name = mode_name(w, way->path.mode),
                      .season = year_of(w, way->path.season),
                      .retrofit = way->path.level,
                      .interim = way->path.interim,
                      .share = way->share,
                      .own_cny = way->own_cny,
                      .household_cny = way->paid_cny[QN_PAY_HOUSEHOLD],
                      .company_cny = way->paid_cny[QN_PAY_COMPANY],
                      .central_cny = way->paid_cny[QN_PAY_CENTRAL],
                      .province_cny = way->paid_cny[QN_PAY_PROVINCE],
                      .prefecture_cny = way->paid_cny[QN_PAY_PREFECTURE],
                      .county_cny = way->paid_cny[QN_PAY_COUNTY],
                      .other_cny = way->other_cny,
                      .limits_cny = way->limits_cny,
                      .together_cny = qn_way_total_cny(way),
                      .margin_cny = qn_way_margin_cny(why, way)};
  return QN_OK;
}

/* What the way takes, and what the chosen one takes that it does not. */
static qn_status add_takes(book *b, const qn_why *why, size_t i) {
  const qn_way *way = &why->ways[i], *chosen = &why->ways[why->chosen];
  const qn_way *const sides[] = {way, chosen};
  const qn_tables_work *w = b->work;
  for (int side = 0; side < 2; side++)
    for (size_t k = 0; k < sides[side]->n_take; k++) {
      const qn_way_take *take = &sides[side]->takes[k];
      const qn_model_row *row = &why->model->rows[take->row];
      if (side && (way == chosen || qn_way_takes(way, take->row) != 0)) continue;
      qn_way_take_row *out = QN_PUSH(&b->takes);
      if (!out) return QN_ENOMEM;
      const row_words *words = words_of(b, why->model, take->row);
      *out = (qn_way_take_row){.unit = w->region->units[why->unit].id,
                               .rank = (int)i + 1,
                               .family = row->family->id,
                               .name = words->name,
                               .season = year_of(w, row->season),
                               .take = side ? 0 : take->take / words->factor,
                               .chosen_take = qn_way_takes(chosen, take->row) / words->factor,
                               .unit_of = words->unit,
                               .price_cny = fabs(why->price[take->row]) * words->factor,
                               .charge_cny = side ? 0 : take->charge_cny};
    }
  return QN_OK;
}

enum { MOST_FLIPS = 8 };

static qn_status add_flip(book *b, const qn_why *why, int rank, const qn_flip *flip) {
  static const char *const kinds[] = {"cost", "carrier", "limit"};
  const qn_case *c = b->work->region;
  qn_way_flip_row *row = QN_PUSH(&b->flips);
  double factor = 1;
  qn_text of = {0};
  if (!row) return QN_ENOMEM;
  *row = (qn_way_flip_row){.unit = c->units[why->unit].id,
                           .rank = rank,
                           .kind = kinds[flip->kind],
                           .season = QN_NO_INT,
                           .unit_of = "CNY"};
  if (flip->kind == QN_FLIP_CARRIER) {
    row->name = c->carriers[flip->of].name;
    qn_text_addf(&of, "CNY/%s", c->carriers[flip->of].unit);
  } else if (flip->kind == QN_FLIP_ROW) {
    const row_words *words = words_of(b, why->model, flip->of);
    factor = words->factor;
    row->name = words->name;
    row->season = year_of(b->work, why->model->rows[flip->of].season);
    qn_text_addf(&of, *words->unit ? "CNY/%s" : "CNY%s", words->unit);
  }
  if (of.length) row->unit_of = qn_arena_text(b->work->arena, of.bytes);
  qn_text_clear(&of);
  row->from_value = flip->from * factor;
  row->to_value = flip->to * factor;
  return QN_OK;
}

static qn_status add_flips(book *b, const qn_why *why, size_t i, size_t most) {
  qn_flip flips[MOST_FLIPS];
  const size_t n = qn_why_flips(why, &why->ways[i], flips, most < MOST_FLIPS ? most : MOST_FLIPS);
  qn_status s = QN_OK;
  for (size_t k = 0; k < n && !s; k++) s = add_flip(b, why, (int)i + 1, &flips[k]);
  return s;
}

static qn_status add_unit(book *b, const qn_why *why, qn_why_extent extent) {
  unsigned char *is_told = calloc(why->n_way + 1, 1);
  qn_status s = is_told ? QN_OK : QN_ENOMEM;
  if (!s) select_ways(is_told, why, extent.ways);
  for (size_t i = 0; i < why->n_way && !s; i++) {
    if (!is_told[i]) continue;
    s = add_way(b, why, i);
    if (!s) s = add_takes(b, why, i);
    if (!s) s = add_flips(b, why, i, extent.flips);
  }
  free(is_told);
  return s;
}

static qn_status open_book(book *b, const qn_model *model, const qn_tables_work *work) {
  *b = (book){.rows = calloc(model->n_row + 1, sizeof *b->rows), .work = work};
  return b->rows ? QN_OK : QN_ENOMEM;
}

/* Ends the book; s: how it went so far. */
static qn_status close_book(qn_why_tables *out, book *b, qn_status s) {
  qn_arena *arena = b->work->arena;
  *out = (qn_why_tables){
      {.table = &qn_ways_table}, {.table = &qn_way_takes_table}, {.table = &qn_way_flips_table}};
  free(b->rows);
  const struct {
    qn_rows *rows;
    void *at;
    size_t count;
  } parts[] = {{&out->ways, b->ways.at, b->ways.count},
               {&out->takes, b->takes.at, b->takes.count},
               {&out->flips, b->flips.at, b->flips.count}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (s)
      free(parts[i].at);
    else
      s = qn_rows_take(parts[i].rows, arena, parts[i].at, parts[i].count);
  }
  return s;
}

qn_status qn_why_tabulate(qn_why_tables *out, const qn_why *why, qn_why_extent extent,
                          const qn_tables_work *work) {
  book b;
  qn_status s = open_book(&b, why->model, work);
  if (!s) s = add_unit(&b, why, extent);
  return close_book(out, &b, s);
}

/* ---- all units ---- */

/* Units whose pathways stand in the model at the same time: enough that its threads have work, few
 * enough that they need no memory to speak of. */
enum { TOGETHER = 256 };

/* Choices in the order of units, and how many of them are passed. */
typedef struct {
  const qn_unit_choice *at;
  size_t n, next;
} choice_run;

/* The units of a run, each with its choices and, when it is made, why it gets them. */
typedef struct {
  const qn_model *model;
  const double *price;
  int first, n, n_part;
  const qn_unit_choice *choices[TOGETHER];
  size_t n_choice[TOGETHER];
  qn_why *why[TOGETHER];
  qn_status status[TOGETHER];
  qn_run *runs; /* [n_part] each with findings of its own */
} unit_run;

static void make_part(void *who, int part) {
  unit_run *r = who;
  qn_unit_work *work = NULL;
  const size_t end = qn_team_first((size_t)r->n, part + 1, r->n_part);
  const qn_status s = qn_unit_work_new(&work, r->model->x);
  for (size_t i = qn_team_first((size_t)r->n, part, r->n_part); i < end; i++) {
    if (s) r->status[i] = s;
    if (s || !r->n_choice[i]) continue; /* nothing was planned for it */
    r->status[i] = qn_why_make(&r->why[i], r->model, r->first + (int)i, r->price, r->choices[i],
                               r->n_choice[i], work, &r->runs[part]);
  }
  qn_unit_work_free(work);
}

/* Runs of the parts, each with findings of its own; NULL when memory is out. */
static qn_run *runs_of(const qn_run *run, int n_part) {
  qn_run *runs = calloc((size_t)n_part, sizeof *runs);
  int failed = !runs;
  for (int p = 0; p < n_part && runs; p++) {
    runs[p] = *run;
    runs[p].findings = qn_findings_new();
    failed = failed || !runs[p].findings;
  }
  if (!failed) return runs;
  for (int p = 0; p < n_part && runs; p++) qn_findings_free(runs[p].findings);
  free(runs);
  return NULL;
}

static void end_runs(qn_run *runs, int n_part, qn_findings *findings) {
  for (int p = 0; p < n_part && runs; p++) {
    qn_findings_append(findings, runs[p].findings);
    qn_findings_free(runs[p].findings);
  }
  free(runs);
}

static qn_status add_run(book *b, unit_run *r, choice_run *choices, qn_why_extent extent) {
  qn_run *run = b->work->run;
  for (int i = 0; i < r->n; i++) {
    const size_t begin = choices->next;
    while (choices->next < choices->n && choices->at[choices->next].unit == r->first + i)
      choices->next++;
    r->choices[i] = choices->at + begin, r->n_choice[i] = choices->next - begin;
    r->why[i] = NULL, r->status[i] = QN_OK;
  }
  r->n_part = qn_team_size(run);
  r->runs = runs_of(run, r->n_part);
  qn_status s = r->runs ? QN_OK : QN_ENOMEM;
  if (!s) qn_team_work(r->n_part, make_part, r);
  end_runs(r->runs, r->n_part, run->findings);
  for (int i = 0; i < r->n; i++) {
    if (!s) s = r->status[i];
    if (!s && r->why[i]) s = add_unit(b, r->why[i], extent);
    qn_why_free(r->why[i]);
  }
  return s;
}

qn_status qn_why_tabulate_all(qn_why_tables *out, qn_model *model, const double *price,
                              const qn_unit_choice *choices, size_t n_choice, qn_why_extent extent,
                              const qn_tables_work *work) {
  const int n_unit = work->region->n_units;
  choice_run run = {choices, n_choice, 0};
  unit_run *units = calloc(1, sizeof *units);
  qn_run quiet = *work->run; /* what is found while building was told when the plan was made */
  quiet.findings = qn_findings_new();
  book b;
  qn_status s = open_book(&b, model, work);
  if (!s && (!quiet.findings || !units)) s = QN_ENOMEM;
  for (int first = 0; first < n_unit && !s; first += TOGETHER) {
    const int end = first + TOGETHER < n_unit ? first + TOGETHER : n_unit;
    s = qn_model_turn_to(model, first, end, &quiet);
    if (s) break;
    *units = (unit_run){.model = model, .price = price, .first = first, .n = end - first};
    s = add_run(&b, units, &run, extent);
  }
  free(units);
  qn_findings_free(quiet.findings);
  return close_book(out, &b, s);
}
