/* What generation assumes, as tables: data/generate and the same tables of a recipe. */
#ifndef QN_GENERATE_SPEC_H
#define QN_GENERATE_SPEC_H
#include "base/names.h"
#include "case/choices.h"
#include "table/schema.h"

/* A number (or word) by key; the row of the longest fitting area code holds, then the one with the
 * zone, then the recipe's. */
typedef struct {
  const char *key, *area, *zone, *value, *unit, *source, *source_year, *sure;
} qn_assumption;

/* What share of a zone (or how many m2) a mode heats in the base year. The rows of the longest
 * fitting area code hold together; with area_m2 they also give the zone's total. */
typedef struct {
  const char *area, *zone, *mode;
  int state;
  double share, area_m2;
  const char *source, *source_year, *sure;
} qn_present;

/* A named source of the region, instead of drawn ones of its county, mode and state. weight: of the
 * load attached to them. */
typedef struct {
  const char *area, *name, *mode;
  int state;
  double weight, boiler_tph, size_tph, lon, lat;
  int year_built, keep_until;
  const char *source;
} qn_plant;

/* What a source of a mode and emission state is like. */
typedef struct {
  const char *mode;
  int state;
  const char *label, *carrier;
  double efficiency, om_cny_gj, size_kw, boiler_kw;
  int counts_tph;
  const char *source, *source_year, *sure;
} qn_source_kind;

/* What may become of such a source. */
typedef struct {
  const char *mode;
  int state;
  const char *option;
  int kind;
  const char *carrier, *mode_after;
  double efficiency, om_cny_gj, cost_cny_tph, cost_cny_kw, cost_cny_m2, cost_cny, life_a;
  int payer, state_after;
  const char *source, *source_year, *sure;
} qn_source_fate;

/* An area whose villages outside towns herd. */
typedef struct {
  const char *area, *name, *source, *source_year, *sure;
} qn_pastoral;

/* Sets one cell of a case table: the row by its key column, the column by either name. */
typedef struct {
  const char *table, *key, *column, *value, *source;
} qn_patch;

#define QN_SPEC_LIST(X)           \
  X(assumptions, qn_assumption)   \
  X(present, qn_present)          \
  X(plants, qn_plant)             \
  X(source_kinds, qn_source_kind) \
  X(source_fates, qn_source_fate) \
  X(pastoral, qn_pastoral)        \
  X(patches, qn_patch)
#define QN_SPEC_ENUM(member, type) QN_S_##member,
enum { QN_SPEC_LIST(QN_SPEC_ENUM) QN_SPEC_TABLES };
#define QN_SPEC_MEMBER(member, type) \
  type *member;                      \
  size_t n_##member;

typedef struct {
  QN_SPEC_LIST(QN_SPEC_MEMBER)
  qn_names first; /* key of assumptions to its first row; rows are sorted by key */
} qn_spec;

/* Reads data/generate and then recipe (NULL: none). */
qn_status qn_spec_read(qn_spec *out, const char *data_folder, const char *recipe, qn_arena *arena,
                       qn_findings *findings);
void qn_spec_clear(qn_spec *spec);

/* True when code lies in area: area is the front of it; an empty area holds all. */
int qn_code_within(const char *code, const char *area);
/* The assumption for a place, or NULL. zone NULL: only rows without one. */
const qn_assumption *qn_assumed(const qn_spec *spec, const char *key, const char *code,
                                const char *zone);
/* Its number; 0 where there is none. */
double qn_assume(const qn_spec *spec, const char *key, const char *code, const char *zone);
/* Kind of a source, or NULL. */
const qn_source_kind *qn_source_kind_of(const qn_spec *spec, const char *mode, int state);

#endif
