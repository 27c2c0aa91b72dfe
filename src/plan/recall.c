#include "plan/recall.h"

#include <string.h>

static int season_of(const qn_model *m, int year) {
  return year ? qn_timeline_season(&m->x->time, year) : -1;
}

/* How well a column fits a choice: 3 the very pathway, 2 its mode and year, 1 its year, 0 not. */
static int likeness(const qn_model_column *c, const qn_unit_choice *choice, int season) {
  if (c->season != season) return 0;
  if (c->path.mode != choice->mode) return 1;
  return c->path.level == choice->level && c->path.interim == choice->interim ? 3 : 2;
}

static int recall_unit(double *x, const qn_model *m, const qn_unit_choice *choice) {
  const int season = season_of(m, choice->year);
  const size_t end = m->block_first[choice->unit + 1];
  size_t best = end;
  int most = 0;
  for (size_t c = m->block_first[choice->unit]; c < end; c++) {
    const int fit = likeness(&m->columns[c], choice, season);
    if (fit > most || (fit && fit == most && m->columns[c].cost < m->columns[best].cost))
      best = c, most = fit;
  }
  if (best < end) x[best] += choice->share;
  return best < end;
}

/* Columns of a source, project or trunk differ by option and season alone. */
static int recall_other(double *x, const qn_model *m, int block, int option, int season) {
  for (size_t c = m->block_first[block]; c < m->block_first[block + 1]; c++) {
    const qn_model_column *column = &m->columns[c];
    if (column->season != season) continue;
    if (column->kind == QN_COLUMN_SOURCE && column->option != option) continue;
    x[c] = 1;
    return 1;
  }
  return 0;
}

int qn_recall(double *x, const qn_model *model, const qn_decision *decision) {
  const qn_model *m = model;
  const qn_case *region = m->x->region;
  int all = 1;
  memset(x, 0, m->n_column * sizeof *x);
  for (size_t i = 0; i < decision->n_unit; i++) all &= recall_unit(x, m, &decision->units[i]);
  for (int k = 0; k < region->n_sources; k++) {
    const qn_source_choice *choice = &decision->sources[k];
    all &= recall_other(x, m, m->first_source + k, choice->option, season_of(m, choice->year));
  }
  for (int p = 0; p < region->n_projects; p++)
    all &= recall_other(x, m, m->first_project + p, -1, season_of(m, decision->projects[p]));
  for (int b = m->first_trunk; b < m->n_block; b++) {
    const int year = decision->trunks[m->trunk_of_block[b - m->first_trunk]];
    all &= recall_other(x, m, b, -1, season_of(m, year));
  }
  for (size_t c = m->block_first[m->n_block]; c < m->n_column; c++)
    if (m->columns[c].kind == QN_COLUMN_MODULE)
      x[c] = decision->modules[m->columns[c].id * m->n + m->columns[c].season];
  return all;
}
