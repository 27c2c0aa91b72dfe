/* gettext without the machine's locales: C.UTF-8 is always there and obeys LANGUAGE, while a
 * missing zh_CN.UTF-8 would leave "C", in which nothing is translated. */
#include "cli/language.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"

enum { UNSET, CHINESE, ENGLISH };

static int language_of(const char *text) {
  if (text && !strncmp(text, "zh", 2)) return CHINESE;
  return text && !strncmp(text, "en", 2) ? ENGLISH : UNSET;
}

bool qn_language_known(const char *text) {
  return language_of(text) != UNSET;
}

bool qn_language_is_english(const char *wanted) {
  static const char *const variables[] = {"QINGNUAN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES",
                                          "LANG"};
  int found = language_of(wanted);
  for (size_t i = 0; !found && i < sizeof variables / sizeof *variables; i++)
    found = language_of(getenv(variables[i]));
  return found == ENGLISH;
}

/* Appends the folder of the running program; nothing when the system does not tell. */
static qn_status program_folder(qn_text *out) {
  char path[PATH_MAX];
  const ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  if (n <= 0 || n >= (ssize_t)sizeof path) return QN_OK;
  size_t length = (size_t)n;
  while (length > 1 && path[length - 1] != '/') length--;
  return qn_text_add_n(out, path, length);
}

/* Puts the first of the places that exists, relative to the program, into out. */
static qn_status beside_program(qn_text *out, const char *const *places, size_t n) {
  qn_status s = QN_OK;
  for (size_t i = 0; !s && i < n; i++) {
    qn_text_clear(out);
    s = program_folder(out);
    if (!s) s = qn_text_add(out, places[i]);
    if (!s && qn_path_is_folder(out->bytes)) return QN_OK;
  }
  return s;
}

void qn_language_set(bool english) {
  static const char *const places[] = {"locale", "../share/locale"};
  qn_text folder = {0};
  setlocale(LC_ALL, "C.UTF-8");
  setlocale(LC_NUMERIC, "C");
  setenv("LANGUAGE", english ? "en" : "zh_CN", 1);
  if (!beside_program(&folder, places, 2)) {
    bindtextdomain("qingnuan", folder.bytes);
    bind_textdomain_codeset("qingnuan", "UTF-8");
    textdomain("qingnuan");
  }
  qn_text_clear(&folder);
}

qn_status qn_data_folder(qn_text *out) {
  static const char *const places[] = {"../share/qingnuan", "../../data"};
  const char *given = getenv("QINGNUAN_DATA");
  return given && *given ? qn_text_add(out, given) : beside_program(out, places, 2);
}

const char *qn_words(const char *message_id) {
  return *message_id ? gettext(message_id) : message_id;
}
