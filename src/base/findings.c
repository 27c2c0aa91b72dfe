/* The list of findings: an arena for texts, a growing array of findings. The format of a message is
 * read twice: when it is raised, to fetch the arguments by type; when it is told, to place them. */
#include "base/findings.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct qn_findings {
  qn_arena *arena;
  qn_finding *items;
  size_t count, room;
  const char *last_place[4]; /* file, sheet, table, column of the last copy, to share them */
};

enum { MOST_ARGS = 12 };

qn_findings *qn_findings_new(void) {
  qn_findings *list = calloc(1, sizeof *list);
  if (list) list->arena = qn_arena_new();
  if (list && !list->arena) free(list), list = NULL;
  return list;
}

void qn_findings_free(qn_findings *list) {
  if (!list) return;
  qn_arena_free(list->arena);
  free(list->items);
  free(list);
}

size_t qn_findings_count(const qn_findings *list) {
  return list ? list->count : 0;
}

size_t qn_findings_count_of(const qn_findings *list, qn_severity severity) {
  size_t n = 0;
  for (size_t i = 0; i < qn_findings_count(list); i++) n += list->items[i].severity == severity;
  return n;
}

const qn_finding *qn_findings_at(const qn_findings *list, size_t i) {
  return &list->items[i];
}

/* One conversion of a printf format. */
typedef struct {
  const char *begin, *end; /* of "%...x" in the format */
  int precision;           /* -1 when none */
  int position;            /* of "%2$s", 0 when none */
  char kind;               /* s, d or g, '%' for a percent sign, 0 for none left */
  int width;               /* of the integer: 0 int, 1 long, 2 long long, 3 size_t */
} conversion;

static conversion next_conversion(const char *p) {
  conversion c = {.precision = -1};
  while (*p && *p != '%') p++;
  c.begin = c.end = p;
  if (!*p) return c;
  p++;
  if (isdigit((unsigned char)*p)) {
    char *after;
    const long number = strtol(p, &after, 10);
    if (*after == '$') c.position = (int)number, p = after + 1;
  }
  while (*p && strchr("-+ #0123456789", *p)) p++;
  if (*p == '.') c.precision = (int)strtol(p + 1, (char **)&p, 10);
  for (; *p == 'l' || *p == 'z'; p++) c.width = *p == 'z' ? 3 : c.width + 1;
  c.kind = *p == 'u' || *p == 'i' ? 'd' : *p == 'f' || *p == 'e' ? 'g' : *p;
  c.end = *p ? p + 1 : p;
  return c;
}

static qn_arg fetch(qn_arena *arena, conversion c, va_list *args) {
  qn_arg arg = {.kind = c.kind};
  if (c.kind == 's') {
    const char *text = va_arg(*args, const char *);
    arg.as.text = qn_arena_text(arena, text ? text : "");
  } else if (c.kind == 'g') {
    arg.as.real = va_arg(*args, double);
  } else if (c.width == 0) {
    arg.as.whole = va_arg(*args, int);
  } else if (c.width == 1) {
    arg.as.whole = va_arg(*args, long);
  } else if (c.width == 2) {
    arg.as.whole = va_arg(*args, long long);
  } else {
    arg.as.whole = (long long)va_arg(*args, size_t);
  }
  return arg;
}

static qn_finding *append(qn_findings *list) {
  if (list->count == list->room) {
    const size_t room = list->room ? 2 * list->room : 16;
    qn_finding *items = realloc(list->items, room * sizeof *items);
    if (!items) return NULL;
    list->items = items;
    list->room = room;
  }
  qn_finding *f = &list->items[list->count++];
  *f = (qn_finding){0};
  return f;
}

static void raise_finding(qn_findings *out, qn_severity severity, qn_status s, const char *fmt,
                          va_list *args) {
  qn_arg fetched[MOST_ARGS];
  size_t n = 0;
  if (!out) return;
  for (conversion c = next_conversion(fmt); c.kind && n < MOST_ARGS; c = next_conversion(c.end))
    if (c.kind != '%') fetched[n++] = fetch(out->arena, c, args);
  qn_finding *f = append(out);
  if (!f) return;
  qn_arg *kept = qn_arena_array(out->arena, n, sizeof *kept);
  if (kept) memcpy(kept, fetched, n * sizeof *kept);
  *f = (qn_finding){
      .status = s, .severity = severity, .fmt = fmt, .args = kept, .n_arg = kept ? n : 0};
}

