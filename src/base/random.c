/* splitmix64 (Steele, Lea, Flood 2014); normal deviates by Box and Muller. */
#include "base/random.h"

#include <math.h>

#include "base/names.h"

static const double TWO_PI = 6.28318530717958647692;

qn_random qn_random_stream(uint64_t seed, const char *table, const char *key) {
  qn_random r = {seed * 0x9E3779B97F4A7C15ULL ^ qn_hash(table)};
  r.state = qn_random_next(&r) ^ qn_hash(key);
  qn_random_next(&r);
  return r;
}

uint64_t qn_random_next(qn_random *random) {
  uint64_t z = random->state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double qn_random_real(qn_random *random) {
  return (double)(qn_random_next(random) >> 11) * 0x1p-53;
}

double qn_random_normal(qn_random *random) {
  const double u = 1 - qn_random_real(random), v = qn_random_real(random);
  return sqrt(-2 * log(u)) * cos(TWO_PI * v);
}

double qn_random_lognormal(qn_random *random, double median, double sigma) {
  return median * exp(sigma * qn_random_normal(random));
}

uint64_t qn_random_below(qn_random *random, uint64_t n) {
  return qn_random_next(random) % n;
}
