#include "table/reference.h"

#include <string.h>

#include "table/choice.h"
#include "table/facts.h"
#include "table/json.h"

/* --- for people --- */

static const char *table_help(const qn_table *table, bool english) {
  const char *help = english ? table->en : table->zh_help;
  return help ? help : "";
}

/* All Chinese headers as "甲、乙". */
static qn_status add_headers(qn_text *out, const char *zh) {
  qn_status s = qn_text_add(out, "");
  for (int i = 0; zh && !s; i++) {
    const qn_slice name = qn_part(&zh);
    if (i) s = qn_text_add(out, "、");
    if (!s) s = qn_text_add_n(out, name.at, name.length);
  }
  return s;
}

static qn_status text_column(qn_text *out, const qn_column *column, const qn_wording *in) {
  qn_text unit = {0}, rules = {0};
  qn_status s = qn_fact_unit(&unit, column, in->english);
  if (!s) s = qn_fact_rules(&rules, column, in);
  if (!s) s = qn_text_addf(out, "  %s  ", column->name);
  if (!s) s = add_headers(out, column->zh);
  if (!s)
    s = qn_text_addf(out, "\n      %s: %s", qn_fact_kind(column, in->english),
                     qn_fact_help(column, in->english));
  if (!s && unit.length) s = qn_text_addf(out, " [%s]", unit.bytes);
  if (!s && rules.length) s = qn_text_addf(out, "\n      %s", rules.bytes);
  qn_text_clear(&unit);
  qn_text_clear(&rules);
  return s ? s : qn_text_add(out, "\n");
}

qn_status qn_schema_text(qn_text *out, const qn_table *const *tables, size_t n,
                         const qn_wording *in) {
  qn_status s = qn_text_add(out, "");
  for (size_t t = 0; t < n && !s; t++) {
    const qn_table *table = tables[t];
    s = qn_text_addf(out, "%s%s  ", t ? "\n" : "", table->name);
    if (!s) s = add_headers(out, table->zh);
    if (!s) s = qn_text_addf(out, "\n  %s\n", table_help(table, in->english));
    for (size_t c = 0; c < table->n_column && !s; c++) s = text_column(out, &table->columns[c], in);
  }
  return s;
}

/* A cell of a Markdown table: bars and line ends would break it. */
static qn_status add_markdown(qn_text *out, const char *text) {
  qn_status s = QN_OK;
  for (const char *p = text; *p && !s; p++)
    s = *p == '|' ? qn_text_add(out, "\\|") : qn_text_add_n(out, *p == '\n' ? " " : p, 1);
  return s;
}

static qn_status markdown_column(qn_text *out, const qn_column *column, const qn_wording *in) {
  qn_text headers = {0}, unit = {0}, rules = {0};
  qn_status s = add_headers(&headers, column->zh);
  if (!s) s = qn_fact_unit(&unit, column, in->english);
  if (!s) s = qn_fact_rules(&rules, column, in);
  const char *const cells[] = {qn_text_str(&headers), qn_fact_kind(column, in->english),
                               qn_text_str(&unit), qn_text_str(&rules),
                               qn_fact_help(column, in->english)};
  if (!s) s = qn_text_addf(out, "| `%s` |", column->name);
  for (size_t i = 0; i < sizeof cells / sizeof *cells && !s; i++) {
    s = qn_text_add(out, " ");
    if (!s) s = add_markdown(out, cells[i]);
    if (!s) s = qn_text_add(out, " |");
  }
  qn_text_clear(&headers);
  qn_text_clear(&unit);
  qn_text_clear(&rules);
  return s ? s : qn_text_add(out, "\n");
}

qn_status qn_schema_markdown(qn_text *out, const qn_table *const *tables, size_t n,
                             const qn_wording *in) {
  qn_status s = qn_text_add(out, "");
  for (size_t t = 0; t < n && !s; t++) {
    const qn_table *table = tables[t];
    s = qn_text_addf(out, "%s## %s ", t ? "\n" : "", table->name);
    if (!s) s = add_headers(out, table->zh);
    if (!s) s = qn_text_addf(out, "\n\n%s\n\n", table_help(table, in->english));
    if (!s)
      s = qn_text_add(out, in->english
                               ? "| column | Chinese headers | kind | unit | rules | meaning |\n"
                               : "| 列 | 中文表头 | 类型 | 单位 | 规则 | 含义 |\n");
    if (!s) s = qn_text_add(out, "|---|---|---|---|---|---|\n");
    for (size_t c = 0; c < table->n_column && !s; c++)
      s = markdown_column(out, &table->columns[c], in);
  }
  return s;
}

/* --- for programs --- */

static qn_status member(qn_text *out, const char *name, const char *text, bool first) {
  qn_status s = qn_text_addf(out, "%s\"%s\":", first ? "" : ",", name);
  return s ? s : qn_json_string(out, text);
}

