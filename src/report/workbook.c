#include "report/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "report/colours.h"
#include "result/plan_tables.h"
#include "table/workbook.h"

/* ---- Colours of families ---- */

static const struct {
  const char *family;
  int colour;
} colours[] = {
#define AS_ROW(family, colour) {#family, colour},
    QN_FAMILY_COLOUR_LIST(AS_ROW)
#undef AS_ROW
};

/* Mixed with white, so that black text reads on it. */
static int paler(int colour) {
  int mixed = 0;
  for (int shift = 16; shift >= 0; shift -= 8)
    mixed |= (255 - ((255 - (colour >> shift & 255)) * 3 + 5) / 10) << shift;
  return mixed;
}

static int fill_of_family(const char *family) {
  for (size_t i = 0; family && i < sizeof colours / sizeof *colours; i++)
    if (!strcmp(colours[i].family, family)) return paler(colours[i].colour);
  return -1;
}

static const char *text_in(const void *row, const qn_column *column) {
  return *(const char *const *)((const char *)row + column->offset);
}

/* What a sheet's fills need: the names of modes, and which column of its rows names the mode. */
typedef struct {
  const qn_rows *modes;
  const qn_column *mode, *mode_name, *family;
} palette;

static palette palette_of(const qn_rows *modes, const qn_table *table) {
  return (palette){.modes = modes,
                   .mode = qn_table_column(table, "mode"),
                   .mode_name = qn_table_column(table, "mode_name"),
                   .family = qn_table_column(table, "family")};
}

static const char *family_of(const palette *p, const void *row) {
  if (p->mode_name && p->family) return text_in(row, p->family);
  const char *mode = p->mode ? text_in(row, p->mode) : NULL, *name = text_in(row, p->mode_name);
  for (size_t i = 0; p->modes && i < p->modes->count; i++) {
    const qn_mode_name *m = qn_row(p->modes, i);
    if (mode ? m->id && !strcmp(m->id, mode) : name && m->name && !strcmp(m->name, name))
      return m->family;
  }
  return NULL;
}

/* The cell that names the mode is in its family's colour. */
static int fill(const void *who, const void *row, const qn_column *column) {
  const palette *p = who;
  return p->mode_name && column == p->mode_name ? fill_of_family(family_of(p, row)) : -1;
}

/* In a ledger only what is converted stands out. */
static int fill_converted(const void *who, const void *row, const qn_column *column) {
  return ((const qn_unit_plan *)row)->season == QN_NO_INT ? -1 : fill(who, row, column);
}

/* ---- result.xlsx ---- */

static const qn_rows *find(const qn_rows *tables, size_t n, const qn_table *table) {
  for (size_t i = 0; i < n; i++)
    if (tables[i].table == table) return &tables[i];
  return NULL;
}

qn_status qn_report_workbook(const char *path, const char *name, const qn_rows *tables, size_t n,
                             bool english, qn_findings *findings) {
  qn_arena *arena = qn_arena_new();
  qn_book_sheet *sheets = arena ? qn_arena_array(arena, n, sizeof *sheets) : NULL;
  palette *palettes = sheets ? qn_arena_array(arena, n, sizeof *palettes) : NULL;
  qn_status s = palettes ? QN_OK : QN_ENOMEM;
  const qn_rows *modes = find(tables, n, &qn_mode_names_table);
  for (size_t i = 0; i < n && !s; i++) {
    palettes[i] = palette_of(modes, tables[i].table);
    sheets[i] = (qn_book_sheet){
        .rows = &tables[i], .n_row = tables[i].count, .fill = fill, .who = &palettes[i]};
  }
  if (!s) s = qn_book_write(path, name ? name : "", sheets, n, english, findings);
  qn_arena_free(arena);
  return s;
}

/* ---- One workbook a township ---- */

/* A column of the ledger: a column of unit_plans, or one to be filled in by hand. */
typedef struct {
  const char *name, *zh, *en;
  double width;
  bool has_sum;
} ledger_column;

static const ledger_column ledger[] = {
    {NULL, "序号", "No.", 5, false},
    {"name", "村（社区）", "Village", 18, false},
    {"households", "户数", "Households", 7, true},
    {"area_m2", "取暖面积\n（m²）", "Area (m²)", 9, true},
    {"present_mode_name", "现状方式", "Today", 12, false},
    {"mode_name", "改造方式", "Mode", 16, false},
    {"season", "改造年", "Year", 7, false},
    {"retrofit", "节能改造\n等级", "Retrofit level", 7, false},
    {"equipment_kw", "户均设备\n（kW）", "kW a household", 8, false},
    {"invest_cny", "投资\n（元）", "Investment (CNY)", 11, true},
    {"subsidy_cny", "投资补贴\n（元）", "Subsidy (CNY)", 11, true},
    {"bill_cny", "户均取暖\n支出（元）", "Bill (CNY)", 8, false},
    {"", "完成户数", "Done (households)", 8, false},
    {"", "完工日期", "Date done", 10, false},
    {"", "验收结论", "Acceptance", 10, false},
    {"", "验收人签字", "Accepted by", 10, false},
    {"", "村负责人\n签字", "For the village", 10, false},
    {"", "备注", "Remarks", 10, false},
};
enum { LEDGER = sizeof ledger / sizeof *ledger };

