#include "report/ways_data.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "result/why_tables.h"
#include "table/json.h"

/* Things that are written once, each with a number: found again by their text. */
typedef struct {
  qn_names names;
  size_t n;
  qn_text json; /* "[...],[...]" */
} list;

typedef struct {
  const qn_page_ways *from;
  qn_arena *arena; /* of the texts of lists */
  list modes, rules, changes;
  qn_text units, one;     /* one: scratch */
  size_t way, take, flip; /* the next rows */
} packing;

/* The number of what json says, a new one where it is new. */
static qn_status number_of(size_t *number, list *of, qn_arena *arena, const char *json) {
  *number = qn_names_find(&of->names, json);
  if (*number != QN_NO_INDEX) return QN_OK;
  const char *kept = qn_arena_text(arena, json);
  qn_status s = kept ? qn_names_add(&of->names, kept, of->n, NULL) : QN_ENOMEM;
  if (!s && of->n) s = qn_text_add(&of->json, ",\n");
  if (!s) s = qn_text_add(&of->json, kept);
  if (!s) *number = of->n++;
  return s;
}

static qn_status add_pair(qn_text *out, const char *first, const char *second) {
  qn_status s = qn_text_add(out, "[");
  if (!s) s = qn_json_string(out, first);
  if (!s) s = qn_text_add(out, ",");
  return s ? s : qn_json_string(out, second);
}

static qn_status number_pair(size_t *number, list *of, packing *p, const char *first,
                             const char *second) {
  p->one.length = 0;
  qn_status s = add_pair(&p->one, first, second);
  if (!s) s = qn_text_add(&p->one, "]");
  return s ? s : number_of(number, of, p->arena, p->one.bytes);
}

static qn_status number_rule(size_t *number, packing *p, const qn_way_take_row *take) {
  const double price = take->charge_cny * take->take < 0 ? -take->price_cny : take->price_cny;
  p->one.length = 0;
  qn_status s = add_pair(&p->one, take->family, take->name);
  if (!s && take->season == QN_NO_INT)
    s = qn_text_add(&p->one, ",null,");
  else if (!s)
    s = qn_text_addf(&p->one, ",%d,", take->season);
  if (!s) s = qn_json_string(&p->one, take->unit_of);
  if (!s) s = qn_text_addf(&p->one, ",%.9g]", price);
  return s ? s : number_of(number, &p->rules, p->arena, p->one.bytes);
}

/* ---- of one way ---- */

/* Nothing for 0, so that most payers cost a comma. */
static qn_status add_whole(qn_text *out, double value) {
  const double whole = round(value);
  return whole == 0 ? QN_OK : qn_text_addf(out, "%.0f", whole);
}

static qn_status add_head(packing *p, const qn_way_row *way) {
  const double money[] = {way->household_cny, way->company_cny,    way->central_cny,
                          way->province_cny,  way->prefecture_cny, way->county_cny,
                          way->other_cny,     way->limits_cny};
  const int marks[] = {way->season == QN_NO_INT ? 0 : way->season, way->retrofit, way->interim};
  size_t mode;
  qn_status s = number_pair(&mode, &p->modes, p, way->mode, way->mode_name);
  if (!s) s = qn_text_addf(&p->units, "%d,%zu", way->rank, mode);
  for (size_t i = 0; i < sizeof marks / sizeof *marks && !s; i++)
    s = marks[i] ? qn_text_addf(&p->units, ",%d", marks[i]) : qn_text_add(&p->units, ",");
  if (!s)
    s = way->share > 0 ? qn_text_addf(&p->units, ",%.4g", way->share) : qn_text_add(&p->units, ",");
  for (size_t i = 0; i < sizeof money / sizeof *money && !s; i++) {
    s = qn_text_add(&p->units, ",");
    if (!s) s = add_whole(&p->units, money[i]);
  }
  return s;
}

static int is_of(const char *unit, int rank, const qn_way_row *way) {
  return rank == way->rank && !strcmp(unit, way->unit);
}

static qn_status add_takes(packing *p, const qn_way_row *way) {
  qn_status s = qn_text_add(&p->units, "|");
  const char *between = "";
  for (; p->take < p->from->takes->count && !s; p->take++) {
    const qn_way_take_row *take = qn_row(p->from->takes, p->take);
    size_t rule;
    if (!is_of(take->unit, take->rank, way)) break;
    if (take->take == 0) continue; /* what only the chosen way takes stands there */
    s = number_rule(&rule, p, take);
    if (!s) s = qn_text_addf(&p->units, "%s%zu:%.6g", between, rule, take->take);
    between = ",";
  }
  return s;
}

static char mark_of(const char *kind) {
  return !strcmp(kind, "cost") ? 'c' : !strcmp(kind, "carrier") ? 'e' : 'l';
}

static qn_status add_flips(packing *p, const qn_way_row *way) {
  qn_status s = qn_text_add(&p->units, "|");
  const char *between = "";
  for (; p->flip < p->from->flips->count && !s; p->flip++) {
    const qn_way_flip_row *flip = qn_row(p->from->flips, p->flip);
    size_t change;
    if (!is_of(flip->unit, flip->rank, way)) break;
    s = qn_text_addf(&p->units, "%s%c", between, mark_of(flip->kind));
    between = ",";
    if (!s && flip->name) {
      s = number_pair(&change, &p->changes, p, flip->name, flip->unit_of);
      if (!s) s = qn_text_addf(&p->units, "%zu:%.6g:", change, flip->from_value);
    }
    if (!s) s = qn_text_addf(&p->units, "%.6g", flip->to_value);
  }
  return s;
}

/* All ways of the unit that the next row is of. */
static qn_status add_unit(packing *p) {
  const qn_rows *ways = p->from->ways;
  const char *unit = ((const qn_way_row *)qn_row(ways, p->way))->unit, *between = ":\"";
  qn_status s = p->way ? qn_text_add(&p->units, ",\n") : QN_OK;
  if (!s) s = qn_json_string(&p->units, unit);
  for (; p->way < ways->count && !s; p->way++) {
    const qn_way_row *way = qn_row(ways, p->way);
    if (strcmp(way->unit, unit) != 0) break;
    s = qn_text_add(&p->units, between);
    between = ";";
    if (!s) s = add_head(p, way);
    if (!s) s = add_takes(p, way);
    if (!s) s = add_flips(p, way);
  }
  return s ? s : qn_text_add(&p->units, "\"");
}

qn_status qn_ways_data(qn_text *out, const qn_page_ways *ways) {
  packing p = {.from = ways, .arena = qn_arena_new()};
  qn_status s = p.arena ? QN_OK : QN_ENOMEM;
  while (!s && p.way < ways->ways->count) s = add_unit(&p);
  if (!s)
    s = qn_text_addf(out, "{\"modes\":[%s],\n\"rules\":[%s],\n\"changes\":[%s],\n\"units\":{",
                     qn_text_str(&p.modes.json), qn_text_str(&p.rules.json),
                     qn_text_str(&p.changes.json));
  if (!s) s = qn_text_add(out, qn_text_str(&p.units));
  if (!s) s = qn_text_add(out, "}}");
  list *const lists[] = {&p.modes, &p.rules, &p.changes};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    qn_names_clear(&lists[i]->names);
    qn_text_clear(&lists[i]->json);
  }
  qn_text_clear(&p.units);
  qn_text_clear(&p.one);
  qn_arena_free(p.arena);
  return s;
}
