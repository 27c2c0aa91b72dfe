/* Pathways of a unit that cost no less and help no more than another of its own are left out before
 * they are stored. Every thread builds a run of units into columns and entries of its own, which
 * are then put one behind the other; not all units at once, so that few stand twice in memory. */
#include "plan/model_units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "plan/dominance.h"
#include "plan/family.h"
#include "plan/packing.h"

int qn_own_modules(const qn_model *m, int unit, const qn_account *account, int *count) {
  const qn_case *c = m->x->region;
  const int feeder = c->units[unit].i_feeder;
  const qn_supply *row = &c->supplies[feeder];
  int have = 0;
  for (int j = 0; j < m->n; j++) {
    const qn_supply_state state = qn_context_supply(m->x, feeder, qn_timeline_year(&m->x->time, j));
    const double draw = account->mode[j] >= 0 && c->modes[account->mode[j]].needs_feeder
                            ? account->running[j].peak
                            : 0;
    const double excess = isnan(state.peak) ? 0 : draw + state.base_peak - state.peak;
    /* what rounding leaves is no excess: well inside the verifier's tolerance */
    const double rounding = 1e-9 * fmax(1, fabs(state.peak));
    if (excess > have * row->module_peak + rounding) {
      if (!(row->module_peak > 0)) return 0;
      have = (int)fmin(ceil((excess - rounding) / row->module_peak), 1e9);
    }
    if (have > row->module_most) return 0;
    count[j] = have;
  }
  return 1;
}

/* Cost in the objective of the modules of the unit's own feeder, -1 when it cannot serve the
 * pathway. */
static double own_feeder(const qn_model *m, int unit, const qn_account *a) {
  const int feeder = m->x->region->units[unit].i_feeder;
  int count[QN_MOST_SEASONS];
  if (feeder < 0 || m->is_private_feeder[feeder] != unit + 1) return 0;
  if (!qn_own_modules(m, unit, a, count)) return -1;
  double cost = 0;
  for (int j = 0; j < m->n; j++) {
    const int added = count[j] - (j ? count[j - 1] : 0);
    if (added) cost += added * qn_module_weight(m, feeder, j);
  }
  return cost;
}

/* In a divisible unit the first mode is free: its price is taken off every pathway, whose shares
 * sum to one. */
static double first_mode_cny(const qn_model *m, int unit) {
  const qn_case *c = m->x->region;
  return c->units[unit].is_divisible ? c->settings.extra_mode_price_cny : 0;
}

static void add_unit_column(qn_model *m, const qn_unit_takes *takes, double cost) {
  const qn_account *a = takes->account;
  qn_model_open(m, (qn_model_column){.kind = QN_COLUMN_UNIT,
                                     .block = takes->unit,
                                     .id = takes->unit,
                                     .option = -1,
                                     .season = a->path.season,
                                     .path = a->path,
                                     .cost = cost - first_mode_cny(m, takes->unit),
                                     .upper = 1,
                                     .is_integer = !m->x->region->units[takes->unit].is_divisible});
  for (size_t f = 0; f < qn_n_families; f++)
    if (qn_families[f]->unit) qn_families[f]->unit(m, takes);
  qn_model_close(m);
}

/* Removes pathways whose rise of burden is over a hard limit, but never a unit's last clean ones.
 */
static size_t apply_burden(const qn_model *m, qn_unit_work *work, qn_account *account,
                           qn_pathway *path, size_t n, qn_findings *findings) {
  const qn_settings *g = &m->x->region->settings;
  const int last = m->n - 1;
  size_t kept = 0, clean = 0;
  unsigned char *over = calloc(n, 1);
  if (g->burden_rule != QN_HARD || !over) {
    free(over);
    return n;
  }
  for (size_t i = 0; i < n; i++) {
    qn_pathway_account(account, work, path[i]);
    const int converts =
        path[i].season >= 0 &&
        path[i].mode != m->x->region->units[qn_unit_work_state(work)->unit].i_present_mode;
    over[i] = converts && account->burden_rise > g->burden_limit + QN_BURDEN_ROUNDING;
    clean += !over[i] && qn_account_is_clean(m->x, qn_unit_work_state(work), account, last);
  }
  if (clean) {
    for (size_t i = 0; i < n; i++)
      if (!over[i]) path[kept++] = path[i];
    n = kept;
  } else {
    qn_note(findings, "unit %s: every clean mode raises the burden above the limit; they stay",
            m->x->region->units[qn_unit_work_state(work)->unit].id);
  }
  free(over);
  return n;
}

enum { MOST_PATHS = 4096, A_BATCH = 16384 };

static void add_unit(qn_model *m, int unit, qn_unit_work *work, qn_pathway *path,
                     qn_account *account, qn_dominance *dominance, qn_packer *packer,
                     qn_findings *findings) {
  const qn_unit_takes takes = {work, account, unit};
  qn_unit_work_begin(work, unit);
  size_t n = qn_pathway_list(work, path, MOST_PATHS);
  if (n > MOST_PATHS) n = MOST_PATHS;
  n = apply_burden(m, work, account, path, n, findings);
  m->block_first[unit] = m->n_column;
  for (size_t i = 0; i < n && !m->failed; i++) {
    qn_pathway_account(account, work, path[i]);
    const double modules = own_feeder(m, unit, account);
    if (modules < 0) continue;
    add_unit_column(m, &takes, account->cost_cny + modules);
  }
  if (!m->failed && dominance) qn_dominance_prune(dominance, m, m->block_first[unit]);
  if (!m->failed && packer) qn_pack_block(packer, m, unit);
  if (m->n_column == m->block_first[unit] && m->x->region->units[unit].i_present_mode < 0)
    qn_warn(findings, "unit %s: no heating mode fits this new development",
            m->x->region->units[unit].id);
}

