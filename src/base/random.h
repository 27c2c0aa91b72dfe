/* Seeded random numbers (splitmix64): a stream is named by seed, table and key, so that what one
 * row draws does not depend on the rows before it. */
#ifndef QN_BASE_RANDOM_H
#define QN_BASE_RANDOM_H
#include <stdint.h>

typedef struct {
  uint64_t state;
} qn_random;

qn_random qn_random_stream(uint64_t seed, const char *table, const char *key);
uint64_t qn_random_next(qn_random *random);
double qn_random_real(qn_random *random);   /* in [0, 1) */
double qn_random_normal(qn_random *random); /* mean 0, deviation 1 */
/* exp(normal(ln median, sigma)). */
double qn_random_lognormal(qn_random *random, double median, double sigma);
/* A whole number in 0..n-1; n > 0. */
uint64_t qn_random_below(qn_random *random, uint64_t n);

#endif
