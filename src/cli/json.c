#include "cli/json.h"

#include <math.h>
#include <stdio.h>

#include "table/json.h"

static void add(qn_json *json, const char *text) {
  if (!json->status) json->status = qn_text_add(&json->text, text);
}

static void before_value(qn_json *json) {
  if (json->comma) add(json, ",");
  json->comma = true;
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
  if (!json->status) json->status = qn_json_string(&json->text, name);
  add(json, ":");
  json->comma = false;
}

void qn_json_text(qn_json *json, const char *name, const char *text) {
  if (name) qn_json_key(json, name);
  before_value(json);
  if (!json->status) json->status = qn_json_string(&json->text, text);
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
