#include "table/facts.h"

#include <string.h>

#include "table/choice.h"

const char *qn_fact_kind(const qn_column *column, bool english) {
  static const char *const kinds[][2] = {[QN_REAL] = {"数值", "number"},
                                         [QN_INT] = {"整数", "whole number"},
                                         [QN_TEXT] = {"文本", "text"},
                                         [QN_CODE] = {"代码（文本）", "code (text)"},
                                         [QN_BOOL] = {"是/否", "yes or no"},
                                         [QN_DATE] = {"日期", "date"},
                                         [QN_CHOICE] = {"选项", "one of several"}};
  if (column->flags & QN_ANNUAL) return english ? "year" : "年份";
  return kinds[column->kind][english];
}

const char *qn_fact_help(const qn_column *column, bool english) {
  const char *help = english ? column->en : column->zh_help;
  return help ? help : "";
}

qn_status qn_fact_unit(qn_text *out, const qn_column *column, bool english) {
  static const char *const words[][2] = {
      {"household", "户"}, {"person", "人"}, {"piece", "个"}, {"CNY", "元"}};
  const char *p = column->unit;
  if (!p || !strcmp(p, "1")) return QN_OK;
  qn_status s = QN_OK;
  while (*p && !s) {
    size_t w = 0, n = 1;
    const size_t count = english ? 0 : sizeof words / sizeof *words;
    while (w < count && strncmp(p, words[w][0], strlen(words[w][0]))) w++;
    if (w < count) n = strlen(words[w][0]);
    s = w < count ? qn_text_add(out, words[w][1]) : qn_text_add_n(out, p, 1);
    p += n;
  }
  return s;
}

/* Begins the next fact: the separator where something stands before. */
static qn_status next(qn_text *out, size_t start, bool english) {
  return out->length == start ? QN_OK : qn_text_add(out, english ? "; " : "；");
}

static qn_status add_flags(qn_text *out, size_t start, const qn_column *column, bool english) {
  static const struct {
    unsigned flag;
    const char *words[2];
  } facts[] = {{QN_KEY, {"主键", "key"}},
               {QN_KEY_OPTIONAL, {"主键的一部分，可空", "part of the key, may be empty"}},
               {QN_REQUIRED, {"必填", "required"}},
               {QN_LIST, {"可填多个，用；分隔", "several, separated by ;"}}};
  qn_status s = QN_OK;
  for (size_t i = 0; i < sizeof facts / sizeof *facts && !s; i++) {
    if (!(column->flags & facts[i].flag)) continue;
    s = next(out, start, english);
    if (!s) s = qn_text_add(out, facts[i].words[english]);
  }
  return s;
}

static qn_status add_range(qn_text *out, size_t start, const qn_column *column, bool english) {
  const bool is_text = column->kind == QN_TEXT || column->kind == QN_CODE;
  if (!column->min && !column->max) return QN_OK;
  qn_status s = next(out, start, english);
  if (!s && column->max >= QN_NO_CEILING) {
    s = qn_text_add(out, english ? "at least " : "不小于 ");
    return s ? s : qn_text_real(out, column->min);
  }
  if (!s) s = qn_text_real(out, column->min);
  if (!s) s = qn_text_add(out, english ? " to " : " 至 ");
  if (!s) s = qn_text_real(out, column->max);
  if (!s && is_text) s = qn_text_add(out, english ? " characters" : " 字");
  return s;
}

static qn_status add_fallback(qn_text *out, size_t start, const qn_column *column, bool english) {
  if (!column->fallback || !*column->fallback) return QN_OK;
  qn_status s = next(out, start, english);
  if (!s) s = qn_text_add(out, english ? "default " : "默认 ");
  const int choice = column->kind == QN_CHOICE ? qn_choice_find(column, column->fallback) : -1;
  if (!s && choice >= 0 && !english) {
    const qn_slice zh = qn_choice_span(column, choice, false);
    return qn_text_add_n(out, zh.at, zh.length);
  }
  return s ? s : qn_text_add(out, column->fallback);
}

