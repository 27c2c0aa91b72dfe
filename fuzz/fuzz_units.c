/* Physical units and printed values: any text is one or is refused; a unit is a positive factor and
 * like itself, a value an interval. */
#include <math.h>

#include "audit/printed.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  char *text = fuzz_text(bytes, length);
  qn_unit unit;
  double factor;
  if (!qn_unit_parse(&unit, text)) {
    if (!isnormal(unit.factor) || unit.factor < 0) abort();
    if (qn_unit_factor(&factor, text, text) || factor != 1) abort();
  }
  qn_printed printed;
  if (!qn_printed_parse(&printed, text, NULL, "about") &&
      !(printed.range.low <= printed.range.high))
    abort();
  free(text);
  return 0;
}
