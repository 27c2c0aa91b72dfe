#include "table/fold.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

static bool is_space(unsigned code) {
  return code <= ' ' || code == 0xA0 || code == 0x3000 || code == 0x200B || code == 0xFEFF ||
         (code >= 0x2000 && code <= 0x200A);
}

size_t qn_fold(char out[QN_FOLDED], const char *text, unsigned how) {
  size_t n = 0, step;
  bool gap = false;
  for (; *text; text += step) {
    unsigned code = qn_utf8_decode(text, &step);
    if (!step) step = 1, code = 0xFFFD;
    if (is_space(code)) {
      gap = !(how & QN_FOLD_NO_SPACE);
      continue;
    }
    if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0; /* full-width ASCII */
    if (how & QN_FOLD_NO_MARK && (code == '_' || code == '*')) continue;
    if (n + step + 2 > QN_FOLDED) break;
    if (gap && n) out[n++] = ' ';
    gap = false;
    if (code < 0x80)
      out[n++] = (char)(how & QN_FOLD_LOWER ? tolower((int)code) : (int)code);
    else
      memcpy(out + n, text, step), n += step;
  }
  out[n] = '\0';
  return n;
}
