/* libcsv cuts the fields; its strict mode finds stray quotes. Every line end is reported to us (one
 * of CR LF is dropped) so that blank lines count. */
#include "table/csv_read.h"

#include <csv.h>
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

typedef QN_ARRAY(qn_cell) cells;
typedef QN_ARRAY(size_t) offsets;

typedef struct {
  qn_row_taker *take;
  void *who;
  qn_text text; /* of the fields of the row, each with a zero behind it */
  offsets at;   /* of each field in text */
  cells cell;
  long line;     /* of the row being read */
  bool after_cr; /* nothing came since a CR */
  qn_status s;
} state;

static void field(void *bytes, size_t length, void *who) {
  state *st = who;
  st->after_cr = false;
  if (st->s) return;
  size_t *at = QN_PUSH(&st->at);
  if (at) *at = st->text.length;
  if (!at || qn_text_add_n(&st->text, bytes ? bytes : "", length) ||
      qn_text_add_n(&st->text, "", 1))
    st->s = QN_ENOMEM;
}

static void push_row(state *st) {
  st->cell.count = 0;
  for (size_t i = 0; i < st->at.count && !st->s; i++) {
    qn_cell *cell = QN_PUSH(&st->cell);
    if (cell)
      cell->text = st->text.bytes + st->at.at[i];
    else
      st->s = QN_ENOMEM;
  }
  if (!st->s && st->cell.count)
    st->s = st->take(st->who, &(qn_sheet_row){st->line, st->cell.count, st->cell.at});
  st->at.count = 0;
  st->text.length = 0;
}

static void line_end(int c, void *who) {
  state *st = who;
  if (st->s) return;
  if (c == '\n' && st->after_cr) {
    st->after_cr = false;
    return;
  }
  push_row(st);
  st->line++;
  st->after_cr = c == '\r';
}

static qn_status quote_error(const state *st, qn_findings *findings) {
  const size_t mark = qn_findings_count(findings);
  const qn_status s = qn_fail(
      findings, QN_EINPUT,
      QN_N_("a quotation mark is not closed or stands inside a cell; the rest is not read"));
  qn_locate(findings, mark, (qn_place){.row = st->line});
  return s;
}

qn_status qn_csv_read(const char *bytes, size_t length, qn_row_taker *take, void *who,
                      qn_findings *findings) {
  struct csv_parser parser;
  state st = {.take = take, .who = who, .line = 1};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)) return QN_ENOMEM;
  csv_set_delim(&parser, (unsigned char)separator_of(bytes, length));
  enum { STEP = 1 << 16 };
  bool is_bad = false;
  for (size_t at = 0; at < length && !st.s && !is_bad; at += STEP) {
    const size_t n = length - at < STEP ? length - at : STEP;
    is_bad = csv_parse(&parser, bytes + at, n, field, line_end, &st) != n;
  }
  if (!st.s && !is_bad) is_bad = csv_fini(&parser, field, line_end, &st) != 0;
  if (!st.s && is_bad)
    st.s = csv_error(&parser) == CSV_EPARSE ? quote_error(&st, findings) : QN_ENOMEM;
  if (!st.s) push_row(&st);
  csv_free(&parser);
  qn_text_clear(&st.text);
  QN_CLEAR(&st.at);
  QN_CLEAR(&st.cell);
  return st.s;
}
