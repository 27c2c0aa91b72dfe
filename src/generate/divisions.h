/* The administrative areas and villages of data/villages, by name or code. */
#ifndef QN_GENERATE_DIVISIONS_H
#define QN_GENERATE_DIVISIONS_H
#include "base/arena.h"
#include "base/findings.h"

enum qn_village_class { QN_CLASS_VILLAGE, QN_CLASS_COMMUNITY, QN_CLASS_OTHER };

/* Codes: 2 digits a province, 4 a prefecture, 6 a county, 9 a township, 12 a village; the front of
 * a code is what it lies in. */
typedef struct {
  const char *code, *name;
} qn_division;

typedef struct {
  const char *code, *name;
  int kind;     /* enum qn_village_class */
  int township; /* index of its division */
} qn_village_row;

typedef struct {
  qn_division *areas; /* what was asked for, all within and all above, by code */
  size_t n_area;
  qn_village_row *villages; /* by code */
  size_t n_village;
  const char **roots; /* codes asked for, none within another */
  size_t n_root;
  const char *common; /* longest front that all roots share */
} qn_divisions;

/* QN_EINPUT for a region that is unknown (the nearest name is suggested) or ambiguous (all
 * candidates with their codes are), and for data that cannot be read. */
qn_status qn_divisions_find(qn_divisions *out, const char *const *regions, size_t n_region,
                            const char *data_folder, qn_arena *arena, qn_findings *findings);
/* Index of the area with that code (length n of it), or -1. */
int qn_division_at(const qn_divisions *divisions, const char *code, size_t n);

#endif
