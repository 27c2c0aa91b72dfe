/* What leader and helpers reckon alike. */
#include "plan/crew_talk.h"

#include <string.h>
#include <sys/resource.h>

/* Multiply and fold, word by word: not against malice, against another table on another machine. */
static uint64_t mix(uint64_t digest, const void *bytes, size_t n) {
  const unsigned char *at = bytes;
  for (; n; n -= n < 8 ? n : 8, at += 8) {
    uint64_t word = 0;
    memcpy(&word, at, n < 8 ? n : 8);
    digest = (digest ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    digest ^= digest >> 29;
  }
  return digest;
}

uint64_t qn_model_digest(const qn_model *m) {
  uint64_t digest = mix(m->n_column, &m->n_row, sizeof m->n_row);
  for (size_t c = 0; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    const double numbers[] = {column->cost, column->upper, column->count, column->is_integer};
    digest = mix(digest, numbers, sizeof numbers);
  }
  for (size_t r = 0; r < m->n_row; r++) {
    const double numbers[] = {m->rows[r].rhs, m->rows[r].scale, m->rows[r].sense};
    digest = mix(digest, numbers, sizeof numbers);
  }
  digest = mix(digest, m->entry_row, m->n_entry * sizeof *m->entry_row);
  digest = mix(digest, m->entry_value, m->n_entry * sizeof *m->entry_value);
  const qn_packing *p = &m->packing;
  digest = mix(digest, p->entries, p->n_entry * sizeof *p->entries);
  digest = mix(digest, p->rows, p->n_row * sizeof *p->rows);
  return mix(digest, p->values, p->n_value * sizeof *p->values);
}

static double user_s(int who) {
  struct rusage use = {0};
  getrusage(who, &use);
  return (double)use.ru_utime.tv_sec + 1e-6 * (double)use.ru_utime.tv_usec;
}

double qn_crew_user_s(void) {
  return user_s(RUSAGE_SELF) + user_s(RUSAGE_CHILDREN);
}

qn_status qn_talk_put_words(qn_parcel *parcel, const char *words) {
  size_t n = strlen(words);
  if (n >= QN_MOST_WORDS) n = QN_MOST_WORDS - 1;
  const qn_status s = qn_parcel_put_whole(parcel, (long long)n);
  return s ? s : qn_parcel_put(parcel, words, n);
}

qn_status qn_talk_get_words(qn_parcel *parcel, char *out, size_t size) {
  char words[QN_MOST_WORDS] = "";
  long long n;
  qn_status s = qn_parcel_get_whole(parcel, &n);
  if (!s && (n < 0 || n >= QN_MOST_WORDS)) s = QN_ERANGE;
  if (!s) s = qn_parcel_get(parcel, words, (size_t)n);
  if (s) return s;
  const size_t kept = (size_t)n < size ? (size_t)n : size - 1;
  memcpy(out, words, kept);
  out[kept] = 0;
  return QN_OK;
}