/* ---- side by side ---- */

/* The model as one thread sees it: rows and registries are shared and only read, columns and
 * entries its own, those of its units alone. */
typedef struct {
  qn_model model;
  qn_findings *findings;
  int first, end; /* units */
  int prune;
} part;

static void build_part(void *who, int i) {
  part *p = &((part *)who)[i];
  qn_model *m = &p->model;
  qn_unit_work *work = NULL;
  qn_dominance *dominance = NULL;
  qn_packer *packer = NULL;
  qn_pathway *path = malloc(MOST_PATHS * sizeof *path);
  qn_account *account = malloc(sizeof *account);
  qn_status s = path && account ? qn_unit_work_new(&work, m->x) : QN_ENOMEM;
  if (!s && p->prune) s = qn_dominance_new(&dominance);
  if (!s && p->prune) s = qn_packer_new(&packer);
  if (s) m->failed = s;
  for (int u = p->first; u < p->end && !m->failed; u++)
    add_unit(m, u, work, path, account, dominance, packer, p->findings);
  qn_dominance_free(dominance);
  qn_packer_free(packer);
  qn_unit_work_free(work);
  free(path);
  free(account);
}

static void clear_part(part *p) {
  free(p->model.columns);
  free(p->model.entry_row);
  free(p->model.entry_value);
  qn_packing_clear(&p->model);
  free(p->model.slot);
  qn_findings_free(p->findings);
}

/* Room for count objects, at least one; what is there stays. */
static int resize(void **at, size_t *room, size_t count, size_t size) {
  void *resized = realloc(*at, (count ? count : 1) * size);
  if (!resized) return 0;
  *at = resized;
  *room = count ? count : 1;
  return 1;
}

/* Puts what a part has built behind what the model has. */
static qn_status append(qn_model *m, const part *p) {
  const qn_model *from = &p->model;
  for (int u = p->first; u < p->end; u++) m->block_first[u] += m->n_column;
  for (size_t c = 0; c < from->n_column; c++) {
    qn_model_column *to = &m->columns[m->n_column + c];
    *to = from->columns[c];
    to->first += to->is_packed ? m->packing.n_entry : m->n_entry;
  }
  if (from->n_entry) {
    memcpy(m->entry_row + m->n_entry, from->entry_row, from->n_entry * sizeof *m->entry_row);
    memcpy(m->entry_value + m->n_entry, from->entry_value, from->n_entry * sizeof *m->entry_value);
  }
  m->n_column += from->n_column;
  m->n_entry += from->n_entry;
  return qn_packing_append(m, from, p->first, p->end);
}

static qn_status put_together(qn_model *m, part *parts, int n_part, qn_findings *findings) {
  size_t n_column = m->n_column, n_entry = m->n_entry, room = 0;
  for (int i = 0; i < n_part; i++) {
    if (parts[i].model.failed) return parts[i].model.failed;
    n_column += parts[i].model.n_column;
    n_entry += parts[i].model.n_entry;
  }
  if (!resize((void **)&m->columns, &m->room_column, n_column, sizeof *m->columns) ||
      !resize((void **)&m->entry_row, &room, n_entry, sizeof *m->entry_row) ||
      !resize((void **)&m->entry_value, &m->room_entry, n_entry, sizeof *m->entry_value))
    return QN_ENOMEM;
  for (int i = 0; i < n_part; i++) {
    const qn_status s = append(m, &parts[i]);
    if (s) return s;
    qn_findings_append(findings, parts[i].findings);
    clear_part(&parts[i]);
    parts[i] = (part){0};
  }
  return QN_OK;
}

/* Units first .. end - 1, a run of them a thread. */
static qn_status add_batch(qn_model *model, int first, int end, int prune, qn_run *run) {
  const int n_unit = end - first, team = qn_team_size(run);
  const int n_part = team < n_unit ? team : n_unit > 1 ? n_unit : 1;
  part *parts = calloc((size_t)n_part, sizeof *parts);
  qn_status s = parts ? QN_OK : QN_ENOMEM;
  for (int i = 0; i < n_part && !s; i++) {
    part *p = &parts[i];
    p->model = *model;
    p->model.columns = NULL, p->model.entry_row = NULL, p->model.entry_value = NULL;
    p->model.slot = NULL;
    p->model.n_column = p->model.room_column = p->model.n_entry = p->model.room_entry = 0;
    p->model.room_slot = 0;
    p->model.packing = (qn_packing){.of_block = model->packing.of_block};
    p->first = first + (int)qn_team_first((size_t)n_unit, i, n_part);
    p->end = first + (int)qn_team_first((size_t)n_unit, i + 1, n_part);
    p->prune = prune;
    p->findings = qn_findings_new();
    if (!p->findings) s = QN_ENOMEM;
  }
  if (!s) qn_team_work(n_part, build_part, parts);
  if (!s) s = put_together(model, parts, n_part, run->findings);
  for (int i = 0; i < n_part && parts; i++) clear_part(&parts[i]);
  free(parts);
  return s;
}

qn_status qn_model_add_units(qn_model *model, int first, int end, int prune, qn_run *run) {
  qn_status s = QN_OK;
  do {
    const int next = end - first > A_BATCH ? first + A_BATCH : end;
    s = add_batch(model, first, next, prune, run);
    first = next;
  } while (first < end && !s);
  return s;
}
