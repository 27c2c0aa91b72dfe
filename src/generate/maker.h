/* What the steps of generation share. Inside generate only. A step adds rows to piles; at the end
 * the piles become the tables of the case. All text lives in the case's arena. */
#ifndef QN_GENERATE_MAKER_H
#define QN_GENERATE_MAKER_H
#include <stdbool.h>

#include "base/array.h"
#include "base/random.h"
#include "case/case.h"
#include "climate/season.h"
#include "generate/divisions.h"
#include "generate/generate.h"
#include "generate/spec.h"
#include "table/store.h"

typedef struct {
  char *at;
  size_t count, room;
} qn_pile;

enum qn_zone_rank { QN_CITY, QN_TOWN, QN_RURAL, QN_PASTORAL, QN_ZONE_RANKS };

enum { QN_STOCK_CLASSES = 4 };

/* A unit while it is being drawn. */
typedef struct {
  const char *code, *name;
  int township; /* index of its division; of a county's for developments */
  int kind;     /* enum qn_unit_kind */
  int zone;     /* enum qn_zone_rank */
  bool is_community, is_divisible;
  bool in_town; /* a street office or the seat of its county */
  double households, m2, heat_m, gas_m;
  int terrain, first_year;
  double rank; /* a draw that orders units where nothing else does */
  int present; /* row of spec.present, -1 none */
  int source;  /* row of the sources pile, -1 none */
  int n_block; /* blocks cut off it */
  int n_class;
  int classes[QN_STOCK_CLASSES]; /* rows of building_classes */
  double class_share[QN_STOCK_CLASSES];
  double design_kw;
} qn_stock;

typedef struct {
  const qn_generate_options *options;
  qn_findings *findings;
  qn_case *region;
  qn_arena *arena; /* of the case */
  qn_spec spec;
  qn_divisions divisions;
  int base_year, horizon;
  uint64_t seed;
  qn_pile piles[QN_CASE_TABLES];
  const void *blank[QN_CASE_TABLES]; /* what an empty line stands for */
  const char *zone_id[QN_ZONE_RANKS];
  int *station;   /* of each division: row of the climate pile, -1 none */
  bool *has_heat; /* of each township: its county's heat network is there today */
  bool *has_gas;
  double *network_cny; /* reference.c: of each division and mode, NaN not yet known */
  QN_ARRAY(qn_stock) stock;
  qn_season *seasons; /* of each climate row; n_bin 0: not made */
} qn_maker;

/* A new row, filled as an empty line would be; NULL when memory is out. Rows move when the pile
 * grows: do not keep the pointer. */
void *qn_pile_add(qn_maker *m, int table);
#define QN_ADD(m, member, type) ((type *)qn_pile_add(m, QN_T_##member))
#define QN_ROWS(m, member, type) ((type *)(m)->piles[QN_T_##member].at)
#define QN_COUNT(m, member) ((int)(m)->piles[QN_T_##member].count)

/* Text in the case's arena, by a printf format. NULL when memory is out. */
const char *qn_maker_text(qn_maker *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A draw for a key of a table. */
qn_random qn_maker_draw(const qn_maker *m, const char *table, const char *key);
/* An assumption at a unit or a code. */
double qn_maker_assume(const qn_maker *m, const char *key, const qn_stock *u);
/* Code of the unit's township (of its county for a development). */
const char *qn_stock_code(const qn_maker *m, const qn_stock *u);
/* Sets classes and shares from kinds ("rural"); design load in kW of the whole unit. */
qn_status qn_stock_classes(qn_maker *m, qn_stock *u, int n, const char *const *kinds,
                           const double *shares);
double qn_stock_load_kw(const qn_maker *m, const qn_stock *u);
/* Row of a pile by its text at offset, -1 none. */
int qn_pile_find(const qn_maker *m, int table, size_t offset, const char *text);
#define QN_FIND(m, member, type, column, text) \
  qn_pile_find(m, QN_T_##member, offsetof(type, column), text)

/* Adds rows of a store's table: one with the key of an earlier row takes its place. keep NULL: all.
 */
qn_status qn_pile_merge(qn_maker *m, int table, qn_store *store,
                        bool (*keep)(const qn_maker *m, int table, const void *row));

extern const char QN_GENERATED[];

/* The steps, in order. Each returns QN_ENOMEM or QN_EINPUT with findings. */
qn_status qn_make_catalogues(qn_maker *m); /* catalogues and region rows; zones */
qn_status qn_make_areas(qn_maker *m);      /* areas, climate */
qn_status qn_make_stock(qn_maker *m);      /* units: households and areas drawn */
qn_status qn_make_present(qn_maker *m);    /* what heats them; totals met */
qn_status qn_make_sources(qn_maker *m);    /* sources, options, heat trunks */
qn_status qn_make_gas_trunks(qn_maker *m);
qn_status qn_make_units(qn_maker *m);  /* rows of units, unit_areas, feeders */
qn_status qn_make_limits(qn_maker *m); /* supplies, targets, budgets, build limits */
/* Merge options into the sources from row first on (the recipe's). */
qn_status qn_offer_receivers(qn_maker *m, int first);
qn_status qn_make_recipe(qn_maker *m); /* the recipe's own rows and patches */

#endif
