/* A search at work on a random region, its relaxation solved, as its steps (search.h) find it when
 * they are called one by one. Townships stand for counties, so that there are parts. */
#ifndef QN_TESTS_PLAN_SEARCHED_H
#define QN_TESTS_PLAN_SEARCHED_H
#include "plan/search.h"

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_plan plan;
  qn_search search;
  qn_run run;
} searched;

/* Takes the finished region over; the relaxation is not solved yet. run: findings are made where it
 * has none. */
void searched_open(searched *out, qn_case *region, qn_demand *demand, qn_run run);
/* The same with the relaxation, and townships for counties. */
void searched_begin(searched *out, qn_case *region, qn_demand *demand, qn_run run);
/* Rounds and mends a random point and offers it: mostly a plan that leaves much to improve. */
void searched_start(searched *t, uint64_t seed);
void searched_end(searched *t);

#endif
