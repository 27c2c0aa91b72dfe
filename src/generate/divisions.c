/* All areas (20,675) are read and searched by name; then the villages of the provinces concerned.
 * Everything is sorted by code, so that what lies in an area is one run. */
#include "generate/divisions.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/names.h"
#include "table/plain_csv.h"

enum { MOST_CANDIDATES = 12 };
enum { PROVINCE_DIGITS = 2, COUNTY_DIGITS = 6, TOWNSHIP_DIGITS = 9, VILLAGE_DIGITS = 12 };

typedef QN_ARRAY(qn_division) division_list;
typedef QN_ARRAY(qn_village_row) village_list;

typedef struct {
  qn_arena *arena;
  division_list areas;
  village_list villages;
  const qn_divisions *wanted; /* while villages are read */
} reader;

static int digits_only(const char *text) {
  return *text && !text[strspn(text, "0123456789")];
}

static qn_status take_area(void *who, long line, size_t n_cell, const char *const *cell) {
  reader *r = who;
  if (line == 1) return QN_OK;
  if (n_cell != 2 || !digits_only(cell[0])) return QN_EINPUT;
  qn_division *area = QN_PUSH(&r->areas);
  if (!area) return QN_ENOMEM;
  area->code = qn_arena_text(r->arena, cell[0]);
  area->name = qn_arena_text(r->arena, cell[1]);
  return area->code && area->name ? QN_OK : QN_ENOMEM;
}

/* ---- the regions asked for ---- */

/* Position of the code made of the first n digits, or -1; areas are sorted. */
static int find_code(const qn_division *areas, size_t n_area, const char *code, size_t n) {
  size_t low = 0, high = n_area;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    int order = strncmp(areas[middle].code, code, n);
    if (!order && areas[middle].code[n]) order = 1;
    if (!order) return (int)middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return -1;
}

static size_t digits_above(const char *code) {
  const size_t n = strlen(code);
  return n > COUNTY_DIGITS ? COUNTY_DIGITS : n > 4 ? 4 : n > PROVINCE_DIGITS ? PROVINCE_DIGITS : 0;
}

/* 通辽 stands for 通辽市; 通辽市科尔沁区 for the district of that prefecture. */
static int is_called(const reader *r, size_t i, const char *text, int loosely) {
  static const char *const endings[] = {"省",   "市", "区", "县",   "旗",    "盟",
                                        "地区", "镇", "乡", "苏木", "自治区"};
  const char *name = r->areas.at[i].name;
  if (!strcmp(name, text)) return 1;
  if (!loosely) return 0;
  const size_t n = strlen(text);
  if (!strncmp(name, text, n))
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++)
      if (!strcmp(name + n, endings[e])) return 1;
  for (size_t above = digits_above(r->areas.at[i].code); above;) {
    const int at = find_code(r->areas.at, r->areas.count, r->areas.at[i].code, above);
    if (at < 0) return 0;
    const char *first = r->areas.at[at].name;
    if (!strncmp(text, first, strlen(first)) && !strcmp(text + strlen(first), name)) return 1;
    above = digits_above(r->areas.at[at].code);
  }
  return 0;
}

static qn_status unknown(const reader *r, const char *text, qn_findings *findings) {
  qn_names names = {0};
  qn_status s = QN_OK;
  for (size_t i = 0; i < r->areas.count && !s; i++)
    s = qn_names_add(&names, r->areas.at[i].name, i, NULL);
  if (!s) {
    s = qn_fail(findings, QN_EINPUT, QN_N_("no area is called %s"), text);
    qn_suggest(findings, qn_names_nearest(&names, text));
  }
  qn_names_clear(&names);
  return s;
}

static qn_status ambiguous(const reader *r, const char *text, const int *at, size_t n,
                           qn_findings *findings) {
  qn_text list = {0};
  qn_status s = QN_OK;
  for (size_t k = 0; k < n && k < MOST_CANDIDATES && !s; k++) {
    const qn_division *area = &r->areas.at[at[k]];
    const size_t above = digits_above(area->code);
    const int parent = above ? find_code(r->areas.at, r->areas.count, area->code, above) : -1;
    s = qn_text_addf(&list, "%s%s %s%s", k ? "; " : "", area->code,
                     parent < 0 ? "" : r->areas.at[parent].name, area->name);
  }
  if (!s && n > MOST_CANDIDATES) s = qn_text_add(&list, "; ...");
  if (!s) {
    s = qn_fail(findings, QN_EINPUT, QN_N_("%zu areas are called %s: give a code"), n, text);
    qn_suggest(findings, qn_text_str(&list));
  }
  qn_text_clear(&list);
  return s;
}

/* The area of a code or name. Candidates within each other count once, the widest: 北京市 is the
 * province, not the like-named parts below. */
static qn_status resolve(const reader *r, const char *text, const char **code,
                         qn_findings *findings) {
  if (digits_only(text)) {
    const int at = find_code(r->areas.at, r->areas.count, text, strlen(text));
    if (at < 0) return qn_fail(findings, QN_EINPUT, QN_N_("no area has the code %s"), text);
    *code = r->areas.at[at].code;
    return QN_OK;
  }
  QN_ARRAY(int) found = {0};
  qn_status s = QN_OK;
  for (int loosely = 0; loosely < 2 && !found.count && !s; loosely++)
    for (size_t i = 0; i < r->areas.count && !s; i++) {
      if (!is_called(r, i, text, loosely)) continue;
      const char *last = found.count ? r->areas.at[found.at[found.count - 1]].code : NULL;
      if (last && !strncmp(r->areas.at[i].code, last, strlen(last))) continue;
      int *at = QN_PUSH(&found);
      if (at)
        *at = (int)i;
      else
        s = QN_ENOMEM;
    }
  if (!s && !found.count)
    s = unknown(r, text, findings);
  else if (!s && found.count > 1)
    s = ambiguous(r, text, found.at, found.count, findings);
  else if (!s)
    *code = r->areas.at[found.at[0]].code;
  QN_CLEAR(&found);
  return s;
}

