/* Text packed small, to stand inside a page: a zlib stream (RFC 1950) in base64 (RFC 4648). */
#ifndef QN_TABLE_SQUEEZE_H
#define QN_TABLE_SQUEEZE_H
#include "base/text.h"

/* Appends n bytes packed, the same for the same bytes. */
qn_status qn_squeeze(qn_text *out, const char *bytes, size_t n);

#endif
