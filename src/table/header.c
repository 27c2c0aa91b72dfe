/* A header is folded (width, case, spaces, underscores, the star that marks a required column) and
 * looked up whole; when it is not known, brackets at its end are taken off one after the other and
 * read as a unit, or else as a remark. */
#include "table/header.h"

#include <ctype.h>
#include <string.h>

#include "base/units.h"
#include "table/choice.h"
#include "table/fold.h"

/* In what headers are compared. */
enum { COMPARED = QN_FOLD_LOWER | QN_FOLD_NO_SPACE | QN_FOLD_NO_MARK };

static qn_status add_name(qn_headings *headings, const char *name, size_t length, size_t column) {
  char copy[QN_FOLDED], folded[QN_FOLDED];
  if (length >= sizeof copy) return QN_EUSAGE;
  memcpy(copy, name, length);
  copy[length] = '\0';
  qn_fold(folded, copy, COMPARED);
  const char *kept = qn_arena_text(headings->arena, folded);
  return kept ? qn_names_add(&headings->names, kept, column, NULL) : QN_ENOMEM;
}

/* The part of an English name that repeats the unit: 3 of area_m2 in m2, 0 when none does. So
 * "area [ha]" is that column too. */
static size_t unit_suffix(const qn_column *column) {
  const char *unit = column->unit ? column->unit : "";
  const size_t n = strlen(unit), length = strlen(column->name);
  if (!n || length < n + 2 || column->name[length - n - 1] != '_') return 0;
  for (size_t i = 0; i < n; i++) {
    const char c = unit[i] == '/' ? '_' : (char)tolower((unsigned char)unit[i]);
    if (column->name[length - n + i] != c) return 0;
  }
  return n + 1;
}

qn_status qn_headings_make(qn_headings *out, const qn_table *table, qn_arena *arena) {
  *out = (qn_headings){.table = table, .arena = arena};
  qn_status s = QN_OK;
  for (size_t c = 0; c < table->n_column && !s; c++)
    s = add_name(out, table->columns[c].name, strlen(table->columns[c].name), c);
  for (size_t c = 0; c < table->n_column && !s; c++)
    for (const char *rest = table->columns[c].zh; rest && !s;) {
      const qn_slice name = qn_part(&rest);
      s = add_name(out, name.at, name.length, c);
    }
  for (size_t c = 0; c < table->n_column && !s; c++) {
    const size_t n = unit_suffix(&table->columns[c]);
    if (n) s = add_name(out, table->columns[c].name, strlen(table->columns[c].name) - n, c);
  }
  if (s) qn_headings_clear(out);
  return s;
}

void qn_headings_clear(qn_headings *headings) {
  qn_names_clear(&headings->names);
}

/* A header taken apart: the column, and the unit in brackets where there is one. */
typedef struct {
  int column;
  const char *unit; /* points into the text that was taken apart, NULL for none */
} parted;

/* Cuts "(...)" or "[...]" off the end of a folded header; returns what stood inside. */
static char *cut_bracket(char *text) {
  const size_t n = strlen(text);
  if (n < 3 || (text[n - 1] != ')' && text[n - 1] != ']')) return NULL;
  const char close = text[n - 1], open = close == ')' ? '(' : '[';
  size_t at = n - 1, depth = 1;
  while (at > 0 && depth > 0) {
    at--;
    if (text[at] == close) depth++;
    if (text[at] == open) depth--;
  }
  if (depth > 0 || at == 0) return NULL;
  text[n - 1] = '\0';
  text[at] = '\0';
  return text + at + 1;
}

static int known(const qn_headings *headings, const char *text) {
  char folded[QN_FOLDED];
  qn_fold(folded, text, COMPARED);
  const size_t index = qn_names_find(&headings->names, folded);
  return index == QN_NO_INDEX ? QN_NOT_OURS : (int)index;
}

/* text: folded but for its case, which units know; cut into pieces. The innermost unit wins over
 * remarks. */
static parted take_apart(const qn_headings *headings, char *text) {
  parted p = {.column = known(headings, text)};
  while (p.column < 0) {
    const char *inside = cut_bracket(text);
    if (!inside) break;
    qn_unit unit;
    if (*inside && !qn_unit_parse(&unit, inside)) p.unit = inside;
    p.column = known(headings, text);
  }
  return p;
}

