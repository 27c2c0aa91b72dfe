#include "plan/generated.h"

#include "check.h"
#include "generate/generate.h"

qn_case *generated(const char *name, int base_year, int horizon) {
  const qn_generate_options options = {.regions = &name,
                                       .n_region = 1,
                                       .data_folder = QN_SOURCE_DIR "/data",
                                       .base_year = base_year,
                                       .horizon = horizon};
  qn_case *region = NULL;
  assert_int_equal(qn_generate_case(&region, &options, NULL), QN_OK);
  return region;
}
