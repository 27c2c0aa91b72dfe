/* Reading, making and writing a case. Every table is read with one findings list; references are
 * resolved over all of them at once; then the children of units are sorted together and the tree of
 * areas is numbered, so that what lies where is one comparison. */
#include "case/case.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "case/attached.h"
#include "case/check.h"
#include "case/declare.h"
#include "table/record.h"
#include "table/store.h"

#define TABLE_OF(member, type, table) &table,
static const qn_table *const declared[] = {QN_CASE_LIST(TABLE_OF)};

/* Lets the typed members point at the rows of the generic array. */
static void point_members(qn_case *c) {
#define POINT(member, type, table)         \
  c->member = c->tables[QN_T_##member].at; \
  c->n_##member = (int)c->tables[QN_T_##member].count;
  QN_CASE_LIST(POINT)
}

qn_status qn_case_new(qn_case **out) {
  qn_arena *arena = qn_arena_new();
  qn_case *c = arena ? qn_arena_alloc(arena, sizeof *c) : NULL;
  if (!c) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  c->arena = arena;
  for (int t = 0; t < QN_CASE_TABLES; t++) c->tables[t].table = declared[t];
  const qn_status s = qn_row_default(&c->settings, &qn_settings_table, arena, NULL);
  if (s) {
    qn_arena_free(arena);
    return s;
  }
  *out = c;
  return QN_OK;
}

void qn_case_free(qn_case *region) {
  if (region) qn_arena_free(region->arena);
}

long qn_case_count(const qn_case *region, const char *table) {
  for (int t = 0; t < QN_CASE_TABLES; t++)
    if (!strcmp(declared[t]->name, table)) return (long)region->tables[t].count;
  return -1;
}

qn_status qn_case_resize(qn_case *region, int table, size_t count) {
  const qn_table *declaration = declared[table];
  char *rows = qn_arena_array(region->arena, count, declaration->row_size);
  if (!rows) return QN_ENOMEM;
  qn_status s = count ? qn_row_default(rows, declaration, region->arena, NULL) : QN_OK;
  for (size_t i = 1; i < count; i++)
    memcpy(rows + i * declaration->row_size, rows, declaration->row_size);
  region->tables[table] = (qn_rows){.table = declaration, .at = rows, .count = count};
  point_members(region);
  return s;
}

int qn_season_of_date(int date) {
  return date / 10000 - (date % 10000 < 701);
}

int qn_case_area_within(const qn_case *region, int area, int within) {
  if (within < 0) return 1;
  if (area < 0) return 0;
  return region->area_enter[within] <= region->area_enter[area] &&
         region->area_enter[area] < region->area_leave[within];
}

/* ---- the tree of areas ---- */

/* Numbers the subtree of each root in table order, without recursion; false on a cycle (areas that
 * no root reaches). child and next are linked lists through the table. */
static int number_tree(qn_case *c, int *child, int *next) {
  const int n = c->n_areas;
  int counter = 0;
  for (int root = 0; root < n; root++) {
    if (c->areas[root].i_parent >= 0) continue;
    int at = root;
    c->area_enter[at] = counter++;
    for (;;) {
      if (child[at] >= 0) { /* down, taking the child off the list */
        const int down = child[at];
        child[at] = next[down];
        c->area_enter[down] = counter++;
        at = down;
        continue;
      }
      c->area_leave[at] = counter;
      if (at == root) break;
      at = c->areas[at].i_parent;
    }
  }
  return counter == n;
}

static qn_status number_areas(qn_case *c, qn_findings *findings) {
  const size_t n = (size_t)c->n_areas;
  int *child = malloc((n + 1) * sizeof *child), *next = malloc((n + 1) * sizeof *next);
  c->area_enter = qn_arena_array(c->arena, n + 1, sizeof *c->area_enter);
  c->area_leave = qn_arena_array(c->arena, n + 1, sizeof *c->area_leave);
  if (!child || !next || !c->area_enter || !c->area_leave) {
    free(child);
    free(next);
    return QN_ENOMEM;
  }
  for (size_t i = 0; i < n; i++) child[i] = -1, c->area_enter[i] = -1, c->area_leave[i] = -1;
  for (size_t i = n; i-- > 0;) { /* backwards, so that lists keep the order of the table */
    const int parent = c->areas[i].i_parent;
    if (parent < 0) continue;
    next[i] = child[parent];
    child[parent] = (int)i;
  }
  qn_status s = QN_OK;
  if (!number_tree(c, child, next)) {
    for (size_t i = 0; i < n; i++) {
      if (c->area_enter[i] >= 0) continue;
      const size_t mark = qn_findings_count(findings);
      s = qn_fail(findings, QN_EINPUT,
                  "area %s lies within itself: its chain of parents is a circle",
                  c->areas[i].code ? c->areas[i].code : "");
      qn_locate(findings, mark, qn_row_place(&c->tables[QN_T_areas], i, "parent"));
      c->area_enter[i] = c->area_leave[i] = 0;
    }
  }
  free(child);
  free(next);
  return s;
}

/* Ancestors by level and inherited stations; walks up at most as far as there are levels of any
 * sound tree (a circle was found before). */
static qn_status derive_areas(qn_case *c) {
  const size_t n = (size_t)c->n_areas;
  for (int level = 0; level < 4; level++) {
    c->area_at_level[level] = qn_arena_array(c->arena, n + 1, sizeof(int));
    if (!c->area_at_level[level]) return QN_ENOMEM;
  }
  c->area_station = qn_arena_array(c->arena, n + 1, sizeof(int));
  if (!c->area_station) return QN_ENOMEM;
  for (size_t i = 0; i < n; i++) {
    for (int level = 0; level < 4; level++) c->area_at_level[level][i] = -1;
    c->area_station[i] = -1;
    for (int at = (int)i, steps = 0; at >= 0 && steps < 16; at = c->areas[at].i_parent, steps++) {
      const int level = c->areas[at].level;
      if (level >= 0 && c->area_at_level[level][i] < 0) c->area_at_level[level][i] = at;
      if (c->area_station[i] < 0) c->area_station[i] = c->areas[at].i_station;
    }
  }
  return QN_OK;
}

/* ---- children ---- */

typedef struct {
  int parent, order, row;
} child_key;

static int by_parent(const void *a, const void *b) {
  const child_key *x = a, *y = b;
  if (x->parent != y->parent) return x->parent < y->parent ? -1 : 1;
  if (x->order != y->order) return x->order < y->order ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* Sorts the rows of a child table by parent (and order within), keeping lines with them, and gives
 * each parent its run. link: offset of the int that names the parent; order_offset 0: as they
 * stand.
 */
static qn_status sort_children(qn_case *c, int table, size_t link, size_t order_offset,
                               int n_parent, qn_children **out) {
  qn_rows *rows = &c->tables[table];
  const size_t size = rows->table->row_size, n = rows->count;
  child_key *keys = malloc((n + 1) * sizeof *keys);
  char *sorted = qn_arena_array(c->arena, n, size);
  long *lines = qn_arena_array(c->arena, n, sizeof *lines);
  *out = qn_arena_array(c->arena, (size_t)n_parent + 1, sizeof **out);
  if (!keys || !sorted || !lines || !*out) {
    free(keys);
    return QN_ENOMEM;
  }
  for (size_t i = 0; i < n; i++) {
    const char *row = qn_row(rows, i);
    keys[i] = (child_key){*(const int *)(row + link),
                          order_offset ? *(const int *)(row + order_offset) : 0, (int)i};
  }
  qsort(keys, n, sizeof *keys, by_parent);
  for (size_t i = 0; i < n; i++) {
    memcpy(sorted + i * size, qn_row(rows, (size_t)keys[i].row), size);
    lines[i] = rows->line ? rows->line[keys[i].row] : 0;
    if (keys[i].parent < 0) continue;
    qn_children *run = &(*out)[keys[i].parent];
    if (!run->count++) run->first = (int)i;
  }
  rows->at = sorted;
  if (rows->line) rows->line = lines;
  free(keys);
  return QN_OK;
}

static qn_status sort_all_children(qn_case *c) {
  qn_status s = sort_children(c, QN_T_unit_areas, offsetof(qn_unit_area, i_unit),
                              offsetof(qn_unit_area, i_class), c->n_units, &c->areas_of_unit);
  if (!s)
    s = sort_children(c, QN_T_unit_years, offsetof(qn_unit_year, i_unit),
                      offsetof(qn_unit_year, year), c->n_units, &c->years_of_unit);
  if (!s)
    s = sort_children(c, QN_T_supply_years, offsetof(qn_supply_year, i_supply),
                      offsetof(qn_supply_year, year), c->n_supplies, &c->years_of_supply);
  return s ? s
           : sort_children(c, QN_T_supply_steps, offsetof(qn_supply_step, i_supply), 0,
                           c->n_supplies, &c->steps_of_supply);
}

qn_status qn_case_finish(qn_case *region, qn_findings *findings) {
  const size_t errors = qn_findings_count_of(findings, QN_ERROR);
  point_members(region);
  qn_rows settings = {.table = &qn_settings_table, .at = &region->settings, .count = 1};
  qn_rows linked[QN_CASE_TABLES + 1];
  memcpy(linked, region->tables, sizeof region->tables);
  linked[QN_CASE_TABLES] = settings;
  qn_status s = qn_tables_link(linked, QN_CASE_TABLES + 1, region->arena, findings);
  if (s == QN_ENOMEM) return s;
  if (number_areas(region, findings) == QN_ENOMEM || derive_areas(region)) return QN_ENOMEM;
  s = sort_all_children(region);
  if (s) return s;
  point_members(region);
  s = qn_heat_index_fill(region);
  if (s) return s;
  s = qn_case_check(region, findings);
  if (s && s != QN_EINPUT) return s;
  return qn_findings_count_of(findings, QN_ERROR) > errors ? QN_EINPUT : QN_OK;
}

qn_status qn_place_read(qn_rows *out, const qn_table *table, const char *place, qn_arena *arena,
                        qn_findings *findings) {
  qn_store *store = NULL;
  qn_status s = qn_store_open(&store, place, findings);
  if (!s) s = qn_table_read(out, table, store, arena, findings);
  qn_store_close(store);
  return s;
}

static qn_status read_settings(qn_case *c, qn_store *store, qn_findings *findings) {
  qn_rows settings = {0};
  const qn_status s = qn_table_read(&settings, &qn_settings_table, store, c->arena, findings);
  if (settings.count) memcpy(&c->settings, settings.at, sizeof c->settings);
  return s;
}

static qn_status read_tables(qn_case *c, qn_store *store, qn_findings *findings) {
  qn_status worst = read_settings(c, store, findings);
  for (int t = 0; t < QN_CASE_TABLES && worst != QN_ENOMEM; t++) {
    const qn_status s = qn_table_read(&c->tables[t], declared[t], store, c->arena, findings);
    if (s) worst = s;
    c->tables[t].table = declared[t];
  }
  const qn_table *known[QN_CASE_TABLES + 1];
  memcpy(known, declared, sizeof declared);
  known[QN_CASE_TABLES] = &qn_settings_table;
  if (worst != QN_ENOMEM) qn_store_unclaimed(store, known, QN_CASE_TABLES + 1, findings);
  return worst;
}

qn_status qn_case_read(qn_case **out, const char *place, qn_findings *findings) {
  qn_store *store = NULL;
  qn_case *c = NULL;
  *out = NULL;
  qn_status s = qn_store_open(&store, place, findings);
  if (!s) s = qn_case_new(&c);
  if (!s) {
    c->place = qn_arena_text(c->arena, place);
    c->folder = qn_case_folder_of(place, c->arena);
    s = read_tables(c, store, findings);
    if (s != QN_ENOMEM) {
      const qn_status finished = qn_case_finish(c, findings);
      if (!s || finished == QN_ENOMEM) s = finished;
    }
  }
  qn_store_close(store);
  if (s == QN_ENOMEM)
    qn_case_free(c);
  else
    *out = c;
  return s;
}

qn_status qn_case_write(const qn_case *region, const char *place, int english,
                        qn_findings *findings) {
  qn_rows written[QN_CASE_TABLES + 1];
  size_t n = 0;
  written[n++] = (qn_rows){
      .table = &qn_settings_table, .at = (void *)(uintptr_t)&region->settings, .count = 1};
  for (int t = 0; t < QN_CASE_TABLES; t++)
    if (region->tables[t].count) written[n++] = region->tables[t];
  return qn_store_write(place, written, n, english, findings);
}
