/* Areas and the stations of their prefectures (data/prefectures.csv, data/climate). */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "generate/maker.h"
#include "table/plain_csv.h"

enum { PREFECTURE_CODE, PREFECTURE_LON = 3, PREFECTURE_LAT, PREFECTURE_STATION, PREFECTURE_CELLS };

typedef struct {
  const char *code, *station;
  double lon, lat;
} seat;

typedef struct {
  qn_maker *m;
  QN_ARRAY(seat) seats;
} seat_list;

static qn_status take_seat(void *who, long line, size_t n_cell, const char *const *cell) {
  seat_list *list = who;
  if (line == 1) return QN_OK;
  if (n_cell < PREFECTURE_CELLS) return QN_EINPUT;
  if (qn_division_at(&list->m->divisions, cell[PREFECTURE_CODE], strlen(cell[PREFECTURE_CODE])) < 0)
    return QN_OK;
  seat *s = QN_PUSH(&list->seats);
  if (!s) return QN_ENOMEM;
  s->code = qn_arena_text(list->m->arena, cell[PREFECTURE_CODE]);
  s->station = qn_arena_text(list->m->arena, cell[PREFECTURE_STATION]);
  if (!qn_real_parse(cell[PREFECTURE_LON], &s->lon) ||
      !qn_real_parse(cell[PREFECTURE_LAT], &s->lat))
    return QN_EINPUT;
  return s->code && s->station ? QN_OK : QN_ENOMEM;
}

static int level_of(const char *code) {
  const size_t n = strlen(code);
  return n == 2 ? QN_PROVINCE : n == 4 ? QN_PREFECTURE : n == 6 ? QN_COUNTY : QN_TOWNSHIP;
}

static int parent_of(const qn_maker *m, const char *code) {
  static const size_t above[] = {0, 2, 4, 6};
  const size_t n = above[level_of(code)];
  return n ? qn_division_at(&m->divisions, code, n) : -1;
}

static qn_status add_areas(qn_maker *m, const seat_list *list) {
  for (size_t i = 0; i < m->divisions.n_area; i++) {
    const qn_division *d = &m->divisions.areas[i];
    qn_area *a = QN_ADD(m, areas, qn_area);
    if (!a) return QN_ENOMEM;
    const int parent = parent_of(m, d->code);
    a->code = d->code;
    a->name = d->name;
    a->level = level_of(d->code);
    a->parent = parent < 0 ? NULL : m->divisions.areas[parent].code;
    a->source = "NBS 2021";
    for (size_t k = 0; k < list->seats.count; k++)
      if (!strcmp(list->seats.at[k].code, d->code)) {
        a->station = list->seats.at[k].station;
        a->lon = list->seats.at[k].lon;
        a->lat = list->seats.at[k].lat;
      }
  }
  return QN_OK;
}

/* Only the stations that areas name. */
static bool is_named(const qn_maker *m, int table, const void *row) {
  (void)table;
  return QN_FIND(m, areas, qn_area, station, ((const qn_station *)row)->id) >= 0;
}

/* The file is the table climate under another name. */
static qn_status add_stations(qn_maker *m) {
  qn_store *store = NULL;
  qn_text path = {0};
  qn_status s = qn_path_join(&path, m->options->data_folder, "climate");
  if (!s) s = qn_store_open(&store, path.bytes, m->findings);
  if (!s) s = qn_pile_merge(m, QN_T_climate, store, is_named);
  qn_store_close(store);
  store = NULL;
  if (!s && m->options->recipe) {
    s = qn_store_open(&store, m->options->recipe, m->findings);
    if (!s) s = qn_pile_merge(m, QN_T_climate, store, NULL);
    qn_store_close(store);
  }
  qn_text_clear(&path);
  return s;
}

/* The station of an area is its own or that of the area above. */
static qn_status inherit_stations(qn_maker *m) {
  const qn_area *areas = QN_ROWS(m, areas, qn_area);
  m->station = qn_arena_array(m->arena, m->divisions.n_area, sizeof *m->station);
  m->seasons = qn_arena_array(m->arena, m->piles[QN_T_climate].count, sizeof *m->seasons);
  if (!m->station || !m->seasons) return QN_ENOMEM;
  for (size_t i = 0; i < m->divisions.n_area; i++) { /* what lies above stands before */
    const int parent = parent_of(m, areas[i].code);
    m->station[i] = areas[i].station ? QN_FIND(m, climate, qn_station, id, areas[i].station)
                    : parent < 0     ? -1
                                     : m->station[parent];
  }
  qn_text weather = {0};
  qn_status s = qn_path_join(&weather, m->options->data_folder, "weather");
  for (int i = 0; i < QN_COUNT(m, climate) && !s; i++)
    s = qn_season_make(&m->seasons[i], &QN_ROWS(m, climate, qn_station)[i], NULL, weather.bytes,
                       m->arena, m->findings);
  qn_text_clear(&weather);
  return s;
}

qn_status qn_make_areas(qn_maker *m) {
  seat_list list = {.m = m};
  qn_text path = {0};
  qn_status s = qn_path_join(&path, m->options->data_folder, "prefectures.csv");
  if (!s) s = qn_plain_csv_read(path.bytes, take_seat, &list, m->findings);
  if (!s) s = add_areas(m, &list);
  if (!s) s = add_stations(m);
  if (!s) s = inherit_stations(m);
  QN_CLEAR(&list.seats);
  qn_text_clear(&path);
  return s;
}
