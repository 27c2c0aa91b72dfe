/* The version, as the build was told it. */
#include "qingnuan/version.h"

const char *qn_version(void) {
  return QN_VERSION;
}