int qn_headings_find(const qn_headings *headings, const char *text) {
  char plain[QN_FOLDED];
  return qn_fold(plain, text, 0) ? take_apart(headings, plain).column : QN_NOT_OURS;
}

static bool must_be_there(const qn_column *column) {
  return (column->flags & (QN_KEY | QN_REQUIRED)) && !column->fallback;
}

qn_status qn_headings_score(qn_score *out, const qn_headings *headings, const qn_sheet_row *row) {
  const qn_table *table = headings->table;
  *out = (qn_score){.is_complete = true};
  bool *named = qn_arena_array(headings->arena, table->n_column, sizeof *named);
  if (!named) return QN_ENOMEM;
  for (size_t i = 0; i < row->count; i++) {
    char plain[QN_FOLDED];
    if (!row->cell[i].text || !qn_fold(plain, row->cell[i].text, 0)) continue;
    const parted p = take_apart(headings, plain);
    if (p.column < 0 || named[p.column]) continue;
    named[p.column] = true;
    out->named++;
    out->units += p.unit != NULL;
  }
  for (size_t c = 0; c < table->n_column; c++)
    if (must_be_there(&table->columns[c]) && !named[c]) out->is_complete = false;
  return QN_OK;
}

/* Columns that every workbook has and no table. */
static bool is_furniture(const char *plain_text) {
  static const char *const words[] = {"序号", "备注", "No.", "no.", "NO.", "#", "填表说明"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (!strcmp(words[i], plain_text)) return true;
  return false;
}

/* A column that declares no unit takes any that is no multiple (经度(度), 数量(个)); of text and
 * years a unit is a remark. */
static bool is_remark(const qn_column *column, const char *text) {
  qn_unit unit;
  if ((column->kind != QN_REAL && column->kind != QN_INT) || column->flags & QN_ANNUAL) return true;
  return (!column->unit || !*column->unit) && !qn_unit_parse(&unit, text) && unit.factor == 1;
}

/* The scale from the unit of a header to that of its column. */
static qn_status scale_of(qn_scale *out, const qn_column *column, const char *unit,
                          qn_findings *findings) {
  double factor = 1;
  qn_status s = QN_OK;
  if (unit && !is_remark(column, unit)) s = qn_unit_factor(&factor, unit, column->unit);
  if (s == QN_ENOMEM) return s;
  *out = qn_scale_of(s ? 1 : factor);
  if (!s) return s;
  s = qn_fail(findings, QN_EINPUT, QN_N_("the unit in the header does not fit: expected one of %s"),
              column->unit && *column->unit ? column->unit : "1");
  qn_found(findings, unit);
  return s;
}

static bool is_ascii(const char *text) {
  while (*text && (unsigned char)*text < 0x80) text++;
  return !*text;
}

/* The nearest name is suggested in the language of the header. */
static qn_status warn_unknown(const qn_headings *headings, const char *text,
                              qn_findings *findings) {
  char folded[QN_FOLDED];
  qn_text name = {0};
  qn_status s = QN_OK;
  qn_fold(folded, text, COMPARED);
  const char *nearest = qn_names_nearest(&headings->names, folded);
  qn_warn(findings, QN_N_("unknown column, not read"));
  qn_found(findings, text);
  if (nearest) {
    const size_t at = qn_names_find(&headings->names, nearest);
    const qn_column *column = &headings->table->columns[at];
    s = is_ascii(text) ? qn_text_add(&name, column->name) : qn_column_zh(&name, column);
    if (!s) qn_suggest(findings, name.bytes);
  }
  qn_text_clear(&name);
  return s;
}

static qn_status match_one(qn_heading *out, const qn_headings *headings, const qn_cell *cell,
                           qn_findings *findings) {
  const qn_table *table = headings->table;
  char text[QN_FOLDED];
  *out = (qn_heading){.column = QN_NO_HEADING, .scale = qn_scale_of(1), .text = ""};
  if (!cell->text || !qn_fold(text, cell->text, 0)) return QN_OK;
  out->text = qn_arena_text(headings->arena, text);
  if (!out->text) return QN_ENOMEM;
  const size_t mark = qn_findings_count(findings);
  const parted p = take_apart(headings, text);
  out->column = p.column;
  out->has_unit = p.unit != NULL;
  qn_status s = QN_OK;
  if (p.column >= 0)
    s = scale_of(&out->scale, &table->columns[p.column], p.unit, findings);
  else if (!is_furniture(out->text))
    s = warn_unknown(headings, out->text, findings);
  out->is_unreadable = s == QN_EINPUT;
  qn_locate(findings, mark,
            (qn_place){.column = p.column >= 0 ? table->columns[p.column].name : out->text,
                       .row = cell->line});
  return s;
}

static qn_status check_twice(const qn_heading *at, size_t i, long line, const qn_table *table,
                             qn_findings *findings) {
  for (size_t j = 0; j < i; j++)
    if (at[j].column == at[i].column && at[i].column >= 0) {
      const size_t mark = qn_findings_count(findings);
      const qn_status s =
          qn_fail(findings, QN_EINPUT, QN_N_("the headers %s and %s name the same column"),
                  at[j].text, at[i].text);
      qn_locate(findings, mark,
                (qn_place){.column = table->columns[at[i].column].name, .row = line});
      return s;
    }
  return QN_OK;
}

static qn_status check_missing(const qn_heading *at, size_t n, const qn_table *table,
                               qn_findings *findings) {
  qn_status worst = QN_OK;
  for (size_t c = 0; c < table->n_column; c++) {
    const qn_column *column = &table->columns[c];
    bool is_there = !must_be_there(column);
    for (size_t i = 0; i < n && !is_there; i++) is_there = at[i].column == (int)c;
    if (is_there) continue;
    const size_t mark = qn_findings_count(findings);
    qn_text zh = {0};
    worst = qn_column_zh(&zh, column);
    if (worst) return worst;
    worst = qn_fail(findings, QN_EINPUT, QN_N_("the column %s (%s) is missing"), column->name,
                    zh.bytes);
    qn_text_clear(&zh);
    qn_locate(findings, mark, (qn_place){.column = column->name});
  }
  return worst;
}

/* Gives a unit that stands above the table to the columns of its dimension. */
static void spread_unit(qn_heading *at, size_t n, const qn_table *table, const char *unit,
                        qn_findings *findings) {
  for (size_t i = 0; i < n; i++) {
    const qn_column *column = at[i].column < 0 ? NULL : &table->columns[at[i].column];
    double factor;
    if (!column || at[i].has_unit || (column->kind != QN_REAL && column->kind != QN_INT)) continue;
    if (!column->unit || !*column->unit || !strcmp(column->unit, "1")) continue;
    if (qn_unit_factor(&factor, unit, column->unit) || factor == 1) continue;
    const size_t mark = qn_findings_count(findings);
    at[i].scale = qn_scale_of(factor);
    at[i].has_unit = true;
    qn_note(findings, QN_N_("read in %s, the unit that stands above the table"), unit);
    qn_locate(findings, mark, (qn_place){.column = column->name});
  }
}

static qn_status spread_units(qn_heading *at, size_t n, const qn_table *table, const char *units,
                              qn_findings *findings) {
  qn_status s = QN_OK;
  while (units && !s) {
    qn_text unit = {0};
    const qn_slice item = qn_list_item(&units);
    s = qn_text_add_n(&unit, item.at, item.length);
    if (!s && unit.length) spread_unit(at, n, table, unit.bytes, findings);
    qn_text_clear(&unit);
  }
  return s;
}

qn_status qn_headings_match(qn_heading **out, const qn_headings *headings, const qn_sheet_row *row,
                            const char *units, qn_findings *findings) {
  qn_heading *at = qn_arena_array(headings->arena, row->count, sizeof *at);
  if (!at) return QN_ENOMEM;
  qn_status worst = QN_OK;
  for (size_t i = 0; i < row->count; i++) {
    qn_status s = match_one(&at[i], headings, &row->cell[i], findings);
    if (s == QN_ENOMEM) return s;
    if (!s) s = check_twice(at, i, row->cell[i].line, headings->table, findings);
    if (s) worst = s;
  }
  *out = at;
  qn_status s = spread_units(at, row->count, headings->table, units, findings);
  if (s) return s;
  s = check_missing(at, row->count, headings->table, findings);
  return s ? s : worst;
}
