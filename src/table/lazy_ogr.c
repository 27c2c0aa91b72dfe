/* The functions of ogr_*.c for everybody else: each loads the module, which costs nothing the
 * second time, and passes the call on. */
#include <assert.h>
#include <dlfcn.h>

#include "table/ogr_module.h"

/* Found by the run path of the program or library that this file is part of. It stays loaded, as
 * findings point to its texts. */
static const qn_ogr_module *load(qn_findings *findings) {
  void *handle = dlopen("qingnuan-ogr.so", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  const qn_ogr_module *module = handle ? dlsym(handle, "qn_ogr_functions") : NULL;
  if (!module)
    qn_fail(findings, QN_EIO, QN_N_("the part that reads workbooks and databases is missing: %s"),
            dlerror());
  return module;
}

/* For what was opened through the module: it is there. */
static const qn_ogr_module *loaded(void) {
  const qn_ogr_module *module = load(NULL);
  assert(module);
  return module;
}

qn_status qn_ogr_open(qn_ogr **out, qn_ogr_kind kind, const char *place, qn_findings *findings) {
  const qn_ogr_module *module = load(findings);
  return module ? module->qn_ogr_open(out, kind, place, findings) : QN_EIO;
}

void qn_ogr_close(qn_ogr *ogr) {
  if (ogr) loaded()->qn_ogr_close(ogr);
}

size_t qn_ogr_count(const qn_ogr *ogr) {
  return loaded()->qn_ogr_count(ogr);
}

const char *qn_ogr_name(const qn_ogr *ogr, size_t layer, qn_arena *arena) {
  return loaded()->qn_ogr_name(ogr, layer, arena);
}

bool qn_ogr_has_fields(const qn_ogr *ogr) {
  return loaded()->qn_ogr_has_fields(ogr);
}

qn_status qn_ogr_read(qn_ogr *ogr, size_t layer, bool with_point, qn_row_taker *header,
                      qn_row_taker *row, void *who, qn_findings *findings) {
  return loaded()->qn_ogr_read(ogr, layer, with_point, header, row, who, findings);
}

qn_status qn_ogr_unpack(qn_text *out, const char *path, qn_findings *findings) {
  const qn_ogr_module *module = load(findings);
  return module ? module->qn_ogr_unpack(out, path, findings) : QN_EIO;
}

qn_status qn_gpkg_write(const char *path, const qn_rows *tables, size_t n, qn_findings *findings) {
  const qn_ogr_module *module = load(findings);
  return module ? module->qn_gpkg_write(path, tables, n, findings) : QN_EIO;
}

qn_status qn_pg_write(const char *place, const qn_rows *tables, size_t n, qn_findings *findings) {
  const qn_ogr_module *module = load(findings);
  return module ? module->qn_pg_write(place, tables, n, findings) : QN_EIO;
}
