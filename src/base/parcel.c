/* Bytes as they stand in memory. */
#include "base/parcel.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void qn_parcel_clear(qn_parcel *parcel) {
  free(parcel->bytes);
  *parcel = (qn_parcel){0};
}

void qn_parcel_reset(qn_parcel *parcel) {
  parcel->length = parcel->at = 0;
}

static qn_status make_room(qn_parcel *parcel, size_t n) {
  if (n <= parcel->room - parcel->length) return QN_OK;
  if (n > SIZE_MAX / 4 - parcel->length) return QN_ENOMEM;
  const size_t room = 2 * (parcel->length + n);
  char *grown = realloc(parcel->bytes, room);
  if (!grown) return QN_ENOMEM;
  parcel->bytes = grown;
  parcel->room = room;
  return QN_OK;
}

qn_status qn_parcel_extend(qn_parcel *parcel, size_t n) {
  const qn_status s = make_room(parcel, n);
  if (!s) parcel->length += n;
  return s;
}

qn_status qn_parcel_put(qn_parcel *parcel, const void *bytes, size_t n) {
  const qn_status s = make_room(parcel, n);
  if (s || !n) return s;
  memcpy(parcel->bytes + parcel->length, bytes, n);
  parcel->length += n;
  return QN_OK;
}

qn_status qn_parcel_get(qn_parcel *parcel, void *bytes, size_t n) {
  if (n > parcel->length - parcel->at) return QN_ERANGE;
  if (!n) return QN_OK;
  memcpy(bytes, parcel->bytes + parcel->at, n);
  parcel->at += n;
  return QN_OK;
}

qn_status qn_parcel_put_whole(qn_parcel *parcel, long long value) {
  const int64_t whole = value;
  return qn_parcel_put(parcel, &whole, sizeof whole);
}

qn_status qn_parcel_get_whole(qn_parcel *parcel, long long *value) {
  int64_t whole;
  const qn_status s = qn_parcel_get(parcel, &whole, sizeof whole);
  if (!s) *value = whole;
  return s;
}

qn_status qn_parcel_put_real(qn_parcel *parcel, double value) {
  return qn_parcel_put(parcel, &value, sizeof value);
}

qn_status qn_parcel_get_real(qn_parcel *parcel, double *value) {
  return qn_parcel_get(parcel, value, sizeof *value);
}

/* A value and where it stands: 12 bytes, as they are packed. */
enum { PLACE = sizeof(uint32_t), ENTRY = PLACE + sizeof(double) };

qn_status qn_parcel_put_sparse(qn_parcel *parcel, const double *x, const size_t *list, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) count += x[list[i]] != 0;
  if (n > UINT32_MAX) return QN_ERANGE;
  qn_status s = make_room(parcel, sizeof(int64_t) + count * ENTRY);
  if (!s) s = qn_parcel_put_whole(parcel, (long long)count);
  for (size_t i = 0; i < n && !s; i++) {
    const uint32_t place = (uint32_t)i;
    if (x[list[i]] == 0) continue;
    memcpy(parcel->bytes + parcel->length, &place, PLACE);
    memcpy(parcel->bytes + parcel->length + PLACE, &x[list[i]], sizeof *x);
    parcel->length += ENTRY;
  }
  return s;
}

qn_status qn_parcel_get_sparse(qn_parcel *parcel, double *x, const size_t *list, size_t n) {
  long long count;
  qn_status s = qn_parcel_get_whole(parcel, &count);
  if (s) return s;
  if (count < 0 || (size_t)count > (parcel->length - parcel->at) / ENTRY) return QN_ERANGE;
  for (size_t i = 0; i < n; i++) x[list[i]] = 0;
  for (long long k = 0; k < count; k++) {
    uint32_t place = 0;
    double value = 0;
    s = qn_parcel_get(parcel, &place, PLACE);
    if (!s) s = qn_parcel_get_real(parcel, &value);
    if (s || place >= n) return QN_ERANGE;
    x[list[place]] = value;
  }
  return QN_OK;
}

qn_status qn_parcel_put_bytes(qn_parcel *parcel, const signed char *bytes, size_t n, int usual) {
  const size_t n_bit = (n + 7) / 8;
  const qn_status s = make_room(parcel, n_bit + n);
  if (s || !n) return s;
  unsigned char *bits = (unsigned char *)parcel->bytes + parcel->length;
  memset(bits, 0, n_bit);
  parcel->length += n_bit;
  for (size_t i = 0; i < n; i++) {
    if (bytes[i] == usual) continue;
    bits[i / 8] |= (unsigned char)(1u << i % 8);
    parcel->bytes[parcel->length++] = (char)bytes[i];
  }
  return QN_OK;
}

qn_status qn_parcel_get_bytes(qn_parcel *parcel, signed char *bytes, size_t n, int usual) {
  const size_t n_bit = (n + 7) / 8;
  if (n_bit > parcel->length - parcel->at) return QN_ERANGE;
  const unsigned char *bits = (const unsigned char *)parcel->bytes + parcel->at;
  qn_status s = QN_OK;
  parcel->at += n_bit;
  for (size_t i = 0; i < n && !s; i++) {
    bytes[i] = (signed char)usual;
    if (bits[i / 8] >> i % 8 & 1) s = qn_parcel_get(parcel, &bytes[i], 1);
  }
  return s;
}
