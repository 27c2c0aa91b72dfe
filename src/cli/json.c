/* Text is passed through as UTF-8; bytes that are not are replaced by U+FFFD. */
#include "cli/json.h"

#include <math.h>
#include <stdio.h>

static void add(qn_json *json, const char *text) {
  if (!json->status) json->status = qn_text_add(&json->text, text);
}

static void before_value(qn_json *json) {
  if (json->comma) add(json, ",");
  json->comma = true;
}

static void add_quoted(qn_json *json, const char *text) {
  add(json, "\"");
  while (*text && !json->status) {
    const size_t n = qn_utf8_length(text);
    const unsigned char c = (unsigned char)*text;
    if (!n)
      add(json, "\xEF\xBF\xBD");
    else if (c == '"' || c == '\\')
      json->status = qn_text_addf(&json->text, "\\%c", c);
    else if (c < 0x20 || c == '<')
      json->status = qn_text_addf(&json->text, "\\u%04x", c);
    else
      json->status = qn_text_add_n(&json->text, text, n);
    text += n ? n : 1;
  }
  add(json, "\"");
}

void qn_json_open(qn_json *json, char bracket) {
  before_value(json);
  add(json, (char[]){bracket, 0});
  json->comma = false;
}

void qn_json_close(qn_json *json, char bracket) {
  add(json, (char[]){bracket, 0});
  json->comma = true;
}

void qn_json_key(qn_json *json, const char *name) {
  before_value(json);
  add_quoted(json, name);
  add(json, ":");
  json->comma = false;
}

void qn_json_text(qn_json *json, const char *name, const char *text) {
  if (name) qn_json_key(json, name);
  before_value(json);
  if (text)
    add_quoted(json, text);
  else
    add(json, "null");
}

void qn_json_real(qn_json *json, const char *name, double value) {
  if (name) qn_json_key(json, name);
  before_value(json);
  if (!isfinite(value))
    add(json, "null");
  else if (!json->status)
    json->status = qn_text_real(&json->text, value);
}

qn_status qn_json_print(qn_json *json) {
  qn_status s = json->status;
  if (!s) puts(qn_text_str(&json->text));
  qn_text_clear(&json->text);
  return s;
}
