/* Files that a library writes by name, whole or not at all. Inside table only. */
#ifndef QN_TABLE_STAGED_H
#define QN_TABLE_STAGED_H
#include "base/findings.h"

/* Writes the file; folder is its own and takes whatever else the library needs. */
typedef qn_status qn_staged_maker(void *who, const char *file, const char *folder,
                                  qn_findings *findings);
/* Lets make write a file of that name in a new folder beside place, then puts it in place in one
 * step; the folder goes in any case. */
qn_status qn_staged_write(const char *place, const char *name, qn_staged_maker *make, void *who,
                          qn_findings *findings);

#endif
