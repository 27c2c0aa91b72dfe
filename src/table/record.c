#include "table/record.h"

#include "table/cell.h"

qn_status qn_row_default(void *row, const qn_table *table, qn_arena *arena, qn_findings *findings) {
  for (size_t c = 0; c < table->n_column; c++) {
    const qn_column *column = &table->columns[c];
    void *member = (char *)row + column->offset;
    qn_cell_clear(member, column);
    if (column->link && !(column->flags & QN_LIST)) *(int *)((char *)row + column->link) = -1;
    if (!column->fallback || !*column->fallback) continue;
    const qn_cell cell = {.text = column->fallback};
    const qn_status s = qn_cell_read(member, &cell, column, qn_scale_of(1), arena, findings);
    if (s) return s;
  }
  return QN_OK;
}
