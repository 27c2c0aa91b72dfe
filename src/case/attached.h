/* Files that belong to a case beside its tables: hourly weather, named by a path from the folder
 * that the case stands in. Names from the root ("/...") are found from anywhere and stay behind. */
#ifndef QN_CASE_ATTACHED_H
#define QN_CASE_ATTACHED_H
#include "case/case.h"

/* The folder from which the case's names of files count, as text of arena: the case itself, or the
 * one that its workbook stands in. NULL for a database, for a case that was made, not read, and
 * when memory is out. */
const char *qn_case_folder_of(const char *place, qn_arena *arena);
/* False for a path with a part "..", which would leave the folder that it starts from. */
bool qn_attached_stays_within(const char *name);
/* Copies the files that the case names into folder, under the same names; what is there already
 * stays. Files that are missing in the case's folder (and so in data/) are left out. QN_EIO,
 * QN_EINPUT as of reading and writing files. */
qn_status qn_case_copy_attached(const qn_case *region, const char *folder, qn_findings *findings);

#endif
