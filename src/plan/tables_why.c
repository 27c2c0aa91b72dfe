#include "plan/tables_why.h"

#include <math.h>

#include "plan/family.h"

static const char *mode_name(const qn_tables_work *w, int mode) {
  return mode < 0 ? NULL : w->region->modes[mode].name;
}

static int year_of(const qn_tables_work *w, int season) {
  return season < 0 ? QN_NO_INT : qn_timeline_year(&w->x->time, season);
}

static const char *row_name(const qn_tables_work *w, const qn_model *m, size_t row) {
  qn_text words = {0};
  qn_row_words(&words, m, row, w->english);
  const char *out = qn_arena_text(w->arena, qn_text_str(&words));
  qn_text_clear(&words);
  return out;
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

static void add_way(qn_rows *rows, const qn_why *why, size_t i, const qn_tables_work *w) {
  const qn_way *way = &why->ways[i];
  ((qn_way_row *)rows->at)[rows->count++] =
      (qn_way_row){.unit = w->region->units[why->unit].id,
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
}

typedef QN_ARRAY(qn_way_take_row) take_rows;
typedef QN_ARRAY(qn_way_flip_row) flip_rows;

/* What the way takes, and what the chosen one takes that it does not. */
static qn_status add_takes(take_rows *rows, const qn_why *why, size_t i, const qn_tables_work *w) {
  const qn_way *way = &why->ways[i], *chosen = &why->ways[why->chosen];
  const qn_way *const sides[] = {way, chosen};
  for (int side = 0; side < 2; side++)
    for (size_t k = 0; k < sides[side]->n_take; k++) {
      const qn_way_take *take = &sides[side]->takes[k];
      const qn_model_row *row = &why->model->rows[take->row];
      double factor;
      if (side && (way == chosen || qn_way_takes(way, take->row) != 0)) continue;
      qn_way_take_row *out = QN_PUSH(rows);
      if (!out) return QN_ENOMEM;
      const char *unit = qn_row_unit(w, row, &factor);
      *out = (qn_way_take_row){.unit = w->region->units[why->unit].id,
                               .rank = (int)i + 1,
                               .family = row->family->id,
                               .name = row_name(w, why->model, take->row),
                               .season = year_of(w, row->season),
                               .take = side ? 0 : take->take / factor,
                               .chosen_take = qn_way_takes(chosen, take->row) / factor,
                               .unit_of = unit,
                               .price_cny = fabs(why->price[take->row]) * factor,
                               .charge_cny = side ? 0 : take->charge_cny};
    }
  return QN_OK;
}

enum { MOST_FLIPS = 8 };

static qn_status add_flips(flip_rows *rows, const qn_why *why, size_t i, size_t most,
                           const qn_tables_work *w) {
  static const char *const kinds[] = {"cost", "carrier", "limit"};
  qn_flip flips[MOST_FLIPS];
  const qn_case *c = w->region;
  const size_t n = qn_why_flips(why, &why->ways[i], flips, most < MOST_FLIPS ? most : MOST_FLIPS);
  for (size_t k = 0; k < n; k++) {
    const qn_flip *flip = &flips[k];
    qn_way_flip_row *row = QN_PUSH(rows);
    if (!row) return QN_ENOMEM;
    double factor = 1;
    *row = (qn_way_flip_row){.unit = c->units[why->unit].id,
                             .rank = (int)i + 1,
                             .kind = kinds[flip->kind],
                             .season = QN_NO_INT,
                             .unit_of = "CNY"};
    qn_text of = {0};
    if (flip->kind == QN_FLIP_CARRIER) {
      row->name = c->carriers[flip->of].name;
      qn_text_addf(&of, "CNY/%s", c->carriers[flip->of].unit);
    } else if (flip->kind == QN_FLIP_ROW) {
      const qn_model_row *at = &why->model->rows[flip->of];
      const char *unit = qn_row_unit(w, at, &factor);
      row->name = row_name(w, why->model, flip->of);
      row->season = year_of(w, at->season);
      qn_text_addf(&of, *unit ? "CNY/%s" : "CNY%s", unit);
    }
    if (of.length) row->unit_of = qn_arena_text(w->arena, of.bytes);
    qn_text_clear(&of);
    row->from_value = flip->from * factor;
    row->to_value = flip->to * factor;
  }
  return QN_OK;
}

qn_status qn_why_tabulate(qn_why_tables *out, const qn_why *why, size_t most, size_t flips,
                          const qn_tables_work *work) {
  unsigned char *is_told = qn_arena_array(work->arena, why->n_way + 1, 1);
  qn_way_row *ways = qn_arena_array(work->arena, why->n_way + 1, sizeof *ways);
  take_rows takes = {0};
  flip_rows changes = {0};
  if (!is_told || !ways) return QN_ENOMEM;
  *out = (qn_why_tables){{.table = &qn_ways_table, .at = ways},
                         {.table = &qn_way_takes_table},
                         {.table = &qn_way_flips_table}};
  select_ways(is_told, why, most);
  qn_status s = QN_OK;
  for (size_t i = 0; i < why->n_way && !s; i++) {
    if (!is_told[i]) continue;
    add_way(&out->ways, why, i, work);
    s = add_takes(&takes, why, i, work);
    if (!s) s = add_flips(&changes, why, i, flips, work);
  }
  if (s) {
    free(takes.at);
    free(changes.at);
    return s;
  }
  s = qn_rows_take(&out->takes, work->arena, takes.at, takes.count);
  if (s) return free(changes.at), s;
  return qn_rows_take(&out->flips, work->arena, changes.at, changes.count);
}