/* Parts of a "|"-separated text as an array of strings. */
static qn_status parts(qn_text *out, const char *name, const char *rest) {
  qn_status s = qn_text_addf(out, ",\"%s\":[", name);
  for (int i = 0; rest && !s; i++) {
    const qn_slice part = qn_part(&rest);
    qn_text one = {0};
    if (i) s = qn_text_add(out, ",");
    if (!s) s = qn_text_add_n(&one, part.at, part.length);
    if (!s) s = qn_json_string(out, one.bytes);
    qn_text_clear(&one);
  }
  return s ? s : qn_text_add(out, "]");
}

static qn_status choices(qn_text *out, const qn_column *column) {
  qn_status s = qn_text_add(out, ",\"choices\":[");
  for (int i = 0; !s && column->choices; i++) {
    qn_text words[2] = {0};
    for (int english = 0; english < 2 && !s; english++) {
      const qn_slice word = qn_choice_span(column, i, english);
      s = qn_text_add_n(&words[english], word.at, word.length);
    }
    const bool is_there = !s && words[1].length;
    if (is_there) s = qn_text_add(out, i ? ",{" : "{");
    if (is_there && !s) s = member(out, "en", words[1].bytes, true);
    if (is_there && !s) s = member(out, "zh", words[0].bytes, false);
    if (is_there && !s) s = qn_text_add(out, "}");
    qn_text_clear(&words[0]);
    qn_text_clear(&words[1]);
    if (!is_there) break;
  }
  return s ? s : qn_text_add(out, "]");
}

static qn_status json_column(qn_text *out, const qn_column *column) {
  static const char *const kinds[] = {
      [QN_REAL] = "real", [QN_INT] = "int",   [QN_TEXT] = "text",    [QN_CODE] = "code",
      [QN_BOOL] = "bool", [QN_DATE] = "date", [QN_CHOICE] = "choice"};
  static const struct {
    const char *name;
    unsigned flag;
  } flags[] = {{"key", QN_KEY | QN_KEY_OPTIONAL},
               {"required", QN_KEY | QN_REQUIRED},
               {"list", QN_LIST},
               {"hidden", QN_HIDDEN},
               {"annual", QN_ANNUAL}};
  const bool has_range = column->min != 0 || column->max != 0;
  qn_status s = qn_text_add(out, "{");
  if (!s) s = member(out, "name", column->name, true);
  if (!s) s = parts(out, "zh", column->zh);
  if (!s) s = member(out, "kind", kinds[column->kind], false);
  if (!s) s = member(out, "unit", column->unit, false);
  for (size_t i = 0; i < sizeof flags / sizeof *flags && !s; i++)
    s = qn_text_addf(out, ",\"%s\":%s", flags[i].name,
                     column->flags & flags[i].flag ? "true" : "false");
  if (!s && has_range) {
    s = qn_text_add(out, ",\"min\":");
    if (!s) s = qn_text_real(out, column->min);
    if (!s) s = qn_text_add(out, ",\"max\":");
    if (!s) s = qn_text_real(out, column->max);
  }
  if (!s) s = member(out, "default", column->fallback, false);
  if (!s) s = parts(out, "references", column->ref);
  if (!s) s = choices(out, column);
  if (!s) s = member(out, "help_en", column->en, false);
  if (!s) s = member(out, "help_zh", column->zh_help, false);
  return s ? s : qn_text_add(out, "}");
}

static qn_status json_table(qn_text *out, const qn_table *table) {
  qn_status s = qn_text_add(out, "{");
  if (!s) s = member(out, "name", table->name, true);
  if (!s) s = parts(out, "zh", table->zh);
  if (!s) s = member(out, "help_en", table->en, false);
  if (!s) s = member(out, "help_zh", table->zh_help, false);
  if (!s) s = member(out, "alias", table->alias, false);
  if (!s) s = qn_text_addf(out, ",\"by_key\":%s", table->by_key ? "true" : "false");
  if (!s) s = qn_text_add(out, ",\"columns\":[");
  for (size_t c = 0; c < table->n_column && !s; c++) {
    s = qn_text_add(out, c ? ",\n" : "\n");
    if (!s) s = json_column(out, &table->columns[c]);
  }
  return s ? s : qn_text_add(out, "]}");
}

qn_status qn_schema_json(qn_text *out, const qn_table *const *tables, size_t n) {
  qn_status s = qn_text_add(out, "{\"format\":1,\"tables\":[");
  for (size_t t = 0; t < n && !s; t++) {
    s = qn_text_add(out, t ? ",\n" : "\n");
    if (!s) s = json_table(out, tables[t]);
  }
  return s ? s : qn_text_add(out, "]}\n");
}
