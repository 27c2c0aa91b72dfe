#include "table/layout.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/units.h"
#include "table/cell.h"
#include "table/choice.h"
#include "table/fold.h"

static bool is_empty(const qn_cell *cell) {
  if (cell->is_number) return false;
  if (!cell->text) return true;
  const char *p = cell->text;
  while (*p == ' ' || (*p >= '\t' && *p <= '\r') || !strncmp(p, "\xE3\x80\x80", 3) ||
         !strncmp(p, "\xC2\xA0", 2))
    p += *p == '\xE3' ? 3 : *p == '\xC2' ? 2 : 1;
  return !*p;
}

bool qn_row_is_blank(const qn_sheet_row *row) {
  for (size_t i = 0; i < row->count; i++)
    if (!is_empty(&row->cell[i]) || row->cell[i].fault == QN_CELL_UNCALCULATED) return false;
  return true;
}

bool qn_row_is_single(const qn_sheet_row *row) {
  size_t n = 0;
  for (size_t i = 0; i < row->count; i++) n += !is_empty(&row->cell[i]);
  return n == 1;
}

qn_status qn_row_copy(qn_sheet_row *out, const qn_sheet_row *row, qn_arena *arena) {
  qn_cell *cell = qn_arena_array(arena, row->count, sizeof *cell);
  if (!cell) return QN_ENOMEM;
  for (size_t i = 0; i < row->count; i++) {
    cell[i] = row->cell[i];
    cell[i].text = qn_arena_text(arena, row->cell[i].text);
    if (row->cell[i].text && !cell[i].text) return QN_ENOMEM;
  }
  *out = (qn_sheet_row){row->line, row->count, cell};
  return QN_OK;
}

/* --- the header --- */

/* True when a unit may stand below the header: "a" is a year below an area and an id below 编号. */
static bool takes_unit(const qn_headings *headings, const char *upper, const char *lower) {
  const int c = qn_headings_find(headings, upper);
  qn_unit unit;
  if (c < 0 || isdigit((unsigned char)*lower) || qn_unit_parse(&unit, lower)) return false;
  const qn_kind kind = headings->table->columns[c].kind;
  return kind == QN_REAL || kind == QN_INT;
}

/* The lower cell joined to the upper one in the ways in which people mean it; the first that names
 * a column wins. upper_unit: bracket cut off the upper text, "" for none. */
static qn_status join(qn_text *out, const qn_headings *headings, const char *upper,
                      const char *upper_unit, const char *lower) {
  const char *const ways[][3] = {
      {upper, lower, upper_unit}, {lower, upper, upper_unit}, {lower, "", upper_unit}};
  out->length = 0;
  if (takes_unit(headings, upper, lower)) return qn_text_addf(out, "%s(%s)", upper, lower);
  for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
    out->length = 0;
    const qn_status s = qn_text_addf(out, "%s%s%s", ways[w][0], ways[w][1], ways[w][2]);
    if (s || qn_headings_find(headings, out->bytes) >= 0) return s;
  }
  out->length = 0;
  return qn_text_addf(out, "%s %s%s", upper, lower, upper_unit);
}

/* Where the bracket at the end of a folded header begins, or its end. */
static size_t bracket_of(const char *text) {
  const size_t n = strlen(text);
  const char *open = n && text[n - 1] == ')' ? strrchr(text, '(') : NULL;
  return open && open > text ? (size_t)(open - text) : n;
}

static qn_status join_cells(const char **out, const qn_headings *headings, const char *upper,
                            const char *lower) {
  char a[QN_FOLDED], b[QN_FOLDED], unit[QN_FOLDED];
  qn_text joined = {0};
  qn_fold(a, upper, QN_FOLD_NO_SPACE);
  size_t n = qn_fold(b, lower, QN_FOLD_NO_SPACE);
  char *below = b;
  /* A unit below comes in brackets or without. */
  if (n > 2 && b[0] == '(' && b[n - 1] == ')') b[n - 1] = '\0', below++;
  const size_t at = bracket_of(a);
  strcpy(unit, a + at);
  a[at] = '\0';
  const qn_status s = join(&joined, headings, a, unit, below);
  *out = s ? NULL : qn_arena_text(headings->arena, joined.bytes);
  qn_text_clear(&joined);
  return s ? s : *out ? QN_OK : QN_ENOMEM;
}

