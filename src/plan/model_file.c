/* Streams column by column, so that the file may be larger than memory. */
#include "plan/model_file.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "plan/family.h"

enum { MOST_NAME = 120, BUFFER = 1 << 16 };

typedef struct {
  char text[MOST_NAME];
} name;

__attribute__((format(printf, 1, 2))) static name name_of(const char *format, ...) {
  name n;
  va_list args;
  va_start(args, format);
  vsnprintf(n.text, sizeof n.text, format, args);
  va_end(args);
  for (char *c = n.text; *c; c++)
    if (*c <= ' ' || *c > '~' || *c == '$' || *c == '\'') *c = '_';
  return n;
}

/* "2028", "never". */
static name year_of(const qn_model *m, int season) {
  return season < 0 ? name_of("never") : name_of("%d", qn_timeline_year(&m->x->time, season));
}

/* ---- rows ---- */

static name block_name(const qn_model *m, int block) {
  const qn_case *c = m->x->region;
  if (block < m->first_source) return name_of("%s", c->units[block].id);
  if (block < m->first_project) return name_of("%s", c->sources[block - m->first_source].id);
  if (block < m->first_trunk) return name_of("%s", c->projects[block - m->first_project].id);
  const qn_trunk *trunk = &c->trunks[m->trunk_of_block[block - m->first_trunk]];
  return name_of("%s.%s", trunk->area, trunk->network);
}

/* The line of a family's table; a target or limit by its id, a trunk by area and network. */
static name line_name(const qn_model *m, const qn_model_row *row) {
  const qn_case *c = m->x->region;
  if (row->family == &qn_family_choose) return block_name(m, row->place);
  if (row->row < 0) return name_of("all");
  if (row->family->table == QN_T_trunks)
    return name_of("%s.%s", c->trunks[row->row].area, c->trunks[row->row].network);
  const char *id = qn_rule_text(c, row->family->table, row->row, "id");
  if (row->family->table == QN_T_modes) return name_of("%s.%s", c->areas[row->place].code, id);
  return name_of("%s", id ? id : "");
}

static name row_name(const qn_model *m, size_t r) {
  const qn_model_row *row = &m->rows[r];
  const name line = line_name(m, row), year = year_of(m, row->season);
  if (row->season < 0) return name_of("R%zu.%s.%s", r, row->family->id, line.text);
  return name_of("R%zu.%s.%s.%s", r, row->family->id, line.text, year.text);
}

/* ---- columns ---- */

static name pathway_name(const qn_model *m, size_t c) {
  const qn_case *region = m->x->region;
  const qn_model_column *column = &m->columns[c];
  const name year = year_of(m, column->path.season);
  return name_of("C%zu.%s.%s.%s.r%d%s", c, region->units[column->id].id,
                 region->modes[column->path.mode].id, year.text, column->path.level,
                 column->path.interim ? ".i" : "");
}

static const char *option_id(const qn_case *c, int option) {
  return option < 0 ? "keep" : c->source_options[option].option;
}

static name flow_name(const qn_model *m, size_t c, const qn_flow *f) {
  const qn_case *region = m->x->region;
  const name year = year_of(m, m->columns[c].season);
  const char *from = region->sources[f->heat_source].id, *state = option_id(region, f->state);
  if (f->attached_of >= 0)
    return name_of("C%zu.flow.%s.%s.%s.%s", c, from, state, region->sources[f->attached_of].id,
                   year.text);
  return name_of("C%zu.flow.%s.%s.%s.%s.%s", c, from, state, region->areas[f->township].code,
                 region->modes[f->mode].id, year.text);
}

static name column_name(const qn_model *m, size_t c) {
  const qn_case *region = m->x->region;
  const qn_model_column *column = &m->columns[c];
  const name year = year_of(m, column->season);
  const int id = column->id, option = column->option;
  switch (column->kind) {
    case QN_COLUMN_UNIT:
      return pathway_name(m, c);
    case QN_COLUMN_SOURCE:
      return name_of("C%zu.%s.%s.%s", c, region->sources[id].id, option_id(region, option),
                     year.text);
    case QN_COLUMN_PROJECT:
      return name_of("C%zu.%s.%s", c, region->projects[id].id, year.text);
    case QN_COLUMN_TRUNK:
      return name_of("C%zu.trunk.%s.%s.%s", c, region->trunks[id].area, region->trunks[id].network,
                     year.text);
    case QN_COLUMN_MODULE:
      return name_of("C%zu.modules.%s.%s", c, region->supplies[id].id, year.text);
    case QN_COLUMN_FLOW:
      return flow_name(m, c, &m->flows[id]);
    case QN_COLUMN_CLEAN_MERGE:
      return name_of("C%zu.clean_merge.%s.%s.%d.%s", c,
                     region->sources[region->source_options[id].i_source].id, option_id(region, id),
                     qn_timeline_year(&m->x->time, option), year.text);
    case QN_COLUMN_STEP:
      return name_of("C%zu.step.%s.%d.%s", c, region->supplies[id].id, option, year.text);
    case QN_COLUMN_SHORT:
      return name_of("C%zu.short.R%d", c, id);
    case QN_COLUMN_MODE_USED:
      return name_of("C%zu.mode_used.%s.%s", c, region->units[id].id, region->modes[option].id);
    case QN_COLUMN_ADDED:
      return name_of("C%zu.added.%s.%s", c, region->sources[id].id, year.text);
  }
  return name_of("C%zu", c);
}