qn_status qn_fail(qn_findings *out, qn_status s, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_finding(out, QN_ERROR, s, fmt, &args);
  va_end(args);
  return s;
}

void qn_warn(qn_findings *out, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_finding(out, QN_WARNING, QN_OK, fmt, &args);
  va_end(args);
}

void qn_note(qn_findings *out, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_finding(out, QN_NOTE, QN_OK, fmt, &args);
  va_end(args);
}

void qn_found(qn_findings *out, const char *value) {
  if (out && out->count && value)
    out->items[out->count - 1].found = qn_arena_text(out->arena, value);
}

void qn_suggest(qn_findings *out, const char *suggestion) {
  if (out && out->count && suggestion)
    out->items[out->count - 1].suggestion = qn_arena_text(out->arena, suggestion);
}

/* The copy made last of the same part of a place, or a new one. */
static const char *shared_copy(qn_findings *list, int part, const char *text) {
  const char *last = list->last_place[part];
  if (!text || (last && !strcmp(last, text))) return text ? last : NULL;
  return list->last_place[part] = qn_arena_text(list->arena, text);
}

void qn_locate(qn_findings *out, size_t mark, qn_place place) {
  for (size_t i = mark; i < qn_findings_count(out); i++) {
    qn_place *at = &out->items[i].place;
    if (!at->file) at->file = shared_copy(out, 0, place.file);
    if (!at->sheet) at->sheet = shared_copy(out, 1, place.sheet);
    if (!at->table) at->table = shared_copy(out, 2, place.table);
    if (!at->column) at->column = shared_copy(out, 3, place.column);
    if (!at->row) at->row = place.row;
  }
}

void qn_findings_append(qn_findings *out, const qn_findings *from) {
  for (size_t i = 0; out && i < qn_findings_count(from); i++) {
    const qn_finding *source = &from->items[i];
    const size_t mark = out->count;
    qn_finding *f = append(out);
    if (!f) return;
    *f = *source;
    qn_arg *args = qn_arena_array(out->arena, source->n_arg, sizeof *args);
    f->n_arg = args ? source->n_arg : 0;
    f->args = args;
    for (size_t a = 0; a < f->n_arg; a++) {
      args[a] = source->args[a];
      if (args[a].kind == 's') args[a].as.text = qn_arena_text(out->arena, args[a].as.text);
    }
    f->found = qn_arena_text(out->arena, source->found);
    f->suggestion = qn_arena_text(out->arena, source->suggestion);
    f->place = (qn_place){0};
    qn_locate(out, mark, source->place);
  }
}

/* Of a number that asks for none: as many as survive sums, so that 0.1 + 0.2 is told as 0.3. */
enum { ALL_DIGITS = 15 };

static qn_status print_arg(qn_text *out, conversion c, const qn_arg *arg) {
  if (arg->kind == 's') return qn_text_add(out, arg->as.text ? arg->as.text : "");
  if (arg->kind == 'd') return qn_text_addf(out, "%lld", arg->as.whole);
  if (c.end[-1] == 'f' && c.precision >= 0)
    return qn_text_addf(out, "%.*f", c.precision, arg->as.real);
  char number[32];
  return qn_text_add(
      out, qn_real_round(number, arg->as.real, c.precision < 0 ? ALL_DIGITS : c.precision));
}

qn_status qn_finding_words(qn_text *out, const qn_finding *finding, qn_translate *translate) {
  const char *p = translate ? translate(finding->fmt) : finding->fmt;
  size_t next = 0;
  qn_status s = QN_OK;
  for (;;) {
    const conversion c = next_conversion(p);
    if (!s) s = qn_text_add_n(out, p, (size_t)(c.begin - p));
    if (s || !c.kind) break;
    const size_t i = c.position ? (size_t)c.position - 1 : next++;
    if (c.kind == '%') {
      next -= !c.position;
      s = qn_text_add(out, "%");
    } else if (i < finding->n_arg) {
      s = print_arg(out, c, &finding->args[i]);
    }
    p = c.end;
  }
  /* A number without a unit leaves the space before it. */
  while (!s && out->length && out->bytes[out->length - 1] == ' ') out->bytes[--out->length] = 0;
  return s;
}

char *qn_finding_text(const qn_finding *finding, qn_translate *translate) {
  qn_text words = {0};
  char *bytes = qn_finding_words(&words, finding, translate) ? NULL : qn_text_take(&words);
  qn_text_clear(&words);
  return bytes;
}
