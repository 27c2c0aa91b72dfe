#include "cli/columns.h"

#include <stdio.h>

#include "base/text.h"

static int shown_width(const char *text) {
  int width = 0;
  for (size_t length; *text; text += length) {
    width += qn_utf8_decode(text, &length) >= 0x1100 ? 2 : 1;
    if (!length) break;
  }
  return width;
}

void qn_print_right(const char *text, int width) {
  const int shown = shown_width(text);
  printf("%*s%s", width > shown ? width - shown : 1, "", text);
}
