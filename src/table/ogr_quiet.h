/* Keeps OGR from printing and from the process's settings: what it complains of is collected,
 * configuration holds for this thread alone. Inside table only. */
#ifndef QN_TABLE_OGR_QUIET_H
#define QN_TABLE_OGR_QUIET_H
#include "base/findings.h"

enum { QN_OGR_SETTINGS = 5 };

typedef struct {
  char first[400]; /* error of OGR; empty for none */
  const char *before[QN_OGR_SETTINGS];
  char kept[QN_OGR_SETTINGS][64];
} qn_ogr_quiet;

/* Every begin has its end, in the same function. */
void qn_ogr_begin(qn_ogr_quiet *quiet);
void qn_ogr_end(qn_ogr_quiet *quiet);

#endif
