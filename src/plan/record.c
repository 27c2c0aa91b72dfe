/* Rows are kept by number: the case is kept beside them as it was read, so that numbers mean the
 * same again. */
#include "plan/record.h"

#include <stdio.h>
#include <string.h>

#include "plan/family.h"
#include "plan/tables.h"

enum kind { UNIT, SOURCE, PROJECT, TRUNK, KINDS };
static const char *const kinds[KINDS] = {"unit", "source", "project", "trunk"};

static int year_or_none(int year) {
  return year > 0 ? year : QN_NO_INT;
}

/* ---- from a plan ---- */

static qn_choice_row unit_row(const qn_case *c, const qn_unit_choice *u) {
  return (qn_choice_row){
      kinds[UNIT],           u->unit + 1, c->units[u->unit].id, c->modes[u->mode].id,
      year_or_none(u->year), u->level,    u->interim,           u->share};
}

static qn_status take_choices(qn_rows *out, const qn_plan *p, qn_arena *arena) {
  const qn_case *c = p->context->region;
  const qn_decision *d = &p->decision;
  QN_ARRAY(qn_choice_row) rows = {0};
  const size_t n = d->n_unit + (size_t)c->n_sources + (size_t)c->n_projects + (size_t)c->n_trunks;
  for (size_t i = 0; i < n; i++) {
    qn_choice_row *row = QN_PUSH(&rows);
    if (!row) {
      free(rows.at);
      return QN_ENOMEM;
    }
    int k = (int)(i - d->n_unit);
    if (i < d->n_unit) {
      *row = unit_row(c, &d->units[i]);
    } else if (k < c->n_sources) {
      const qn_source_choice *s = &d->sources[k];
      *row = (qn_choice_row){.kind = kinds[SOURCE],
                             .row = k + 1,
                             .id = c->sources[k].id,
                             .season = s->option < 0 ? QN_NO_INT : s->year,
                             .share = 1};
      char option[16];
      snprintf(option, sizeof option, "%d", s->option + 1);
      row->option = s->option < 0 ? NULL : qn_arena_text(arena, option);
    } else if ((k -= c->n_sources) < c->n_projects) {
      *row = (qn_choice_row){.kind = kinds[PROJECT],
                             .row = k + 1,
                             .id = c->projects[k].id,
                             .season = year_or_none(d->projects[k]),
                             .share = 1};
    } else {
      k -= c->n_projects;
      *row = (qn_choice_row){.kind = kinds[TRUNK],
                             .row = k + 1,
                             .id = c->trunks[k].area,
                             .option = c->trunks[k].network,
                             .season = year_or_none(d->trunks[k]),
                             .share = 1};
    }
  }
  return qn_rows_take(out, arena, rows.at, rows.count);
}

static qn_status take_prices(qn_rows *out, const qn_plan *p, int english, qn_arena *arena) {
  const qn_model *m = p->model;
  QN_ARRAY(qn_row_price) rows = {0};
  qn_status s = QN_OK;
  for (size_t r = (size_t)m->n_block; r < m->n_row && !s; r++) {
    const qn_model_row *row = &m->rows[r];
    if (p->price[r] == 0) continue;
    qn_text words = {0};
    s = qn_row_words(&words, m, r, english);
    qn_row_price *price = s ? NULL : QN_PUSH(&rows);
    if (!s && !price) s = QN_ENOMEM;
    if (price)
      *price = (qn_row_price){
          (int)r + 1,
          row->family->id,
          row->row < 0 ? QN_NO_INT : row->row + 1,
          row->season < 0 ? QN_NO_INT : qn_timeline_year(&p->context->time, row->season),
          p->price[r],
          qn_arena_text(arena, qn_text_str(&words))};
    qn_text_clear(&words);
  }
  return s ? (free(rows.at), s) : qn_rows_take(out, arena, rows.at, rows.count);
}

qn_status qn_record_plan(qn_rows *choices, qn_rows *prices, const qn_plan *plan, int english,
                         qn_arena *arena) {
  *choices = (qn_rows){.table = &qn_choices_table};
  *prices = (qn_rows){.table = &qn_row_prices_table};
  const qn_status s = take_choices(choices, plan, arena);
  return s ? s : take_prices(prices, plan, english, arena);
}

/* ---- back again ---- */

static qn_status misfit(const qn_rows *rows, size_t i, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const qn_status s =
      qn_fail(findings, QN_EINPUT, QN_N_("this row does not fit the case kept with the plan"));
  qn_locate(findings, mark, qn_row_place(rows, i, NULL));
  return s;
}

static int mode_of(const qn_case *c, const char *id) {
  for (int k = 0; id && k < c->n_modes; k++)
    if (!strcmp(c->modes[k].id, id)) return k;
  return -1;
}

