/* Declarations of the tables of generation, and their rows looked up by place. */
#include "generate/spec.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "case/declare.h"
#include "case/system.h"
#include "table/store.h"

#define AREA_COLUMN(type)                                                                     \
  {                                                                                           \
    QN_AT(type, area),                                                                        \
        .zh = "地区", .kind = QN_CODE, .flags = QN_KEY_OPTIONAL,                              \
        QN_HELP("front of an area code; empty: everywhere", "行政区划代码的前几位；空为全部") \
  }
#define ZONE_COLUMN(type)                                                       \
  {                                                                             \
    QN_AT(type, zone), .zh = "分区", .kind = QN_CODE, .flags = QN_KEY_OPTIONAL, \
                       QN_HELP("zone; empty: every zone", "分区；空为全部")     \
  }
#define MODE_COLUMN(type)                                                       \
  {                                                                             \
    QN_AT(type, mode), .zh = "方式|取暖方式", .kind = QN_CODE, .flags = QN_KEY, \
                       QN_HELP("mode of the catalogue", "取暖方式")             \
  }
#define STATE_COLUMN(type)                                                             \
  {                                                                                    \
    QN_AT(type, state), .zh = "排放状态", .kind = QN_CHOICE, .flags = QN_KEY_OPTIONAL, \
                        .choices = QN_STATE_CHOICES, .fallback = "any",                \
                        QN_HELP("emission state of the source", "热源排放状态")        \
  }
#define NUMBER(type, member, chinese, most, english_help, chinese_help)                      \
  {                                                                                          \
    QN_AT(type, member), .zh = chinese, .kind = QN_REAL, QN_POSITIVE(most), .fallback = "0", \
                         QN_HELP(english_help, chinese_help)                                 \
  }

