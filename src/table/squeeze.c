#include "table/squeeze.h"

#include <stdlib.h>
#include <zlib.h>

enum { LEVEL = 6 };

static qn_status add_base64(qn_text *out, const unsigned char *bytes, size_t n) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  qn_status s = QN_OK;
  for (size_t i = 0; i < n && !s; i += 3) {
    const size_t left = n - i;
    const unsigned triple = (unsigned)bytes[i] << 16 |
                            (left > 1 ? (unsigned)bytes[i + 1] << 8 : 0) |
                            (left > 2 ? bytes[i + 2] : 0);
    const char four[] = {letters[triple >> 18], letters[triple >> 12 & 63],
                         left > 1 ? letters[triple >> 6 & 63] : '=',
                         left > 2 ? letters[triple & 63] : '='};
    s = qn_text_add_n(out, four, sizeof four);
  }
  return s;
}

qn_status qn_squeeze(qn_text *out, const char *bytes, size_t n) {
  uLongf length = compressBound((uLong)n);
  unsigned char *packed = malloc(length + 1);
  if (!packed) return QN_ENOMEM;
  const int code = compress2(packed, &length, (const Bytef *)bytes, (uLong)n, LEVEL);
  const qn_status s = code == Z_OK ? add_base64(out, packed, length) : QN_ENOMEM;
  free(packed);
  return s;
}
