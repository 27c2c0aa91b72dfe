#include "table/template.h"

#include <stdlib.h>
#include <string.h>

#include "table/choice.h"
#include "table/facts.h"
#include "table/print.h"
#include "table/staged.h"
#include "table/xlsx_style.h"

/* Cells below the header that get lists and checks; Excel carries them along when rows are added
 * in between. */
enum { CHECKED_ROWS = 5000, MOST_LIST = 255 };

typedef struct {
  lxw_workbook *book;
  qn_xlsx_style style;
  qn_wording in; /* of all tables of the workbook */
} job;

/* What one cell range accepts. */
typedef struct {
  lxw_worksheet *sheet;
  lxw_row_t first, last;
  lxw_col_t col;
} range;

static bool is_shown(const qn_column *column) {
  return !(column->flags & QN_HIDDEN);
}

static bool must_fill(const qn_column *column) {
  return (column->flags & (QN_KEY | QN_REQUIRED)) && !column->fallback;
}

/* --- lists and checks --- */

static lxw_error validate(const range *at, lxw_data_validation *check) {
  check->ignore_blank = LXW_VALIDATION_ON;
  return worksheet_data_validation_range(at->sheet, at->first, at->col, at->last, at->col, check);
}

/* All choices as "甲,乙", NULL when a spreadsheet would not take so long a list. */
static qn_status choice_list(qn_text *out, const qn_column *column, bool english) {
  qn_status s = qn_text_add(out, "\"");
  for (int i = 0; !s && qn_choice_span(column, i, true).length; i++) {
    const qn_slice word = qn_choice_span(column, i, english);
    if (i) s = qn_text_add(out, ",");
    if (!s) s = qn_text_add_n(out, word.at, word.length);
  }
  return s ? s : qn_text_add(out, "\"");
}

/* A list given as a formula is copied twice and freed once by libxlsxwriter 1.1.4; so it gets a
 * list of one word, whose formula is then replaced. */
static lxw_error offer_list(const range *at, const char *formula, bool strict) {
  const char *words[] = {"-", NULL};
  lxw_data_validation check = {.validate = LXW_VALIDATION_TYPE_LIST,
                               .value_list = (char **)words,
                               .error_type = strict ? LXW_VALIDATION_ERROR_TYPE_STOP
                                                    : LXW_VALIDATION_ERROR_TYPE_INFORMATION};
  const lxw_error e = validate(at, &check);
  if (e) return e;
  lxw_data_val_obj *made = STAILQ_FIRST(at->sheet->data_validations);
  while (STAILQ_NEXT(made, list_pointers)) made = STAILQ_NEXT(made, list_pointers);
  char *own = realloc(made->value_formula, strlen(formula) + 1);
  if (!own) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  made->value_formula = strcpy(own, formula);
  return LXW_NO_ERROR;
}

