#include "table/staged.h"

#include "base/file.h"

qn_status qn_staged_write(const char *place, const char *name, qn_staged_maker *make, void *who,
                          qn_findings *findings) {
  qn_text folder = {0}, file = {0};
  qn_status s = qn_folder_begin(&folder, place, findings);
  const bool begun = !s;
  if (!s) s = qn_path_join(&file, folder.bytes, name);
  if (!s) s = make(who, file.bytes, folder.bytes, findings);
  if (!s) s = qn_file_commit(file.bytes, place, findings);
  if (begun) qn_folder_remove(folder.bytes);
  qn_text_clear(&folder);
  qn_text_clear(&file);
  return s;
}
