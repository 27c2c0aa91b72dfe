/* Rows and values of the block are numbered by two small hash tables, in the order in which they
 * come, so that the same columns are packed alike everywhere. */
#include "plan/packing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024, MOST = 256 }; /* a byte tells one of MOST */

typedef struct {
  uint64_t key[MOST];
  short slot[SLOTS]; /* number + 1 */
  int n;
} numbering;

struct qn_packer {
  numbering rows, values;
};

qn_status qn_packer_new(qn_packer **out) {
  *out = calloc(1, sizeof **out);
  return *out ? QN_OK : QN_ENOMEM;
}

void qn_packer_free(qn_packer *packer) {
  free(packer);
}

static void forget(numbering *numbers) {
  memset(numbers->slot, 0, sizeof numbers->slot);
  numbers->n = 0;
}

/* The key's number, a new one when it has none; -1 when all are used. */
static int number_of(numbering *numbers, uint64_t key) {
  size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 54);
  for (; numbers->slot[at]; at = (at + 1) % SLOTS)
    if (numbers->key[numbers->slot[at] - 1] == key) return numbers->slot[at] - 1;
  if (numbers->n == MOST) return -1;
  numbers->key[numbers->n] = key;
  numbers->slot[at] = (short)++numbers->n;
  return numbers->n - 1;
}

static uint64_t bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static int reserve(void **at, size_t *room, size_t count, size_t size) {
  if (count <= *room) return 1;
  const size_t more = count < 1024 ? 1024 : count + count / 2;
  void *grown = realloc(*at, more * size);
  if (!grown) return 0;
  *at = grown;
  *room = more;
  return 1;
}

/* Room for so many entries, rows and values behind those that are there. */
static int reserve_all(qn_packing *p, size_t entries, size_t rows, size_t values) {
  return reserve((void **)&p->entries, &p->room_entry, p->n_entry + entries, sizeof *p->entries) &&
         reserve((void **)&p->rows, &p->room_row, p->n_row + rows, sizeof *p->rows) &&
         reserve((void **)&p->values, &p->room_value, p->n_value + values, sizeof *p->values);
}

/* The entries from first on, each as two numbers; false when these are too many. */
static int number_entries(qn_packer *packer, const qn_model *m, size_t first,
                          qn_packed_entry *out) {
  forget(&packer->rows);
  forget(&packer->values);
  for (size_t e = first; e < m->n_entry; e++) {
    const int row = number_of(&packer->rows, (uint64_t)m->entry_row[e]);
    const int value = number_of(&packer->values, bits_of(m->entry_value[e]));
    if (row < 0 || value < 0) return 0;
    *out++ = (qn_packed_entry){(unsigned char)row, (unsigned char)value};
  }
  return 1;
}

void qn_pack_block(qn_packer *packer, qn_model *m, int block) {
  qn_packing *p = &m->packing;
  const size_t from = m->block_first[block];
  if (from == m->n_column) return;
  const size_t first = m->columns[from].first, n = m->n_entry - first;
  if (!reserve_all(p, n, MOST, MOST)) return; /* plain entries will do */
  if (!number_entries(packer, m, first, p->entries + p->n_entry)) return;
  for (size_t c = from; c < m->n_column; c++) {
    m->columns[c].first += p->n_entry - first;
    m->columns[c].is_packed = 1;
  }
  p->of_block[block] = (qn_packed_block){p->n_row, p->n_value};
  for (int i = 0; i < packer->rows.n; i++) p->rows[p->n_row++] = (int)packer->rows.key[i];
  memcpy(p->values + p->n_value, packer->values.key, (size_t)packer->values.n * sizeof *p->values);
  p->n_value += (size_t)packer->values.n;
  p->n_entry += n;
  m->n_entry = first;
}

qn_status qn_packing_append(qn_model *model, const qn_model *from, int first, int end) {
  qn_packing *to = &model->packing;
  const qn_packing *p = &from->packing;
  if (!reserve_all(to, p->n_entry, p->n_row, p->n_value)) return QN_ENOMEM;
  if (p->n_entry) {
    memcpy(to->entries + to->n_entry, p->entries, p->n_entry * sizeof *p->entries);
    memcpy(to->rows + to->n_row, p->rows, p->n_row * sizeof *p->rows);
    memcpy(to->values + to->n_value, p->values, p->n_value * sizeof *p->values);
  }
  for (int b = first; b < end; b++) {
    to->of_block[b].row += to->n_row;
    to->of_block[b].value += to->n_value;
  }
  to->n_entry += p->n_entry;
  to->n_row += p->n_row;
  to->n_value += p->n_value;
  return QN_OK;
}

void qn_packing_clear(qn_model *model) {
  free(model->packing.entries);
  free(model->packing.rows);
  free(model->packing.values);
  model->packing = (qn_packing){0};
}