#define T qn_assumption
static const qn_column assumptions[] = {
    {QN_AT(T, key), .zh = "键", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("what is assumed", "假设项")},
    AREA_COLUMN(T),
    ZONE_COLUMN(T),
    {QN_AT(T, value), .zh = "值", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_HELP("number or word", "数值或文字")},
    {QN_AT(T, unit), .zh = "单位", .kind = QN_TEXT, QN_HELP("unit of the number", "单位")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
#define T qn_present
static const qn_column present[] = {
    AREA_COLUMN(T),
    ZONE_COLUMN(T),
    MODE_COLUMN(T),
    STATE_COLUMN(T),
    {QN_AT(T, share), .zh = "比例", .kind = QN_REAL, QN_SHARE, .fallback = "0",
     QN_HELP("share of the zone's area", "占分区面积比例")},
    {QN_AT(T, area_m2), .zh = "面积", .kind = QN_REAL, .unit = "m2", QN_POSITIVE(1e11),
     QN_HELP("area, instead of a share", "面积，代替比例")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
#define T qn_plant
static const qn_column plants[] = {
    AREA_COLUMN(T),
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT, .flags = QN_KEY, QN_HELP("name", "名称")},
    MODE_COLUMN(T),
    STATE_COLUMN(T),
    {QN_AT(T, weight), .zh = "权重", .kind = QN_REAL, QN_POSITIVE(1e9), .fallback = "1",
     QN_HELP("part of the load", "所带负荷的权重")},
    {QN_AT(T, boiler_tph), .zh = "蒸吨", .kind = QN_REAL, QN_POSITIVE(1e5),
     QN_HELP("boilers together, t/h; empty: from the load", "锅炉总容量，蒸吨/小时；空则按负荷")},
    {QN_AT(T, size_tph), .zh = "单台蒸吨", .kind = QN_REAL, QN_POSITIVE(1e4),
     QN_HELP("one boiler, t/h", "单台容量，蒸吨/小时")},
    {QN_AT(T, lon), .zh = "经度", .kind = QN_REAL, .min = -180, .max = 180,
     QN_HELP("longitude", "经度")},
    {QN_AT(T, lat), .zh = "纬度", .kind = QN_REAL, .min = -90, .max = 90,
     QN_HELP("latitude", "纬度")},
    {QN_AT(T, year_built), .zh = "建成年", .kind = QN_INT, .min = 1900, .max = 2100,
     QN_HELP("year it was built", "建成年份")},
    {QN_AT(T, keep_until), .zh = "最晚保留", .kind = QN_INT, .flags = QN_ANNUAL, .min = 2000,
     .max = 2100, QN_HELP("last season in which it may stay as it is", "可维持现状的最后一季")},
    QN_SOURCE_COLUMN(T),
};
#undef T
#define T qn_source_kind
static const qn_column source_kinds[] = {
    MODE_COLUMN(T),
    STATE_COLUMN(T),
    {QN_AT(T, label), .zh = "称呼", .kind = QN_TEXT, .flags = QN_REQUIRED,
     QN_HELP("word for the names of sources", "热源名称用词")},
    {QN_AT(T, carrier), .zh = "能源", .kind = QN_CODE, .flags = QN_REQUIRED,
     QN_HELP("carrier it burns or buys", "所用能源")},
    NUMBER(T, efficiency, "效率", 10, "heat sent out over carrier", "供出热量与能源之比"),
    NUMBER(T, om_cny_gj, "单位运维", 1e3, "operation, CNY/GJ", "每 GJ 运行费"),
    NUMBER(T, size_kw, "典型规模", 1e8, "typical capacity, kW", "典型供热能力，kW"),
    NUMBER(T, boiler_kw, "单台", 1e8, "one boiler or unit, kW", "单台能力，kW"),
    {QN_AT(T, counts_tph), .zh = "计蒸吨", .kind = QN_BOOL, .fallback = "0",
     QN_HELP("its size is counted in t/h of steam", "以蒸吨计")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
#define T qn_source_fate
static const qn_column source_fates[] = {
    MODE_COLUMN(T),
    STATE_COLUMN(T),
    {QN_AT(T, option), .zh = "方案", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("id of the option", "方案编号")},
    {QN_AT(T, kind), .zh = "类型", .kind = QN_CHOICE, .flags = QN_REQUIRED,
     .choices = "ultra_low=超低排放改造|merge=并网|fuel=改燃料|close=关停",
     QN_HELP("what becomes of it", "去向")},
    {QN_AT(T, carrier), .zh = "改后能源", .kind = QN_CODE, QN_HELP("carrier after", "改后能源")},
    {QN_AT(T, mode_after), .zh = "改后方式", .kind = QN_CODE,
     QN_HELP("mode it counts as after; empty: the same", "改后按何种方式计；空为不变")},
    {QN_AT(T, efficiency), .zh = "改后效率", .kind = QN_REAL, QN_POSITIVE(10),
     QN_HELP("efficiency after; empty: the same", "改后效率；空为不变")},
    {QN_AT(T, om_cny_gj), .zh = "改后单位运维", .kind = QN_REAL, QN_POSITIVE(1e3),
     QN_HELP("operation after, CNY/GJ; empty: the same", "改后每 GJ 运行费；空为不变")},
    NUMBER(T, cost_cny_tph, "每蒸吨造价", 1e8, "cost per t/h", "每蒸吨造价"),
    NUMBER(T, cost_cny_kw, "每千瓦造价", 1e6, "cost per kW", "每千瓦造价"),
    NUMBER(T, cost_cny_m2, "每平方米造价", 1e5, "cost per attached m2", "每平方米造价"),
    NUMBER(T, cost_cny, "固定造价", 1e12, "cost in any case", "固定造价"),
    {QN_AT(T, life_a), .zh = "寿命", .kind = QN_REAL, .min = 1, .max = 100, .fallback = "20",
     QN_HELP("life, years", "寿命，年")},
    {QN_AT(T, payer), .zh = "出资方", .kind = QN_CHOICE, .choices = QN_PAYER_CHOICES,
     .fallback = "company", QN_HELP("who pays", "出资方")},
    {QN_AT(T, state_after), .zh = "改后排放状态", .kind = QN_CHOICE, .choices = QN_STATE_CHOICES,
     .fallback = "ultra_low", QN_HELP("emission state after", "改后排放状态")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
#define T qn_pastoral
static const qn_column pastoral[] = {
    {QN_AT(T, area), .zh = "地区", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("front of an area code", "行政区划代码的前几位")},
    {QN_AT(T, name), .zh = "名称", .kind = QN_TEXT, QN_HELP("name", "名称")},
    QN_GROUNDS_COLUMNS(T),
};
#undef T
#define T qn_patch
static const qn_column patches[] = {
    {QN_AT(T, table), .zh = "表", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("table of the case", "表名")},
    {QN_AT(T, key), .zh = "键", .kind = QN_CODE, .flags = QN_KEY,
     QN_HELP("value of the row's key column", "行的键")},
    {QN_AT(T, column), .zh = "列", .kind = QN_CODE, .flags = QN_KEY, QN_HELP("column", "列名")},
    {QN_AT(T, value), .zh = "值", .kind = QN_TEXT, QN_HELP("what it becomes", "新值")},
    QN_SOURCE_COLUMN(T),
};
#undef T

#define SPEC_TABLE(member, type)         \
  static const qn_table member##_table = \
      QN_DECLARE(type, #member, #member, member, NULL, "Assumptions of init.", "生成所用假设。");
QN_SPEC_LIST(SPEC_TABLE)
#define SPEC_ENTRY(member, type) &member##_table,
static const qn_table *const spec_tables[QN_SPEC_TABLES] = {QN_SPEC_LIST(SPEC_ENTRY)};

/* ---- reading ---- */

/* The recipe's rows, then the general ones: equals are decided by the first. */
static qn_status read_both(qn_rows *out, const qn_table *table, qn_store *general, qn_store *recipe,
                           qn_arena *arena, qn_findings *findings) {
  qn_rows own = {0}, common = {0};
  qn_status s = recipe ? qn_table_read(&own, table, recipe, arena, findings) : QN_OK;
  if (!s) s = qn_table_read(&common, table, general, arena, findings);
  if (s) return s;
  const size_t size = table->row_size;
  char *rows = qn_arena_array(arena, own.count + common.count, size);
  if (!rows) return QN_ENOMEM;
  if (own.count) memcpy(rows, own.at, own.count * size);
  if (common.count) memcpy(rows + own.count * size, common.at, common.count * size);
  *out = (qn_rows){.table = table, .at = rows, .count = own.count + common.count};
  return QN_OK;
}

static int by_key(const void *a, const void *b) {
  return strcmp(((const qn_assumption *)a)->key, ((const qn_assumption *)b)->key);
}

/* Sorts by key, keeping the order of equals (the recipe's rows stand first). */
static qn_status index_assumptions(qn_spec *spec, qn_arena *arena) {
  const size_t n = spec->n_assumptions;
  qn_assumption *sorted = qn_arena_array(arena, n, sizeof *sorted);
  qn_assumption *distinct = malloc((n + 1) * sizeof *distinct);
  if (!sorted || !distinct) {
    free(distinct);
    return QN_ENOMEM;
  }
  memcpy(distinct, spec->assumptions, n * sizeof *distinct);
  qsort(distinct, n, sizeof *distinct, by_key);
  qn_status s = QN_OK;
  size_t filled = 0;
  for (size_t i = 0; i < n && !s; i++) {
    if (i && !by_key(&distinct[i - 1], &distinct[i])) continue;
    s = qn_names_add(&spec->first, distinct[i].key, filled, NULL);
    for (size_t j = 0; j < n; j++)
      if (!by_key(&spec->assumptions[j], &distinct[i])) sorted[filled++] = spec->assumptions[j];
  }
  free(distinct);
  spec->assumptions = sorted;
  return s;
}

qn_status qn_spec_read(qn_spec *out, const char *data_folder, const char *recipe, qn_arena *arena,
                       qn_findings *findings) {
  qn_store *general = NULL, *own = NULL;
  qn_text path = {0};
  qn_rows rows[QN_SPEC_TABLES] = {{0}};
  qn_status s = qn_path_join(&path, data_folder, "generate");
  if (!s) s = qn_store_open(&general, path.bytes, findings);
  if (!s && recipe) s = qn_store_open(&own, recipe, findings);
  for (int t = 0; t < QN_SPEC_TABLES && !s; t++)
    s = read_both(&rows[t], spec_tables[t], general, own, arena, findings);
  qn_store_close(general);
  qn_store_close(own);
  qn_text_clear(&path);
  if (s) return s;
#define POINT(member, type)             \
  out->member = rows[QN_S_##member].at; \
  out->n_##member = rows[QN_S_##member].count;
  QN_SPEC_LIST(POINT)
  return index_assumptions(out, arena);
}

void qn_spec_clear(qn_spec *spec) {
  qn_names_clear(&spec->first);
}

/* ---- looking up ---- */

int qn_code_within(const char *code, const char *area) {
  return !area || !strncmp(code, area, strlen(area));
}

const qn_assumption *qn_assumed(const qn_spec *spec, const char *key, const char *code,
                                const char *zone) {
  const qn_assumption *best = NULL;
  size_t best_score = 0;
  const size_t first = qn_names_find(&spec->first, key);
  for (size_t i = first; i < spec->n_assumptions && !strcmp(spec->assumptions[i].key, key); i++) {
    const qn_assumption *a = &spec->assumptions[i];
    if (!qn_code_within(code, a->area) || (a->zone && (!zone || strcmp(a->zone, zone)))) continue;
    const size_t score = 1 + 2 * (a->area ? strlen(a->area) : 0) + (a->zone != NULL);
    if (score > best_score) best = a, best_score = score;
  }
  return best;
}

double qn_assume(const qn_spec *spec, const char *key, const char *code, const char *zone) {
  const qn_assumption *a = qn_assumed(spec, key, code, zone);
  double value = 0;
  return a && qn_real_parse(a->value, &value) ? value : 0;
}

const qn_source_kind *qn_source_kind_of(const qn_spec *spec, const char *mode, int state) {
  for (size_t i = 0; i < spec->n_source_kinds; i++)
    if (!strcmp(spec->source_kinds[i].mode, mode) && spec->source_kinds[i].state == state)
      return &spec->source_kinds[i];
  return NULL;
}