/* ---- the file ---- */

static void write_value(FILE *file, const char *head, const char *row, double value) {
  char number[32];
  qn_real_print(number, value);
  fprintf(file, " %s %s %s\n", head, row, number);
}

static void write_rows(FILE *file, const qn_model *m) {
  static const char senses[] = {[QN_AT_LEAST] = 'G', [QN_AT_MOST] = 'L', [QN_EQUAL] = 'E'};
  fprintf(file, "ROWS\n N cost\n");
  for (size_t r = 0; r < m->n_row; r++)
    fprintf(file, " %c %s\n", senses[m->rows[r].sense], row_name(m, r).text);
}

static void write_column(FILE *file, const qn_model *m, size_t c) {
  const qn_model_column *column = &m->columns[c];
  const name head = column_name(m, c);
  int any = column->cost != 0;
  if (any) write_value(file, head.text, "cost", column->cost / QN_MODEL_FILE_CNY);
  for (int i = 0; i < column->count; i++) {
    const qn_entry entry = qn_column_entry(m, column, i);
    if (entry.value == 0) continue;
    write_value(file, head.text, row_name(m, (size_t)entry.row).text,
                entry.value / m->rows[entry.row].scale);
    any = 1;
  }
  if (!any) write_value(file, head.text, "cost", 0);
}

static void write_columns(FILE *file, const qn_model *m) {
  int is_integer = 0, n_marker = 0;
  fprintf(file, "COLUMNS\n");
  for (size_t c = 0; c <= m->n_column; c++) {
    const int now = c < m->n_column && m->columns[c].is_integer;
    if (now != is_integer)
      fprintf(file, " MARKER%d 'MARKER' '%s'\n", n_marker++, now ? "INTORG" : "INTEND");
    is_integer = now;
    if (c < m->n_column) write_column(file, m, c);
  }
}

/* Every whole number has its bound written: without one readers do not agree. */
static void write_bounds(FILE *file, const qn_model *m) {
  fprintf(file, "BOUNDS\n");
  for (size_t c = 0; c < m->n_column; c++) {
    const qn_model_column *column = &m->columns[c];
    if (isinf(column->upper) && !column->is_integer) continue;
    const name head = column_name(m, c);
    if (isinf(column->upper))
      fprintf(file, " PL BOUND %s\n", head.text);
    else
      write_value(file, column->upper > 0 ? "UP BOUND" : "FX BOUND", head.text, column->upper);
  }
}

static void write_model(FILE *file, const qn_model *m) {
  fprintf(file, "* qingnuan: %zu rows, %zu columns, cost in 10^4 CNY\nNAME qingnuan FREE\n",
          m->n_row, m->n_column);
  write_rows(file, m);
  write_columns(file, m);
  fprintf(file, "RHS\n");
  for (size_t r = 0; r < m->n_row; r++)
    if (m->rows[r].rhs != 0)
      write_value(file, "RHS", row_name(m, r).text, m->rows[r].rhs / m->rows[r].scale);
  write_bounds(file, m);
  fprintf(file, "ENDATA\n");
}

qn_status qn_model_write(const qn_model *model, const char *path, qn_findings *findings) {
  qn_text temporary = {0};
  qn_status s = qn_text_addf(&temporary, "%s.new-XXXXXX", path);
  if (s) return s;
  const int fd = mkstemp(temporary.bytes);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
  int is_written = file != NULL;
  if (file) {
    setvbuf(file, NULL, _IOFBF, BUFFER);
    write_model(file, model);
    is_written = !ferror(file);
    is_written = fclose(file) == 0 && is_written;
  } else if (fd >= 0) {
    close(fd);
  }
  s = is_written ? qn_file_commit(temporary.bytes, path, findings)
                 : qn_fail(findings, QN_EIO, QN_N_("cannot write %s: %s"), path, strerror(errno));
  if (s && fd >= 0) unlink(temporary.bytes);
  qn_text_clear(&temporary);
  return s;
}