/* Joins two header rows into one. A cell merged over several columns stands in the first of them:
 * it is carried to the right as long as there is something below. */
static qn_status join_rows(qn_sheet_row *out, const qn_headings *headings,
                           const qn_sheet_row *upper, const qn_sheet_row *lower) {
  const size_t n = upper->count > lower->count ? upper->count : lower->count;
  qn_cell *cell = qn_arena_array(headings->arena, n, sizeof *cell);
  if (!cell) return QN_ENOMEM;
  const char *carried = NULL;
  for (size_t i = 0; i < n; i++) {
    const qn_cell *a = i < upper->count && !is_empty(&upper->cell[i]) ? &upper->cell[i] : NULL;
    const qn_cell *b = i < lower->count && !is_empty(&lower->cell[i]) ? &lower->cell[i] : NULL;
    if (a) carried = a->text;
    if (!b) {
      if (a) cell[i] = *a;
    } else if (!carried || b->is_number) {
      cell[i] = *b;
    } else {
      const qn_status s = join_cells(&cell[i].text, headings, carried, b->text);
      if (s) return s;
    }
  }
  *out = (qn_sheet_row){upper->line, n, cell};
  return QN_OK;
}

qn_status qn_layout_find(qn_layout *out, const qn_headings *headings, const qn_sheet_row *rows,
                         size_t n) {
  size_t best = 0;
  *out = (qn_layout){.height = n > 0};
  if (n) out->head = rows[0];
  for (size_t i = 0; i < n; i++) {
    qn_sheet_row head = rows[i];
    size_t height = 1;
    qn_score score, joined;
    qn_status s = qn_headings_score(&score, headings, &head);
    if (s) return s;
    if (score.named && i + 1 < n) {
      qn_sheet_row both;
      s = join_rows(&both, headings, &rows[i], &rows[i + 1]);
      if (!s) s = qn_headings_score(&joined, headings, &both);
      if (s) return s;
      if (joined.named + joined.units > score.named + score.units && joined.named >= score.named)
        score = joined, head = both, height = 2;
    }
    if (score.named > best) *out = (qn_layout){i, height, head}, best = score.named;
    if (score.named && score.is_complete) break;
  }
  return QN_OK;
}

qn_status qn_layout_units(const char **out, const qn_sheet_row *row, qn_arena *arena) {
  for (size_t i = 0; i < row->count; i++) {
    char text[QN_FOLDED];
    if (is_empty(&row->cell[i]) || row->cell[i].is_number) continue;
    qn_fold(text, row->cell[i].text, QN_FOLD_NO_SPACE);
    const char *word = strstr(text, "单位:");
    if (!word) continue;
    word += strlen("单位:");
    *out = qn_arena_copy(arena, word, strcspn(word, ")"));
    if (!*out) return QN_ENOMEM;
  }
  return QN_OK;
}

/* --- rows that are no rows of the table --- */

const qn_cell *qn_row_first(const qn_sheet_row *row) {
  for (size_t i = 0; i < row->count; i++)
    if (!is_empty(&row->cell[i])) return &row->cell[i];
  return NULL;
}

bool qn_row_is_note(const qn_sheet_row *row) {
  static const char words[] =
      "注|备注|说明|填表说明|填表人|填报人|填报单位|填报日期|制表|制表人|制表单位|编制|编制人|"
      "编制单位|审核|审核人|审批|复核|单位负责人|负责人|数据来源|资料来源|联系电话";
  const qn_cell *first = qn_row_first(row);
  if (!first || first->is_number || !((unsigned char)first->text[0] & 0x80)) return false;
  char text[QN_FOLDED];
  qn_fold(text, first->text, QN_FOLD_NO_SPACE);
  for (const char *rest = words; rest;) {
    const qn_slice word = qn_part(&rest);
    const char *end = text + word.length;
    if (strncmp(text, word.at, word.length)) continue;
    if (*end == ':' || !*end || isdigit((unsigned char)*end)) return true;
  }
  return false;
}

bool qn_row_is_whole(const qn_sheet_row *row, const qn_table *table, const qn_heading *heading,
                     size_t n_heading) {
  int texts = 0;
  for (size_t i = 0; i < n_heading; i++) {
    const qn_column *column = heading[i].column < 0 ? NULL : &table->columns[heading[i].column];
    if (!column || !(column->flags & (QN_KEY | QN_REQUIRED)) || column->fallback) continue;
    if (i >= row->count || qn_cell_is_empty(&row->cell[i], column)) return false;
    texts += column->kind != QN_REAL && column->kind != QN_INT;
  }
  return texts > 1;
}

