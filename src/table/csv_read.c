/* One pass over the bytes, in which the fields are cut in place; RFC 4180 with blanks around fields
 * dropped, and no quotation mark but around a field or doubled within one. */
#include "table/csv_read.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static qn_status undecodable(const qn_text *text, size_t at, qn_findings *findings) {
  long row = 1;
  for (size_t i = 0; i < at && i < text->length; i++) row += text->bytes[i] == '\n';
  const size_t mark = qn_findings_count(findings);
  const qn_status s =
      qn_fail(findings, QN_EINPUT,
              QN_N_("the text is neither UTF-8 nor GB18030: save the file as CSV UTF-8"));
  qn_locate(findings, mark, (qn_place){.row = row});
  return s;
}

/* Replaces text by its conversion; *bad gets the place of the first byte that has none. */
static qn_status convert(qn_text *text, const char *charset, size_t *bad) {
  const iconv_t cd = iconv_open("UTF-8", charset);
  if (cd == (iconv_t)-1) return QN_ENOMEM;
  qn_text out = {0};
  char buffer[1 << 14];
  char *in = text->bytes;
  size_t left = text->length;
  qn_status s = qn_text_add(&out, "");
  while (!s && left > 0) {
    char *to = buffer;
    size_t room = sizeof buffer;
    const size_t done = iconv(cd, &in, &left, &to, &room);
    s = qn_text_add_n(&out, buffer, sizeof buffer - room);
    if (!s && done == (size_t)-1 && errno != E2BIG) s = QN_EINPUT;
  }
  iconv_close(cd);
  *bad = text->length - left;
  if (!s) {
    qn_text_clear(text);
    *text = out;
  } else {
    qn_text_clear(&out);
  }
  return s;
}

/* True when a text that is not UTF-8 is nearly so: one with a few damaged bytes, which read as
 * GB18030 would give nonsense in silence. *at: the first bad byte. */
static bool is_damaged_utf8(const qn_text *text, size_t *at) {
  size_t good = 0, bad = 0;
  const char *p = text->bytes, *end = p + text->length;
  while (p < end) {
    const size_t n = qn_utf8_length(p);
    if (!n && !bad++) *at = (size_t)(p - text->bytes);
    good += n > 2;
    p += n ? n : 1;
  }
  return good > 8 * bad;
}

static void drop(qn_text *text, size_t n) {
  text->length -= n;
  memmove(text->bytes, text->bytes + n, text->length + 1);
}

qn_status qn_csv_decode(qn_text *text, qn_findings *findings) {
  size_t bad = 0;
  qn_status s = QN_OK;
  if (text->length < 2) return qn_text_add(text, "");
  const bool is_marked = !strncmp(text->bytes, "\xEF\xBB\xBF", 3);
  if (is_marked) drop(text, 3);
  if (!memcmp(text->bytes, "\xFF\xFE", 2) && !is_marked) {
    drop(text, 2);
    s = convert(text, "UTF-16LE", &bad);
  } else if (!memcmp(text->bytes, "\xFE\xFF", 2) && !is_marked) {
    drop(text, 2);
    s = convert(text, "UTF-16BE", &bad);
  }
  if (!s && memchr(text->bytes, '\0', text->length))
    return qn_fail(findings, QN_EINPUT, QN_N_("not a text file: it holds zero bytes"));
  if (!s && !qn_utf8_valid(text->bytes, text->length)) {
    if (is_damaged_utf8(text, &bad) || is_marked)
      s = QN_EINPUT;
    else
      s = convert(text, "GB18030", &bad);
  }
  return s == QN_EINPUT ? undecodable(text, bad, findings) : s;
}

/* The separator that the first line with any uses most, outside quotes. */
static char separator_of(const char *bytes, size_t length) {
  size_t count[3] = {0};
  static const char separators[] = ",;\t";
  bool quoted = false, any = false;
  for (size_t i = 0; i < length && !(any && !quoted && (bytes[i] == '\n' || bytes[i] == '\r'));
       i++) {
    if (bytes[i] == '"') quoted = !quoted;
    const char *found = !quoted && bytes[i] ? strchr(separators, bytes[i]) : NULL;
    if (found) count[found - separators]++, any = true;
  }
  size_t best = 0;
  for (size_t k = 1; k < 3; k++)
    if (count[k] > count[best]) best = k;
  return separators[best];
}

