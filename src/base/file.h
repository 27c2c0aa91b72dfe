/* Files and folders that are written whole or not at all: a temporary name beside the target,
 * fsync, rename. */
#ifndef QN_BASE_FILE_H
#define QN_BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>

#include "base/findings.h"
#include "base/text.h"

/* Whole file into text (appended); QN_EINPUT with a finding when it cannot be read, QN_ERANGE when
 * it is larger than most bytes (0: no limit). */
qn_status qn_file_read(qn_text *out, const char *path, size_t most, qn_findings *findings);
/* QN_EIO with a finding that names the path and the system's reason. */
qn_status qn_file_write(const char *path, const char *bytes, size_t length, qn_findings *findings);
/* Puts a finished file in the place of path in one step; for files that a library wrote by name. */
qn_status qn_file_commit(const char *temporary, const char *path, qn_findings *findings);
bool qn_path_exists(const char *path);
bool qn_path_is_folder(const char *path);
/* Appends a/b. */
qn_status qn_path_join(qn_text *out, const char *a, const char *b);

/* Makes the folders that path stands in, as far as they are missing. */
qn_status qn_folder_make_for(const char *path, qn_findings *findings);
/* Makes a new folder "PATH.new-XXXXXX" beside path and appends its name to temporary. */
qn_status qn_folder_begin(qn_text *temporary, const char *path, qn_findings *findings);
/* Puts a begun folder in the place of path in one step (what stood there is removed after). */
qn_status qn_folder_commit(const char *temporary, const char *path, qn_findings *findings);
/* Removes a folder and what is in it; missing is fine. */
void qn_folder_remove(const char *path);

#endif