const qn_table *qn_wording_table(const qn_wording *in, const char *name, size_t length) {
  for (size_t t = 0; t < in->n; t++)
    if (strlen(in->tables[t]->name) == length && !memcmp(in->tables[t]->name, name, length))
      return in->tables[t];
  return NULL;
}

static const qn_column *column_named(const qn_table *table, const char *name, size_t length) {
  for (size_t c = 0; table && c < table->n_column; c++)
    if (strlen(table->columns[c].name) == length && !memcmp(table->columns[c].name, name, length))
      return &table->columns[c];
  return NULL;
}

static qn_status add_quoted(qn_text *out, const char *words, size_t length) {
  qn_status s = qn_text_add(out, "“");
  if (!s) s = qn_text_add_n(out, words, length);
  return s ? s : qn_text_add(out, "”");
}

/* 表“分区”的“编号”, or only “类别” where the table has been told; as declared where it is unknown.
 */
static qn_status add_target(qn_text *out, qn_slice target, bool with_table, const qn_wording *in) {
  const char *dot = memchr(target.at, '.', target.length);
  const size_t front = (size_t)(dot - target.at), back = target.length - front - 1;
  const qn_table *table = qn_wording_table(in, target.at, front);
  const qn_column *column = column_named(table, dot + 1, back);
  const char *table_zh = table ? table->zh : NULL, *column_zh = column ? column->zh : NULL;
  const qn_slice no_table = {target.at, front}, no_column = {dot + 1, back};
  const qn_slice of = table_zh ? qn_part(&table_zh) : no_table;
  const qn_slice name = column_zh ? qn_part(&column_zh) : no_column;
  qn_status s = with_table ? qn_text_add(out, "表") : QN_OK;
  if (with_table && !s) s = add_quoted(out, of.at, of.length);
  if (with_table && !s) s = qn_text_add(out, "的");
  return s ? s : add_quoted(out, name.at, name.length);
}

static qn_status add_reference(qn_text *out, size_t start, const qn_column *column,
                               const qn_wording *in) {
  const char *rest = column->ref;
  qn_status s = rest ? next(out, start, in->english) : QN_OK;
  if (rest && !s && in->english) s = qn_text_add(out, "refers to ");
  for (int i = 0; rest && !s; i++) {
    const qn_slice target = qn_part(&rest);
    if (i) s = qn_text_add(out, in->english ? " or group " : "或");
    if (s) break;
    s = in->english ? qn_text_add_n(out, target.at, target.length)
                    : add_target(out, target, i == 0, in);
  }
  return s || !column->ref || in->english ? s : qn_text_add(out, "之一");
}

static qn_status add_choices(qn_text *out, size_t start, const qn_column *column, bool english) {
  qn_status s = column->choices ? next(out, start, english) : QN_OK;
  for (int i = 0; !s; i++) {
    const qn_slice word = qn_choice_span(column, i, english);
    const qn_slice other = qn_choice_span(column, i, !english);
    if (!column->choices || !word.length) break;
    s = qn_text_add(out, i ? (english ? ", " : "、") : (english ? "one of: " : "可选："));
    if (!s) s = qn_text_add_n(out, word.at, word.length);
    if (!s && !english && other.length) {
      s = qn_text_add(out, "(");
      if (!s) s = qn_text_add_n(out, other.at, other.length);
      if (!s) s = qn_text_add(out, ")");
    }
  }
  return s;
}

qn_status qn_fact_rules(qn_text *out, const qn_column *column, const qn_wording *in) {
  const size_t start = out->length;
  qn_status s = qn_text_add(out, "");
  if (!s) s = add_flags(out, start, column, in->english);
  if (!s) s = add_range(out, start, column, in->english);
  if (!s) s = add_fallback(out, start, column, in->english);
  if (!s) s = add_reference(out, start, column, in);
  return s ? s : add_choices(out, start, column, in->english);
}
