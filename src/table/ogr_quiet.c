#include "table/ogr_quiet.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Sheets are read as rows of text, the header is found by us; the date of change in a GeoPackage is
 * fixed, so that the same tables give the same bytes. */
static const char *const settings[QN_OGR_SETTINGS][2] = {
    {"OGR_XLSX_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},
    {"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"},
    {"PG_USE_COPY", "YES"},
    {"OGR_SQLITE_SYNCHRONOUS", "OFF"}, /* a finished file is synced as a whole */
};

static void CPL_STDCALL collect(CPLErr level, CPLErrorNum number, const char *message) {
  (void)number;
  qn_ogr_quiet *quiet = CPLGetErrorHandlerUserData();
  if (level < CE_Failure || *quiet->first) return;
  snprintf(quiet->first, sizeof quiet->first, "%s", message);
  /* One line, and no character cut in two. */
  for (char *p = quiet->first; *p; p++)
    if (*p == '\n' || *p == '\r') *p = ' ';
  for (char *p = quiet->first; *p; p++) {
    const size_t n = qn_utf8_length(p);
    if (!n) *p = '?';
    p += n > 1 ? n - 1 : 0;
  }
}

void qn_ogr_begin(qn_ogr_quiet *quiet) {
  *quiet = (qn_ogr_quiet){0};
  for (size_t i = 0; i < QN_OGR_SETTINGS; i++) {
    const char *before = CPLGetThreadLocalConfigOption(settings[i][0], NULL);
    if (before) {
      snprintf(quiet->kept[i], sizeof quiet->kept[i], "%s", before);
      quiet->before[i] = quiet->kept[i];
    }
    CPLSetThreadLocalConfigOption(settings[i][0], settings[i][1]);
  }
  CPLPushErrorHandlerEx(collect, quiet);
  CPLErrorReset();
}

void qn_ogr_end(qn_ogr_quiet *quiet) {
  CPLPopErrorHandler();
  for (size_t i = 0; i < QN_OGR_SETTINGS; i++)
    CPLSetThreadLocalConfigOption(settings[i][0], quiet->before[i]);
}