/* The number a cell of the numbering line gives its column, negative for 甲 乙 ...; 0 for none. */
static int number_of(const qn_cell *cell, bool *is_plain) {
  static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊"};
  char text[QN_FOLDED];
  int number = 0, end = 0;
  if (cell->is_number) return 0;
  qn_fold(text, cell->text, QN_FOLD_NO_SPACE);
  for (int i = 0; i < 5; i++)
    if (!strcmp(text, stems[i])) return -1 - i;
  *is_plain = *text != '(';
  return sscanf(text, *is_plain ? "%3d%n" : "(%3d)%n", &number, &end) == 1 && !text[end] ? number
                                                                                         : 0;
}

qn_numbering qn_row_numbering(const qn_sheet_row *row) {
  enum { LEAST_PLAIN = 5 };
  int stems = 0, numbers = 0;
  bool is_plain = false;
  for (size_t i = 0; i < row->count; i++) {
    if (is_empty(&row->cell[i])) continue;
    const int number = number_of(&row->cell[i], &is_plain);
    if (number < 0 && !numbers && -number == stems + 1)
      stems++;
    else if (number > 0 && (number == numbers + 1 || (number == stems + 1 && !numbers)))
      numbers = number;
    else
      return QN_NO_NUMBERING;
  }
  if (numbers + stems <= 2 || (is_plain && !stems && numbers < LEAST_PLAIN)) return QN_NO_NUMBERING;
  return is_plain && !stems ? QN_NUMBERING_PLAIN : QN_NUMBERING;
}

/* Few cells end like a word for a sum: 计 or l, perhaps with spaces behind. */
static bool may_be_sum(const qn_cell *cell) {
  if (cell->is_number || !cell->text) return false;
  size_t n = strlen(cell->text);
  while (n && cell->text[n - 1] == ' ') n--;
  const char *end = cell->text + n;
  return (n >= 3 && (!strncmp(end - 3, "计", 3) || !strncmp(end - 3, "\xE3\x80\x80", 3))) ||
         (n && (end[-1] == 'l' || end[-1] == 'L'));
}

/* By the whole text, or by its end when part is set. */
static qn_sum_kind sum_word(const qn_cell *cell, bool part) {
  static const struct {
    const char *word;
    qn_sum_kind kind;
  } words[] = {{"小计", QN_SUBTOTAL},    {"合计", QN_TOTAL},        {"总计", QN_GRAND_TOTAL},
               {"共计", QN_GRAND_TOTAL}, {"subtotal", QN_SUBTOTAL}, {"total", QN_TOTAL}};
  if (!may_be_sum(cell)) return QN_NO_SUM;
  char plain[QN_FOLDED];
  const size_t has = qn_fold(plain, cell->text, QN_FOLD_NO_SPACE);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const size_t n = strlen(words[i].word);
    const bool fits = part ? has >= n : has == n;
    if (fits && !strcasecmp(plain + has - n, words[i].word)) return words[i].kind;
  }
  return QN_NO_SUM;
}

/* A table without numbers has no sums: a statement may well have the id total. */
static bool has_numbers(const qn_table *table) {
  for (size_t c = 0; c < table->n_column; c++)
    if (table->columns[c].kind == QN_REAL || table->columns[c].kind == QN_INT) return true;
  return false;
}

qn_sum_kind qn_row_sum_kind(const qn_sheet_row *row, const qn_table *table,
                            const qn_heading *heading, size_t n_heading, const qn_cell **word) {
  if (!has_numbers(table)) return QN_NO_SUM;
  const qn_cell *first = qn_row_first(row);
  *word = first;
  qn_sum_kind kind = first ? sum_word(first, true) : QN_NO_SUM;
  for (size_t i = 0; i < n_heading && i < row->count; i++) {
    const int c = heading[i].column;
    if (c < 0 || !(table->columns[c].flags & QN_KEY) || is_empty(&row->cell[i])) continue;
    const qn_sum_kind whole = sum_word(&row->cell[i], false);
    if (whole) return *word = &row->cell[i], whole;
    if (&row->cell[i] != first) kind = QN_NO_SUM;
  }
  return kind;
}
