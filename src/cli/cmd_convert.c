/* qingnuan convert: the same tables in another format. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "case/attached.h"
#include "cli/read_case.h"

typedef struct {
  const char *from, *to;
  int headers; /* enum headers, -1: the user's language */
} values;
enum headers { HEADERS_EN, HEADERS_ZH };

static const qn_option options[] = {
    {"FROM", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, from),
     .help = QN_N_("the case to read")},
    {"TO", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, to),
     .help = QN_N_("where to write it: a folder, .xlsx, .gpkg or PG:...; it is replaced")},
    {"headers", 0, QN_ARG_WORD, .words = "en|zh", QN_OPTION(values, headers),
     .help = QN_N_("language of the headers written (default: that of the messages)")},
};

static bool is_same_place(const char *a, const char *b) {
  char *x = realpath(a, NULL), *y = realpath(b, NULL);
  const bool same = x && y && !strcmp(x, y);
  free(x);
  free(y);
  return same;
}

/* Path of the i-th station's weather file where it stands with the case, else empty. */
static qn_status attached_path(qn_text *out, const qn_case *region, int i) {
  const char *name = region->climate[i].hourly_file;
  out->length = 0;
  if (!name || !*name || *name == '/' || !region->folder) return qn_text_add(out, "");
  const qn_status s = qn_path_join(out, region->folder, name);
  if (!s && !qn_path_exists(out->bytes)) out->bytes[out->length = 0] = '\0';
  return s;
}

/* A folder that is written in its own place is exchanged whole, with all that is no table. */
static qn_status check_not_lost(const qn_case *region, const values *v, qn_findings *findings) {
  qn_text path = {0};
  qn_status s = QN_OK;
  for (int i = 0; i < region->n_climate && !s && is_same_place(v->from, v->to); i++) {
    s = attached_path(&path, region, i);
    if (!s && path.length)
      s = qn_fail(findings, QN_EINPUT, QN_N_("%s would be lost: write into another folder"),
                  path.bytes);
  }
  qn_text_clear(&path);
  return s;
}

/* A folder takes the files along that the case names; of the other formats it is told. */
static qn_status take_attached(const qn_case *region, const char *to, qn_findings *findings) {
  if (qn_path_is_folder(to)) return qn_case_copy_attached(region, to, findings);
  qn_text path = {0};
  qn_status s = QN_OK;
  for (int i = 0; i < region->n_climate && !s; i++) {
    s = attached_path(&path, region, i);
    if (!s && path.length)
      qn_warn(findings, QN_N_("%s is no table and stays behind: copy it beside %s"), path.bytes,
              to);
  }
  qn_text_clear(&path);
  return s;
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  const int english = v->headers < 0 ? cli->english : v->headers == HEADERS_EN;
  qn_case *region = NULL;
  qn_status s = qn_cli_read_case(&region, v->from, cli);
  if (!s) s = check_not_lost(region, v, cli->run.findings);
  if (!s) s = qn_case_write(region, v->to, english, cli->run.findings);
  if (!s) s = take_attached(region, v->to, cli->run.findings);
  qn_case_free(region);
  return s;
}

const qn_command qn_cmd_convert = {
    .verb = "convert",
    .summary = QN_N_("write a case in another format, without loss"),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
