/* Which release this is. */
#ifndef QINGNUAN_VERSION_H
#define QINGNUAN_VERSION_H
#include "qingnuan/api.h"

/* "major.minor.patch" of the library that is linked. */
QN_API const char *qn_version(void);

#endif
