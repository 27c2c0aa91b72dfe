/* A case for any northern prefecture, county or province, made from the catalogues in data/: all
 * its villages and communities are real, what the codes do not carry (households, areas, distances,
 * boiler houses, limits) is drawn by documented rules (docs/defaults.md) and says so in its source
 * column. Draws are seeded by table and key: what one row gets does not depend on the others, and
 * the same options give the same bytes.
 *
 * A recipe is a folder that changes this for one case. It may hold the tables of data/generate
 * (assumptions, present, plants, source_kinds, source_fates: its rows come before the general
 * ones), any table of a case (rows with the key of a generated row take its place, others are
 * added; targets, budgets, build_limits and statements take the place of all generated ones) and
 * `patches`, which set single cells. */
#ifndef QN_GENERATE_GENERATE_H
#define QN_GENERATE_GENERATE_H
#include <stddef.h>
#include <stdint.h>

#include "base/findings.h"
#include "case/case.h"

typedef struct {
  const char *const *regions; /* names at any level, or codes; with a recipe may be none */
  size_t n_region;
  const char *data_folder; /* the catalogues */
  const char *recipe;      /* folder, or NULL */
  uint64_t seed;
  int base_year, horizon;              /* 0: those of the recipe, else an error; base + 5 */
  double urban_area_m2, rural_area_m2; /* scale the drawn areas to these totals; 0: as drawn */
  double households;                   /* of all zones; 0: as drawn */
} qn_generate_options;

/* Makes, links and checks a case; *out is the caller's to free. QN_EINPUT with findings for a name
 * that is unknown or stands for several areas (the candidates with their codes are in the
 * suggestion), for data that cannot be read and for a case that does not pass its own checks. */
qn_status qn_generate_case(qn_case **out, const qn_generate_options *options,
                           qn_findings *findings);

#endif
