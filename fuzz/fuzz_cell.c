/* Numbers, dates and years as people type them: whatever is read is a number of the calendar. */
#include <math.h>

#include "fuzz.h"
#include "table/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  char *text = fuzz_text(bytes, length);
  double value;
  int date, year;
  if (!qn_number_read(&value, text, "m2", qn_scale_of(1)) && isnan(value)) abort();
  if (!qn_number_read(&value, text, "", qn_scale_of(1e4)) && isnan(value)) abort();
  if (qn_number_step(text, "m2", qn_scale_of(1)) < 0) abort();
  if (qn_date_read(&date, text)) {
    const int month = date / 100 % 100, day = date % 100;
    if (month < 1 || month > 12 || day < 1 || day > 31) abort();
  }
  if (qn_year_read(&year, text) && (year < 1000 || year > 9999)) abort();
  free(text);
  return 0;
}