/* Outside the range is asked about, not refused: the unit in a header may be another one. */
static lxw_error check_range(const range *at, const qn_column *column) {
  lxw_data_validation check = {.validate = LXW_VALIDATION_TYPE_DECIMAL,
                               .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                               .minimum_number = column->min,
                               .maximum_number = column->max,
                               .value_number = column->min,
                               .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
  if (column->flags & QN_ANNUAL) check.minimum_number = 2000, check.maximum_number = 2100;
  if (check.minimum_number == 0 && check.maximum_number == 0) return LXW_NO_ERROR;
  if (check.maximum_number >= QN_NO_CEILING)
    check.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
  return validate(at, &check);
}

/* Place of a column among those that are shown. */
static lxw_col_t shown_place(const qn_table *table, const qn_column *column) {
  lxw_col_t place = 0;
  for (const qn_column *c = table->columns; c < column; c++) place += is_shown(c);
  return place;
}

/* The cells of the column that is referred to; empty when there is no such sheet. */
static qn_status reference_cells(qn_text *out, const job *j, const qn_column *column) {
  const char *rest = column->ref;
  const qn_slice target = qn_part(&rest);
  const char *dot = memchr(target.at, '.', target.length);
  const qn_table *table =
      dot ? qn_wording_table(&j->in, target.at, (size_t)(dot - target.at)) : NULL;
  qn_text name = {0}, sheet = {0};
  qn_status s = qn_text_add(out, "");
  if (table) s = qn_text_add_n(&name, dot + 1, target.length - (size_t)(dot + 1 - target.at));
  const qn_column *key = table && !s ? qn_table_column(table, name.bytes) : NULL;
  if (key && is_shown(key)) {
    char letters[LXW_MAX_COL_NAME_LENGTH];
    lxw_col_to_name(letters, shown_place(table, key), LXW_FALSE);
    s = qn_xlsx_sheet_name(&sheet, j->book, table, j->in.english);
    if (!s) s = qn_text_addf(out, "'%s'!$%s$2:$%s$%d", sheet.bytes, letters, letters, CHECKED_ROWS);
  }
  qn_text_clear(&name);
  qn_text_clear(&sheet);
  return s;
}

static lxw_error add_checks(const job *j, const range *at, const qn_column *column) {
  qn_text list = {0};
  lxw_error e = LXW_NO_ERROR;
  qn_status s = QN_OK;
  if (column->flags & QN_LIST) return e; /* several values: no list can offer them */
  if (column->ref) {
    s = reference_cells(&list, j, column);
    if (!s && list.length) e = offer_list(at, list.bytes, false);
  } else if (column->kind == QN_CHOICE) {
    s = choice_list(&list, column, j->in.english);
    if (!s && list.length <= MOST_LIST) e = offer_list(at, list.bytes, true);
  } else if (column->kind == QN_BOOL) {
    e = offer_list(at, j->in.english ? "\"yes,no\"" : "\"是,否\"", true);
  } else if (column->kind == QN_REAL || column->kind == QN_INT) {
    e = check_range(at, column);
  }
  qn_text_clear(&list);
  return s ? LXW_ERROR_MEMORY_MALLOC_FAILED : e;
}

/* --- sheets --- */

static qn_status explain(qn_text *out, const qn_column *column, const qn_wording *in) {
  qn_text rules = {0};
  qn_status s = qn_text_add(out, qn_fact_help(column, in->english));
  if (!s) s = qn_text_addf(out, "\n%s", qn_fact_kind(column, in->english));
  if (!s) s = qn_fact_rules(&rules, column, in);
  if (!s && rules.length) s = qn_text_addf(out, in->english ? "; %s" : "；%s", rules.bytes);
  qn_text_clear(&rules);
  return s;
}

/* A header or key cell with its comment. */
static lxw_error write_name(const job *j, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                            const char *name, const qn_column *column) {
  qn_text words = {0};
  lxw_comment_options look = {.width = 260, .height = 110, .font_size = 9};
  const bool ok = !explain(&words, column, &j->in);
  lxw_error e = worksheet_write_string(sheet, row, col, name,
                                       must_fill(column) ? j->style.required : j->style.header);
  if (!e && ok) e = worksheet_write_comment_opt(sheet, row, col, words.bytes, &look);
  qn_text_clear(&words);
  return ok ? e : LXW_ERROR_MEMORY_MALLOC_FAILED;
}

static lxw_error fill_table(const job *j, lxw_worksheet *sheet, const qn_table *table) {
  lxw_error e = LXW_NO_ERROR;
  for (size_t c = 0; c < table->n_column && !e; c++) {
    const qn_column *column = &table->columns[c];
    if (!is_shown(column)) continue;
    const range at = {sheet, 1, CHECKED_ROWS - 1, shown_place(table, column)};
    qn_text header = {0};
    if (qn_print_header(&header, column, j->in.english)) e = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (!e)
      e = worksheet_set_column(sheet, at.col, at.col, qn_xlsx_width(header.bytes),
                               qn_xlsx_format(&j->style, column));
    if (!e) e = write_name(j, sheet, 0, at.col, header.bytes, column);
    if (!e) e = add_checks(j, &at, column);
    qn_text_clear(&header);
  }
  return e;
}

/* The default of a setting in the language of the sheet. */
static qn_status default_text(qn_text *out, const qn_column *column, bool english) {
  if (column->kind == QN_BOOL) {
    const bool is_true = column->fallback && *column->fallback == '1';
    return qn_text_add(out, is_true ? (english ? "yes" : "是") : (english ? "no" : "否"));
  }
  const int choice =
      column->kind == QN_CHOICE && column->fallback ? qn_choice_find(column, column->fallback) : -1;
  const qn_slice word = qn_choice_span(column, choice, english);
  if (choice >= 0) return qn_text_add_n(out, word.at, word.length);
  return qn_text_add(out, column->fallback ? column->fallback : "");
}

static lxw_error fill_key(const job *j, lxw_worksheet *sheet, lxw_row_t row,
                          const qn_column *column) {
  qn_text name = {0}, value = {0}, unit = {0};
  qn_status s = j->in.english ? qn_text_add(&name, column->name) : qn_column_zh(&name, column);
  if (!s) s = default_text(&value, column, j->in.english);
  if (!s) s = qn_fact_unit(&unit, column, j->in.english);
  lxw_error e =
      s ? LXW_ERROR_MEMORY_MALLOC_FAILED : write_name(j, sheet, row, 0, name.bytes, column);
  double number;
  if (!e && qn_real_parse(value.bytes, &number))
    e = worksheet_write_number(sheet, row, 1, number, NULL);
  else if (!e && value.length)
    e = worksheet_write_string(sheet, row, 1, value.bytes, NULL);
  if (!e && unit.length) e = worksheet_write_string(sheet, row, 2, unit.bytes, NULL);
  if (!e) e = worksheet_write_string(sheet, row, 3, qn_fact_help(column, j->in.english), NULL);
  if (!e) e = add_checks(j, &(range){sheet, row, row, 1}, column);
  qn_text_clear(&name);
  qn_text_clear(&value);
  qn_text_clear(&unit);
  return e;
}

static lxw_error fill_keys(const job *j, lxw_worksheet *sheet, const qn_table *table) {
  static const struct {
    const char *name[2];
    double width;
  } parts[] = {
      {{"键", "key"}, 28}, {{"值", "value"}, 24}, {{"单位", "unit"}, 10}, {{"备注", "note"}, 60}};
  lxw_error e = LXW_NO_ERROR;
  for (lxw_col_t c = 0; c < 4 && !e; c++) {
    e = worksheet_set_column(sheet, c, c, parts[c].width, NULL);
    if (!e) e = worksheet_write_string(sheet, 0, c, parts[c].name[j->in.english], j->style.header);
  }
  lxw_row_t row = 1;
  for (size_t c = 0; c < table->n_column && !e; c++)
    if (is_shown(&table->columns[c])) e = fill_key(j, sheet, row++, &table->columns[c]);
  return e;
}

static const char *const advice[][2] = {
    {"本工作簿为空白模板，填好后可直接用 qingnuan check 检查、用 qingnuan plan 编制方案。",
     "This workbook is an empty template: fill it in, then run qingnuan check and qingnuan plan."},
    {"橙色表头为必填列；鼠标停在表头上可看含义、取值范围和默认值。",
     "Columns with an orange header must be filled in; rest the pointer on a header for its "
     "meaning, "
     "range and default."},
    {"括号内为单位，可改成其他单位，如 取暖面积(万m2)，程序自动换算。",
     "Units stand in brackets and may be changed, as in area (ha): values are converted."},
    {"代码、编号列为文本格式，前面的零会保留。", "Codes are text: leading zeros are kept."},
    {"引用其他表的列可填代码，也可填名称（名称不重复时）。",
     "A reference takes the code, or the name where it is unique."},
    {"不用的工作表可以留空或删除。", "Sheets that are not needed may stay empty or be deleted."},
};

static lxw_error link_sheet(const job *j, lxw_worksheet *first, lxw_row_t row,
                            const qn_table *table) {
  qn_text name = {0}, url = {0};
  const char *help = j->in.english ? table->en : table->zh_help;
  qn_status s = qn_xlsx_sheet_name(&name, j->book, table, j->in.english);
  if (!s) s = qn_text_addf(&url, "internal:'%s'!A1", name.bytes);
  lxw_error e = s ? LXW_ERROR_MEMORY_MALLOC_FAILED
                  : worksheet_write_url_opt(first, row, 0, url.bytes, NULL, name.bytes, NULL);
  if (!e) e = worksheet_write_string(first, row, 1, help ? help : "", j->style.wrapped);
  qn_text_clear(&name);
  qn_text_clear(&url);
  return e;
}

static lxw_error fill_first(const job *j, lxw_worksheet *first) {
  lxw_row_t row = 2;
  lxw_error e = worksheet_write_string(
      first, 0, 0, j->in.english ? "Clean heating: input tables" : "清洁取暖规划数据模板",
      j->style.title);
  if (!e) e = worksheet_set_column(first, 0, 0, 24, NULL);
  if (!e) e = worksheet_set_column(first, 1, 1, 90, NULL);
  for (size_t i = 0; i < sizeof advice / sizeof *advice && !e; i++)
    e = worksheet_write_string(first, row++, 0, advice[i][j->in.english], NULL);
  row++;
  for (size_t t = 0; t < j->in.n && !e; t++) e = link_sheet(j, first, row++, j->in.tables[t]);
  return e;
}

/* All sheets are there before any is filled: lists and links name them. */
static lxw_error fill_book(const job *j) {
  lxw_worksheet *first = workbook_add_worksheet(j->book, j->in.english ? "readme" : "说明");
  lxw_error e = first ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;
  for (size_t t = 0; t < j->in.n && !e; t++)
    if (!qn_xlsx_sheet(j->book, j->in.tables[t], j->in.english)) e = LXW_ERROR_MEMORY_MALLOC_FAILED;
  for (size_t t = 0; t < j->in.n && !e; t++) {
    qn_text name = {0};
    lxw_worksheet *sheet = NULL;
    if (!qn_xlsx_sheet_name(&name, j->book, j->in.tables[t], j->in.english))
      sheet = workbook_get_worksheet_by_name(j->book, name.bytes);
    qn_text_clear(&name);
    if (!sheet) return LXW_ERROR_MEMORY_MALLOC_FAILED;
    e = j->in.tables[t]->by_key ? fill_keys(j, sheet, j->in.tables[t])
                                : fill_table(j, sheet, j->in.tables[t]);
  }
  return e ? e : fill_first(j, first);
}

static qn_status make_book(void *who, const char *file, const char *folder, qn_findings *findings) {
  job *j = who;
  j->book = qn_xlsx_new(file, folder, false, &j->style);
  if (!j->book) return QN_ENOMEM;
  const lxw_error e = fill_book(j);
  if (!e) return qn_xlsx_close(j->book, folder, findings);
  lxw_workbook_free(j->book);
  return qn_xlsx_failed(e, findings);
}

qn_status qn_template_write(const char *place, const qn_table *const *tables, size_t n, int english,
                            qn_findings *findings) {
  job j = {.in = {tables, n, english}};
  return qn_staged_write(place, "new.xlsx", make_book, &j, findings);
}
