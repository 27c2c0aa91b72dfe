/* How much the cost moves with one assumption while the plan's choices stay: the rows behind it are
 * changed in a copy of the case, the heat demand made again where it depends on them, and the plan
 * costed by the verifier. */
#ifndef QN_PLAN_TABLES_LEVERS_H
#define QN_PLAN_TABLES_LEVERS_H
#include "plan/tables.h"

typedef enum {
  QN_LEVER_PRICE,      /* of a carrier */
  QN_LEVER_PARTS,      /* of a mode: what its parts cost */
  QN_LEVER_EFFICIENCY, /* of a mode: efficiency or curve */
  QN_LEVER_UPKEEP,     /* of a mode: upkeep and labour */
  QN_LEVER_INDEX,      /* of a building class: q or u */
  QN_LEVER_USE,        /* of a building class: kappa_now */
  QN_LEVER_RETROFIT,   /* of a building class: what retrofits cost */
  QN_LEVER_BOILERS,    /* of a carrier: efficiency of the sources that burn it */
  QN_LEVER_OPTIONS,    /* of a source: what its options cost */
  QN_LEVER_PROJECT,    /* of a project: cost */
  QN_LEVER_DISCOUNT,   /* settings */
  QN_LEVER_SERVICE,
  QN_LEVERS
} qn_lever_kind;

/* A group of rows that is moved together. weight: cost that rests on it, roughly, to choose which
 * are worth the time. */
typedef struct {
  qn_lever_kind kind;
  int index; /* row of carriers, modes, building_classes, sources or projects; 0 for settings */
  double weight;
} qn_lever;

typedef struct {
  const char *zh, *en; /* what it is */
  int names;           /* QN_T_... of index, -1 settings */
} qn_lever_words;
extern const qn_lever_words qn_lever_kinds[QN_LEVERS];

/* Fills out (room for qn_lever_most) with the groups that the plan rests on, heaviest first. */
size_t qn_lever_most(const qn_case *region);
qn_status qn_levers_of(qn_lever *out, size_t *count, const qn_tables_work *work);

/* Whether a row of a table belongs to the group, and the offset of its first moved member (-1 when
 * it does not). */
long qn_lever_member(const qn_case *region, const qn_lever *lever, int table, size_t row);

/* The table whose rows describe the group, -1 settings. */
int qn_lever_table(const qn_case *region, const qn_lever *lever);

/* Change of the cost when the group's values are times factor; NaN where the choices are no plan
 * then. */
qn_status qn_lever_change(double *cny, const qn_tables_work *work, const qn_lever *lever,
                          double factor);

#endif
