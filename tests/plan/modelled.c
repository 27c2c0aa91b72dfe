#include "plan/modelled.h"

#include <stdlib.h>

#include "check.h"
#include "plan/family.h"

enum { MOST = 4096 };

struct modelled {
  const qn_case *region;
  qn_context *context;
  qn_unit_work *work;
  qn_account account;
  qn_pathway listed[MOST];
  modelled_path path[MOST];
};

modelled *modelled_new(const qn_case *region, const qn_demand *demand) {
  modelled *m = calloc(1, sizeof *m);
  assert_non_null(m);
  m->region = region;
  assert_true(region->n_carriers <= MODELLED_CARRIERS);
  assert_int_equal(qn_context_new(&m->context, region, demand), QN_OK);
  assert_int_equal(qn_unit_work_new(&m->work, m->context), QN_OK);
  return m;
}

void modelled_free(modelled *m) {
  qn_unit_work_free(m->work);
  qn_context_free(m->context);
  free(m);
}

static void add_uses(const modelled *m, modelled_path *out, int j, int mode, const qn_running *r) {
  const int carrier = m->region->modes[mode].i_carrier;
  if (carrier >= 0) out->use[j][carrier] += r->use;
  if (r->straw_use > 0)
    out->use[j][m->region->modes[m->context->straw_mode].i_carrier] += r->straw_use;
  out->coal_t[j] += r->coal_t;
}

static void fill(modelled *m, modelled_path *out, qn_pathway path) {
  const qn_account *a = &m->account;
  qn_pathway_account(&m->account, m->work, path);
  const qn_unit_takes takes = {.work = m->work, .account = a};
  *out = (modelled_path){
      .choice = {.mode = path.mode,
                 .year = path.season < 0 ? 0 : qn_timeline_year(&m->context->time, path.season),
                 .level = path.level,
                 .interim = path.interim,
                 .share = 1},
      .cost_cny = a->cost_cny,
      .burden_rise = a->burden_rise};
  for (int j = 0; j < m->context->time.n_decision; j++) {
    for (int p = 0; p < QN_PAYERS; p++) out->paid_cny[j][p] = qn_unit_paid(&takes, p, j);
    out->is_clean[j] = qn_account_is_clean(m->context, qn_unit_work_state(m->work), a, j);
    out->peak[j] = a->running[j].peak;
    if (a->mode[j] >= 0) add_uses(m, out, j, a->mode[j], &a->running[j]);
    if (a->standby_mode >= 0 && j == path.season) add_uses(m, out, j, a->standby_mode, &a->standby);
  }
}

const modelled_path *modelled_paths(modelled *m, int unit, size_t *n) {
  qn_unit_work_begin(m->work, unit);
  *n = qn_pathway_list(m->work, m->listed, MOST);
  assert_true(*n <= MOST);
  for (size_t i = 0; i < *n; i++) {
    fill(m, &m->path[i], m->listed[i]);
    m->path[i].choice.unit = unit;
  }
  return m->path;
}