/* What is left of the text; fields are cut where they stand: each ends with a zero, put in the
 * place of what separated it or behind the last character of a quoted one. */
typedef struct {
  char *p, *end;        /* *end is a zero of ours */
  bool ends_plain[256]; /* bytes that end a field without quotes, or must not stand in it */
  char separator;
  long line; /* of the record being read */
  QN_ARRAY(qn_cell) cell;
} scanner;

static bool is_blank(const scanner *s, char c) {
  return (c == ' ' || c == '\t') && c != s->separator;
}

static bool is_end(const scanner *s) {
  return s->p == s->end || *s->p == '\n' || *s->p == '\r';
}

/* The field at a quotation mark: its end, NULL when it is not closed. s->p: behind the last one. */
static char *cut_quoted(scanner *s) {
  char *to = s->p;
  for (const char *from = s->p + 1;; from += 2) {
    const char *quote = memchr(from, '"', (size_t)(s->end - from));
    if (!quote) return NULL;
    memmove(to, from, (size_t)(quote - from));
    to += quote - from;
    s->p += quote + 1 - s->p;
    if (*s->p != '"') return to;
    *to++ = '"', from = quote;
  }
}

/* The end of a field without quotes; s->p: what ends it. */
static char *cut_plain(scanner *s) {
  char *start = s->p;
  while (!s->ends_plain[(unsigned char)*s->p] || (*s->p == '\0' && s->p < s->end)) s->p++;
  char *end = s->p;
  while (end > start && is_blank(s, end[-1])) end--;
  return end;
}

/* Cuts the fields of a record; QN_EINPUT at a stray or unclosed quote. */
static qn_status cut_record(scanner *s) {
  s->cell.count = 0;
  for (;;) {
    while (is_blank(s, *s->p)) s->p++;
    char *text = s->p, *end = *text == '"' ? cut_quoted(s) : cut_plain(s);
    while (end && is_blank(s, *s->p)) s->p++;
    if (!end || !(is_end(s) || *s->p == s->separator)) return QN_EINPUT;
    qn_cell *cell = QN_PUSH(&s->cell);
    if (!cell) return QN_ENOMEM;
    cell->text = text;
    const bool is_last = is_end(s);
    const char stop = *s->p;
    if (s->p < s->end) s->p++;
    if (is_last && stop == '\r' && s->p < s->end && *s->p == '\n') s->p++;
    *end = '\0';
    if (is_last) return QN_OK;
  }
}

static qn_status quote_error(long line, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const qn_status s = qn_fail(
      findings, QN_EINPUT,
      QN_N_("a quotation mark is not closed or stands inside a cell; the rest is not read"));
  qn_locate(findings, mark, (qn_place){.row = line});
  return s;
}

qn_status qn_csv_read(char *bytes, size_t length, qn_row_taker *take, void *who,
                      qn_findings *findings) {
  scanner s = {.p = bytes, .end = bytes + length, .separator = separator_of(bytes, length)};
  qn_status status = QN_OK;
  const char ends[] = {s.separator, '\n', '\r', '"', '\0'};
  for (size_t i = 0; i < sizeof ends; i++) s.ends_plain[(unsigned char)ends[i]] = true;
  for (s.line = 1; s.p < s.end && !status; s.line++) {
    status = cut_record(&s);
    const bool is_blank_line = s.cell.count == 1 && !*s.cell.at[0].text;
    if (!status && !is_blank_line)
      status = take(who, &(qn_sheet_row){s.line, s.cell.count, s.cell.at});
    else if (status == QN_EINPUT)
      quote_error(s.line, findings);
  }
  QN_CLEAR(&s.cell);
  return status;
}
