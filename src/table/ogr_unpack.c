#include "table/ogr_unpack.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <string.h>

#include "table/ogr_quiet.h"

static qn_status unpack(qn_text *out, const char *path, const qn_ogr_quiet *quiet,
                        qn_findings *findings) {
  char piece[1 << 15];
  const size_t length = strlen(path);
  const int is_packed = length > 3 && !strcmp(path + length - 3, ".gz");
  qn_text name = {0};
  qn_status s = qn_text_addf(&name, "%s%s", is_packed ? "/vsigzip/" : "", path);
  VSILFILE *file = s ? NULL : VSIFOpenL(name.bytes, "rb");
  if (!s && !file) s = qn_fail(findings, QN_EINPUT, "cannot open %s", path);
  for (size_t n = 1; !s && n > 0;) {
    n = VSIFReadL(piece, 1, sizeof piece, file);
    s = qn_text_add_n(out, piece, n);
    if (!s && *quiet->first)
      s = qn_fail(findings, QN_EINPUT, "%s is damaged: it cannot be unpacked", path);
  }
  if (file) VSIFCloseL(file);
  qn_text_clear(&name);
  return s;
}

qn_status qn_ogr_unpack(qn_text *out, const char *path, qn_findings *findings) {
  qn_ogr_quiet quiet;
  qn_ogr_begin(&quiet);
  const qn_status s = unpack(out, path, &quiet, findings);
  qn_ogr_end(&quiet);
  return s;
}
