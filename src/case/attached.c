#include "case/attached.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/text.h"

const char *qn_case_folder_of(const char *place, qn_arena *arena) {
  if (!strncasecmp(place, "PG:", 3)) return NULL;
  if (qn_path_is_folder(place)) return qn_arena_text(arena, place);
  const char *slash = strrchr(place, '/');
  if (!slash) return qn_arena_text(arena, ".");
  return qn_arena_copy(arena, place, slash == place ? 1 : (size_t)(slash - place));
}

bool qn_attached_stays_within(const char *name) {
  for (const char *part = name; part; part = strchr(part, '/')) {
    part += *part == '/';
    if (!strncmp(part, "..", 2) && (part[2] == '/' || !part[2])) return false;
  }
  return true;
}

static qn_status copy_file(const char *from, const char *to, qn_findings *findings) {
  qn_text bytes = {0};
  qn_status s = qn_file_read(&bytes, from, 0, findings);
  if (!s) s = qn_folder_make_for(to, findings);
  if (!s) s = qn_file_write(to, qn_text_str(&bytes), bytes.length, findings);
  qn_text_clear(&bytes);
  return s;
}

qn_status qn_case_copy_attached(const qn_case *region, const char *folder, qn_findings *findings) {
  qn_status s = QN_OK;
  for (int i = 0; i < region->n_climate && region->folder && !s; i++) {
    const char *name = region->climate[i].hourly_file;
    qn_text from = {0}, to = {0};
    if (!name || !*name || *name == '/' || !qn_attached_stays_within(name)) continue;
    s = qn_path_join(&from, region->folder, name);
    if (!s) s = qn_path_join(&to, folder, name);
    if (!s && qn_path_exists(from.bytes) && !qn_path_exists(to.bytes))
      s = copy_file(from.bytes, to.bytes, findings);
    qn_text_clear(&from);
    qn_text_clear(&to);
  }
  return s;
}
