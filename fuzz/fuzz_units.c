/* Physical units: any text is a unit or is refused; a unit is finite and like itself. */
#include <math.h>

#include "base/units.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  char *text = fuzz_text(bytes, length);
  qn_unit unit;
  double factor;
  if (!qn_unit_parse(&unit, text)) {
    if (isnan(unit.factor)) abort();
    if (unit.factor > 0 && isfinite(unit.factor) &&
        (qn_unit_factor(&factor, text, text) || fabs(factor - 1) > 1e-12))
      abort();
  }
  free(text);
  return 0;
}