static int kind_of(const qn_choice_row *row) {
  for (int k = 0; row->kind && k < KINDS; k++)
    if (!strcmp(row->kind, kinds[k])) return k;
  return KINDS;
}

/* Whether the row's number lies in its table. */
static int is_in_table(const qn_case *c, const qn_choice_row *row, int kind) {
  const int most[KINDS] = {c->n_units, c->n_sources, c->n_projects, c->n_trunks};
  return kind < KINDS && row->row >= 1 && row->row <= most[kind];
}

static int unit_of(qn_unit_choice *out, const qn_case *c, const qn_choice_row *row) {
  const int year = row->season == QN_NO_INT ? 0 : row->season;
  *out = (qn_unit_choice){.unit = row->row - 1,
                          .mode = mode_of(c, row->option),
                          .year = year,
                          .level = row->retrofit == QN_NO_INT ? 0 : row->retrofit,
                          .interim = row->interim,
                          .share = row->share};
  return out->mode >= 0 && row->id && !strcmp(row->id, c->units[out->unit].id) && row->share > 0;
}

qn_status qn_record_unit(qn_unit_choice **out, size_t *n, const qn_rows *choices,
                         const qn_case *region, int unit, qn_arena *arena, qn_findings *findings) {
  const qn_choice_row *row = choices->at;
  *n = 0;
  *out = qn_arena_array(arena, choices->count + 1, sizeof **out);
  if (!*out) return QN_ENOMEM;
  for (size_t i = 0; i < choices->count; i++) {
    if (kind_of(&row[i]) != UNIT || row[i].row != unit + 1) continue;
    if (!unit_of(&(*out)[(*n)++], region, &row[i])) return misfit(choices, i, findings);
  }
  return QN_OK;
}

static int take_row(qn_decision *d, const qn_case *c, const qn_choice_row *row) {
  const int kind = kind_of(row), k = row->row - 1;
  const int year = row->season == QN_NO_INT ? 0 : row->season;
  double option = 0;
  if (!is_in_table(c, row, kind)) return 0;
  if (kind == UNIT) return unit_of(&d->units[d->n_unit++], c, row);
  if (kind == PROJECT) d->projects[k] = year;
  if (kind == TRUNK) d->trunks[k] = year;
  if (kind != SOURCE) return 1;
  if (row->option && !qn_real_parse(row->option, &option)) return 0;
  if (!(option >= 0 && option <= c->n_source_options)) return 0;
  d->sources[k] = (qn_source_choice){(int)option - 1, year};
  return 1;
}

qn_status qn_record_decision(qn_decision *out, const qn_rows *choices, const qn_case *region,
                             qn_arena *arena, qn_findings *findings) {
  const qn_case *c = region;
  *out = (qn_decision){
      .units = qn_arena_array(arena, choices->count + 1, sizeof *out->units),
      .sources = qn_arena_array(arena, (size_t)c->n_sources + 1, sizeof *out->sources),
      .projects = qn_arena_array(arena, (size_t)c->n_projects + 1, sizeof(int)),
      .trunks = qn_arena_array(arena, (size_t)c->n_trunks + 1, sizeof(int))};
  const size_t n_season = (size_t)(c->settings.horizon - c->settings.base_year);
  out->modules = qn_arena_array(arena, (size_t)c->n_supplies * n_season + 1, sizeof *out->modules);
  if (!out->units || !out->sources || !out->projects || !out->trunks || !out->modules)
    return QN_ENOMEM;
  for (int k = 0; k < c->n_sources; k++) out->sources[k].option = -1;
  const qn_choice_row *row = choices->at;
  for (size_t i = 0; i < choices->count; i++)
    if (!take_row(out, region, &row[i])) return misfit(choices, i, findings);
  return QN_OK;
}

qn_status qn_record_prices(double *price, const qn_rows *prices, const qn_model *model,
                           qn_findings *findings) {
  const qn_row_price *row = prices->at;
  memset(price, 0, model->n_row * sizeof *price);
  for (size_t i = 0; i < prices->count; i++) {
    const size_t r = (size_t)row[i].row - 1;
    if (row[i].row < 1 || r >= model->n_row) return misfit(prices, i, findings);
    const qn_model_row *at = &model->rows[r];
    const int of = row[i].of == QN_NO_INT ? -1 : row[i].of - 1;
    const int season =
        row[i].season == QN_NO_INT ? -1 : qn_timeline_season(&model->x->time, row[i].season);
    if (!row[i].family || strcmp(row[i].family, at->family->id) || of != at->row ||
        season != at->season)
      return misfit(prices, i, findings);
    price[r] = row[i].price_cny;
  }
  return QN_OK;
}