static const char *const notes_zh[] = {
    "填表说明：金额为计划数；完成户数、完工日期、验收结论由乡镇按实填写，签字后存档并报县级主管部门"
    "。",
    "编制：　　　　　　　　审核：　　　　　　　　验收负责人：　　　　　　　　日期：　　　　年　　月"
    "　　日"};
static const char *const notes_en[] = {
    "Money is as planned; the township fills in what was done and accepted, signs and files it.",
    "Made by:                    Checked by:                    Accepted by:                    "
    "Date:"};

static void make_columns(qn_book_column out[LEDGER], bool english) {
  for (size_t c = 0; c < LEDGER; c++)
    out[c] = (qn_book_column){
        .column = ledger[c].name ? qn_table_column(&qn_unit_plans_table, ledger[c].name) : NULL,
        .header = english ? ledger[c].en : ledger[c].zh,
        .width = ledger[c].width,
        .is_number = !ledger[c].name,
        .has_sum = ledger[c].has_sum};
}

typedef struct {
  const char *code;
  int row;
} place;

static int by_code(const void *a, const void *b) {
  const place *x = a, *y = b;
  const int order = strcmp(x->code, y->code);
  return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* Appends text without what file names or sheets may not hold. */
static qn_status add_name(qn_text *out, const char *text) {
  qn_status s = QN_OK;
  for (const char *p = text; *p && !s; p++)
    s = (unsigned char)*p < 0x20 || strchr("/\\:*?[]<>|\"'", *p) ? qn_text_add(out, "_")
                                                                 : qn_text_add_n(out, p, 1);
  return s;
}

static qn_status write_township(const char *folder, const qn_book_sheet *form,
                                const qn_unit_plan *first, bool english, qn_findings *findings) {
  qn_text path = {0}, title = {0}, name = {0};
  const char *county = first->county ? first->county : "";
  const char *township = first->township ? first->township : "";
  qn_status s = add_name(&name, township);
  if (!s) s = qn_text_addf(&path, "%s/", folder);
  if (!s) s = add_name(&path, first->township_code ? first->township_code : "");
  if (!s) s = qn_text_addf(&path, "%s%s.xlsx", name.length ? "-" : "", qn_text_str(&name));
  if (!s)
    s = english ? qn_text_addf(&title, "%s %s: clean heating, village by village", county, township)
                : qn_text_addf(&title, "%s%s冬季清洁取暖确村确户台账", county, township);
  if (!s) {
    qn_book_sheet sheet = *form;
    sheet.name = qn_text_str(&name);
    sheet.title = title.bytes;
    s = qn_book_write(path.bytes, title.bytes, &sheet, 1, english, findings);
  }
  qn_text_clear(&path);
  qn_text_clear(&title);
  qn_text_clear(&name);
  return s;
}

/* Rows sorted by township, in their order within it. */
static place *sorted_places(const qn_rows *units, qn_arena *arena) {
  place *places = qn_arena_array(arena, units->count, sizeof *places);
  for (size_t i = 0; places && i < units->count; i++) {
    const qn_unit_plan *u = qn_row(units, i);
    places[i] = (place){u->township_code ? u->township_code : "", (int)i};
  }
  if (places && units->count) qsort(places, units->count, sizeof *places, by_code);
  return places;
}

qn_status qn_report_townships(const char *folder, const qn_rows *units, const qn_rows *modes,
                              bool english, qn_findings *findings) {
  qn_arena *arena = qn_arena_new();
  place *places = arena ? sorted_places(units, arena) : NULL;
  int *pick = places ? qn_arena_array(arena, units->count, sizeof *pick) : NULL;
  qn_book_column columns[LEDGER];
  make_columns(columns, english);
  const palette p = palette_of(modes, &qn_unit_plans_table);
  qn_status s = pick ? QN_OK : QN_ENOMEM;
  for (size_t i = 0, n; i < units->count && !s; i += n) {
    for (n = 0; i + n < units->count && !strcmp(places[i].code, places[i + n].code); n++)
      pick[n] = places[i + n].row;
    const qn_book_sheet form = {.rows = units,
                                .pick = pick,
                                .n_row = n,
                                .columns = columns,
                                .n_column = LEDGER,
                                .notes = english ? notes_en : notes_zh,
                                .n_note = 2,
                                .fill = fill_converted,
                                .who = &p,
                                .is_form = true};
    s = write_township(folder, &form, qn_row(units, (size_t)pick[0]), english, findings);
  }
  qn_arena_free(arena);
  return s;
}