static int by_code(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static qn_status choose_roots(qn_divisions *out, const reader *r, const char *const *regions,
                              size_t n_region, qn_findings *findings) {
  out->roots = qn_arena_array(r->arena, n_region, sizeof *out->roots);
  if (!out->roots) return QN_ENOMEM;
  qn_status worst = QN_OK;
  for (size_t i = 0; i < n_region; i++) {
    const qn_status s = resolve(r, regions[i], &out->roots[i], findings);
    if (s == QN_ENOMEM) return s;
    if (s) worst = s;
  }
  if (worst) return worst;
  qsort(out->roots, n_region, sizeof *out->roots, by_code);
  for (size_t i = 0; i < n_region; i++) {
    const char *last = out->n_root ? out->roots[out->n_root - 1] : NULL;
    if (!last || strncmp(out->roots[i], last, strlen(last)))
      out->roots[out->n_root++] = out->roots[i];
  }
  size_t common = strlen(out->roots[0]);
  for (size_t i = 1; i < out->n_root; i++)
    for (size_t k = 0; k < common; k++)
      if (out->roots[i][k] != out->roots[0][k]) common = k;
  out->common = qn_arena_copy(r->arena, out->roots[0], common);
  return out->common ? QN_OK : QN_ENOMEM;
}

/* Within a root, or one of those above it. */
static int is_wanted(const qn_divisions *d, const char *code) {
  for (size_t i = 0; i < d->n_root; i++) {
    const size_t root = strlen(d->roots[i]), n = strlen(code);
    if (!strncmp(code, d->roots[i], root < n ? root : n)) return 1;
  }
  return 0;
}

static qn_status keep_areas(qn_divisions *out, const reader *r) {
  out->areas = qn_arena_array(r->arena, r->areas.count, sizeof *out->areas);
  if (!out->areas) return QN_ENOMEM;
  for (size_t i = 0; i < r->areas.count; i++)
    if (is_wanted(out, r->areas.at[i].code)) out->areas[out->n_area++] = r->areas.at[i];
  return QN_OK;
}

int qn_division_at(const qn_divisions *divisions, const char *code, size_t n) {
  return find_code(divisions->areas, divisions->n_area, code, n);
}

/* ---- villages ---- */

static qn_status take_village(void *who, long line, size_t n_cell, const char *const *cell) {
  static const char *const words[] = {"village", "community", "other"};
  reader *r = who;
  if (line == 1) return QN_OK;
  if (n_cell != 3 || strlen(cell[0]) != VILLAGE_DIGITS) return QN_EINPUT;
  const int township = qn_division_at(r->wanted, cell[0], TOWNSHIP_DIGITS);
  if (township < 0) return QN_OK;
  qn_village_row *village = QN_PUSH(&r->villages);
  if (!village) return QN_ENOMEM;
  *village = (qn_village_row){.code = qn_arena_text(r->arena, cell[0]),
                              .name = qn_arena_text(r->arena, cell[1]),
                              .kind = QN_CLASS_OTHER,
                              .township = township};
  for (int k = 0; k < 3; k++)
    if (!strcmp(cell[2], words[k])) village->kind = k;
  return village->code && village->name ? QN_OK : QN_ENOMEM;
}

static qn_status read_packed(const char *data_folder, const char *name, qn_plain_row *take,
                             reader *r, qn_findings *findings) {
  qn_text path = {0};
  qn_status s = qn_path_join(&path, data_folder, "villages");
  if (!s) s = qn_text_addf(&path, "/%s.csv.gz", name);
  if (!s) s = qn_plain_csv_read(path.bytes, take, r, findings);
  qn_text_clear(&path);
  return s;
}

static qn_status read_villages(qn_divisions *out, reader *r, const char *data_folder,
                               qn_findings *findings) {
  qn_status s = QN_OK;
  r->wanted = out;
  for (size_t i = 0; i < out->n_area && !s; i++)
    if (strlen(out->areas[i].code) == PROVINCE_DIGITS)
      s = read_packed(data_folder, out->areas[i].code, take_village, r, findings);
  if (s) return s;
  out->n_village = r->villages.count;
  out->villages = qn_arena_array(r->arena, out->n_village, sizeof *out->villages);
  if (!out->villages) return QN_ENOMEM;
  if (out->n_village) memcpy(out->villages, r->villages.at, out->n_village * sizeof *out->villages);
  return QN_OK;
}

qn_status qn_divisions_find(qn_divisions *out, const char *const *regions, size_t n_region,
                            const char *data_folder, qn_arena *arena, qn_findings *findings) {
  reader r = {.arena = arena};
  *out = (qn_divisions){0};
  qn_status s = n_region ? QN_OK : qn_fail(findings, QN_EINPUT, QN_N_("no region is given"));
  if (!s) s = read_packed(data_folder, "areas", take_area, &r, findings);
  if (!s) s = choose_roots(out, &r, regions, n_region, findings);
  if (!s) s = keep_areas(out, &r);
  if (!s) s = read_villages(out, &r, data_folder, findings);
  QN_CLEAR(&r.areas);
  QN_CLEAR(&r.villages);
  return s;
}
