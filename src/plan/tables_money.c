/* What is invested in what, and who pays what when. Money of its season, not discounted; renewals
 * of devices are in neither. */
#include <math.h>
#include <string.h>

#include "plan/tables_sums.h"

/* ---- payments that are not a unit's own ---- */

/* One investment beside the units: an option of a source, modules, a project, a trunk. */
typedef struct {
  const char *item;
  int area, season; /* of the timeline */
  int payer;
  double cny;
} shared_payment;
typedef qn_status shared_taker(void *who, const shared_payment *payment);

static const char *words(const qn_tables_work *w, const char *const pair[2]) {
  return pair[!w->english];
}

static qn_status each_module(const qn_tables_work *w, shared_taker *take, void *who) {
  static const char *const items[][2] = {[QN_ROLE_LIMIT] = {"supply modules", "供应扩容"},
                                         [QN_ROLE_FEEDER] = {"feeder modules", "配电增容"},
                                         [QN_ROLE_SOURCE] = {"source modules", "热源扩建"},
                                         [QN_ROLE_STORAGE] = {"storage modules", "储备设施"}};
  const qn_case *c = w->region;
  const int n = w->x->time.n_decision;
  qn_status s = QN_OK;
  for (int i = 0; i < c->n_supplies; i++)
    for (int j = 0; j < n && !s; j++) {
      const qn_supply *row = &c->supplies[i];
      const int *have = &w->plan->decision.modules[i * n];
      const int added = have[j] - (j ? have[j - 1] : 0);
      if (added > 0)
        s = take(who, &(shared_payment){words(w, items[row->role]), row->i_area, j, row->payer,
                                        added * row->module_cost_cny});
    }
  return s;
}

static qn_status each_project(const qn_tables_work *w, shared_taker *take, void *who) {
  static const char *const item[2] = {"projects", "重点项目"};
  const qn_case *c = w->region;
  qn_status s = QN_OK;
  for (int i = 0; i < c->n_projects && !s; i++) {
    const qn_project *row = &c->projects[i];
    const int season = qn_timeline_season(&w->x->time, w->plan->decision.projects[i]);
    const int area = row->i_area >= 0     ? row->i_area
                     : row->i_supply >= 0 ? c->supplies[row->i_supply].i_area
                                          : -1;
    if (season >= 0)
      s = take(who, &(shared_payment){row->kind ? row->kind : words(w, item), area, season,
                                      row->payer, row->cost_cny});
  }
  return s;
}

static qn_status each_trunk(const qn_tables_work *w, shared_taker *take, void *who) {
  static const char *const items[][2] = {{"heat trunks", "热力干线"}, {"gas trunks", "燃气干线"}};
  const qn_case *c = w->region;
  qn_status s = QN_OK;
  for (int i = 0; i < c->n_trunks && !s; i++) {
    const qn_trunk *row = &c->trunks[i];
    const int season = qn_timeline_season(&w->x->time, w->plan->decision.trunks[i]);
    if (season >= 0)
      s = take(who, &(shared_payment){words(w, items[!strcmp(row->network, "gas")]), row->i_area,
                                      season, row->payer, row->cost_cny});
  }
  return s;
}

static qn_status each_shared(const qn_tables_work *w, shared_taker *take, void *who) {
  const qn_case *c = w->region;
  qn_status s = QN_OK;
  for (int k = 0; k < c->n_sources && !s; k++) {
    const qn_source_choice *choice = &w->plan->decision.sources[k];
    if (choice->option < 0) continue;
    const qn_source_option *row = &c->source_options[choice->option];
    s = take(who,
             &(shared_payment){qn_choice_words(w, &qn_source_options_table, "kind", row->kind),
                               c->sources[k].i_area, qn_timeline_season(&w->x->time, choice->year),
                               row->payer, row->invest_cny});
  }
  if (!s) s = each_project(w, take, who);
  if (!s) s = each_trunk(w, take, who);
  if (!s) s = each_module(w, take, who);
  return s;
}

/* ---- investment ---- */

/* Names of the catalogue's parts; a part of another name is printed as it is. */
static const struct {
  const char *part, *name[2];
} parts[] = {{"boiler", {"boilers", "锅炉"}},
             {"boiler_and_store", {"boilers with store", "蓄热锅炉"}},
             {"branch", {"branches", "接入支线"}},
             {"cable", {"heating cables", "发热电缆"}},
             {"collector_and_aux", {"collectors with auxiliary", "太阳能集热及辅助热源"}},
             {"film", {"heating film", "电热膜"}},
             {"grid", {"grid", "电网改造"}},
             {"heat_pump", {"heat pumps", "热泵"}},
             {"heater", {"heaters", "电暖器"}},
             {"indoor", {"indoor systems", "户内系统"}},
             {"kang", {"electric kangs", "电热炕"}},
             {"lng_station", {"LNG stations", "LNG 点供站"}},
             {"local_pipe", {"local pipes", "庭院管网"}},
             {"mounting", {"mounting", "安装与接线"}},
             {"panel", {"panels", "电热板"}},
             {"plant", {"plants", "能源站"}},
             {"primary_pipe", {"primary pipes", "一级管网"}},
             {"radiators", {"radiators", "散热器"}},
             {"secondary_pipe", {"secondary pipes", "二级管网"}},
             {"service_line", {"service lines", "入户线"}},
             {"station", {"substations", "换热站"}},
             {"stove", {"stoves", "炉具"}},
             {"village_pipe", {"village pipes", "村内管网"}}};

static const char *part_words(const qn_tables_work *w, const char *part) {
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (!strcmp(parts[i].part, part)) return words(w, parts[i].name);
  return part;
}

/* Money for one thing; order keeps sums in the order of the plan. */
typedef struct {
  const char *item;
  int mode, county, season, payer;
  double cny;
  size_t order;
} entry;

typedef struct {
  const qn_tables_work *w;
  QN_ARRAY(entry) list;
} entries;

static qn_status add_entry(entries *e, entry added) {
  if (added.cny == 0) return QN_OK;
  added.order = e->list.count;
  entry *at = QN_PUSH(&e->list);
  if (!at) return QN_ENOMEM;
  *at = added;
  return QN_OK;
}

static int compare_keys(const entry *x, const entry *y) {
  const int by_item = strcmp(x->item, y->item);
  if (by_item) return by_item;
  if (x->mode != y->mode) return x->mode - y->mode;
  if (x->county != y->county) return x->county - y->county;
  if (x->season != y->season) return x->season - y->season;
  return x->payer - y->payer;
}

static int compare_entries(const void *a, const void *b) {
  const entry *x = a, *y = b;
  const int by_key = compare_keys(x, y);
  return by_key ? by_key : x->order < y->order ? -1 : 1;
}

static qn_status add_shared(void *who, const shared_payment *payment) {
  entries *e = who;
  return add_entry(e, (entry){.item = payment->item,
                              .mode = -1,
                              .county = qn_county_of(e->w->region, payment->area),
                              .season = payment->season,
                              .payer = payment->payer,
                              .cny = payment->cny});
}

/* Retrofits have a payer by building class. */
static qn_status add_retrofit(entries *e, const qn_chosen *chosen) {
  static const char *const item[2] = {"energy retrofits", "节能改造"};
  const qn_account *a = &chosen->account;
  double by_payer[QN_PAYERS] = {0};
  qn_status s = QN_OK;
  qn_demand_retrofit_cny(e->w->x->demand, chosen->choice->unit, chosen->choice->year, a->path.level,
                         by_payer);
  for (int p = 0; p < QN_PAYERS && !s; p++)
    s = add_entry(e, (entry){.item = words(e->w, item),
                             .mode = -1,
                             .county = chosen->county,
                             .season = a->path.season,
                             .payer = p,
                             .cny = chosen->choice->share * by_payer[p]});
  return s;
}

static qn_status add_unit(entries *e, const qn_chosen *chosen) {
  const qn_account *a = &chosen->account;
  qn_status s = QN_OK;
  for (int i = 0; i < a->n_part && !s; i++) {
    const qn_mode_part *part = &e->w->region->mode_parts[a->parts[i]];
    s = add_entry(e, (entry){.item = part_words(e->w, part->part),
                             .mode = a->path.mode,
                             .county = chosen->county,
                             .season = a->path.season,
                             .payer = part->payer,
                             .cny = chosen->choice->share * a->part_cny[i]});
  }
  return s || !a->path.level ? s : add_retrofit(e, chosen);
}

static qn_status push_investment(qn_rows *rows, qn_tables_work *w, const entries *e) {
  const qn_case *c = w->region;
  QN_ARRAY(qn_investment_row) out = {0};
  for (size_t i = 0; i < e->list.count; i++) {
    const entry *at = &e->list.at[i];
    if (i && !compare_keys(at, at - 1)) {
      out.at[out.count - 1].money_cny += at->cny;
      continue;
    }
    qn_investment_row *row = QN_PUSH(&out);
    if (!row) {
      QN_CLEAR(&out);
      return QN_ENOMEM;
    }
    *row =
        (qn_investment_row){.item = at->item,
                            .mode = at->mode < 0 ? NULL : c->modes[at->mode].id,
                            .area = qn_code_of_area(c, at->county),
                            .area_name = qn_name_of_area(c, at->county),
                            .season = qn_timeline_year(&w->x->time, at->season),
                            .payer = qn_choice_words(w, &qn_mode_parts_table, "payer", at->payer),
                            .money_cny = at->cny};
  }
  return qn_rows_take(rows, w->arena, out.at, out.count);
}

qn_status qn_tabulate_investment(qn_rows *rows, qn_tables_work *work) {
  entries e = {.w = work};
  if (!work->n_chosen) return QN_OK;
  qn_status s = QN_OK;
  for (size_t i = 0; i < work->n_chosen && !s; i++) s = add_unit(&e, &work->chosen[i]);
  if (!s) s = each_shared(work, add_shared, &e);
  if (!s && e.list.count) qsort(e.list.at, e.list.count, sizeof *e.list.at, compare_entries);
  if (!s) s = push_investment(rows, work, &e);
  QN_CLEAR(&e.list);
  return s;
}

/* ---- funds ---- */

enum { INVEST, SUBSIDY, RUNNING_SUBSIDY, RUNNING, SUMS };

typedef struct {
  const qn_tables_work *w;
  qn_cube sums; /* by payer */
} funds;

static double *fund_at(const funds *f, int county, int payer, int season) {
  return qn_cube_at(&f->sums, county, payer, 1 + season);
}

static qn_status fund_shared(void *who, const shared_payment *payment) {
  const funds *f = who;
  fund_at(f, qn_county_of(f->w->region, payment->area), payment->payer, payment->season)[INVEST] +=
      payment->cny;
  return QN_OK;
}

static void fund_once(const funds *f, const qn_chosen *chosen) {
  const qn_account *a = &chosen->account;
  const double share = chosen->choice->share;
  for (int p = 0; p < QN_PAYERS; p++) {
    double *cell = fund_at(f, chosen->county, p, a->path.season);
    cell[INVEST] += share * a->invest_cny[p];
    cell[SUBSIDY] += share * a->subsidy_cny[p];
    fund_at(f, chosen->county, QN_PAY_HOUSEHOLD, a->path.season)[INVEST] -=
        share * a->subsidy_cny[p];
  }
}

/* A household bears its bill and upkeep, in the season of conversion that of the old device too. */
static void fund_season(const funds *f, const qn_chosen *chosen, int j) {
  const qn_account *a = &chosen->account;
  const double share = chosen->choice->share;
  double paid = a->running[j].bill_cny + a->running[j].upkeep_cny - a->running_subsidy_cny[j];
  if (a->standby_mode >= 0 && j == a->path.season) paid += a->standby.bill_cny;
  fund_at(f, chosen->county, QN_PAY_HOUSEHOLD, j)[RUNNING] += share * paid;
  for (int p = 0; p < QN_PAYERS; p++)
    fund_at(f, chosen->county, p, j)[RUNNING_SUBSIDY] += share * a->running_share[j][p];
}

/* Companies bear what the heat of sources costs (before what they charge for it), and whoever pays
 * for a project its upkeep. */
static void fund_shared_running(const funds *f) {
  const qn_tables_work *w = f->w;
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  for (size_t i = 0; i < d->n_flow; i++) {
    const qn_heat_flow *flow = &d->flows[i];
    const int j = qn_timeline_season(&w->x->time, flow->season);
    fund_at(f, qn_county_of(c, c->sources[flow->heat_source].i_area), QN_PAY_COMPANY, j)[RUNNING] +=
        flow->kw * qn_flow_hours(w, flow) *
        qn_source_heat_cny(w, flow->heat_source, flow->state, j);
  }
  for (int i = 0; i < c->n_projects; i++) {
    const qn_project *row = &c->projects[i];
    const int built = qn_timeline_season(&w->x->time, d->projects[i]);
    const int area =
        row->i_area < 0 && row->i_supply >= 0 ? c->supplies[row->i_supply].i_area : row->i_area;
    for (int j = built; built >= 0 && row->om_cny > 0 && j < w->x->time.n_decision; j++)
      fund_at(f, qn_county_of(c, area), row->payer, j)[RUNNING] += row->om_cny;
  }
}

/* What subtraction leaves of a sum that is zero. */
static double without_rounding(double cny) {
  static const double ROUNDING_CNY = 1e-6;
  return fabs(cny) < ROUNDING_CNY ? 0 : cny;
}

static qn_status push_funds(qn_rows *rows, qn_tables_work *w, const funds *f) {
  const qn_case *c = w->region;
  QN_ARRAY(qn_fund_row) out = {0};
  for (int p = 0; p < QN_PAYERS; p++) {
    const char *payer = qn_choice_words(w, &qn_mode_parts_table, "payer", p);
    for (int a = -1; a < c->n_areas; a++)
      for (int j = 0; j < w->x->time.n_decision; j++) {
        const double *cell = fund_at(f, a, p, j);
        if (qn_cube_is_zero(&f->sums, cell)) continue;
        qn_fund_row *row = QN_PUSH(&out);
        if (!row) {
          QN_CLEAR(&out);
          return QN_ENOMEM;
        }
        *row = (qn_fund_row){.payer = payer,
                             .area = qn_code_of_area(c, a),
                             .area_name = qn_name_of_area(c, a),
                             .season = qn_timeline_year(&w->x->time, j),
                             .invest_cny = without_rounding(cell[INVEST]),
                             .subsidy_cny = cell[SUBSIDY],
                             .running_subsidy_cny = cell[RUNNING_SUBSIDY],
                             .running_cny = without_rounding(cell[RUNNING])};
      }
  }
  return qn_rows_take(rows, w->arena, out.at, out.count);
}

qn_status qn_tabulate_funds(qn_rows *rows, qn_tables_work *work) {
  funds f = {.w = work};
  if (!work->n_chosen) return QN_OK;
  if (qn_cube_new(&f.sums, work, QN_PAYERS, SUMS)) return QN_ENOMEM;
  for (size_t i = 0; i < work->n_chosen; i++) {
    const qn_chosen *chosen = &work->chosen[i];
    if (chosen->account.path.season >= 0) fund_once(&f, chosen);
    for (int j = 0; j < work->x->time.n_decision; j++) fund_season(&f, chosen, j);
  }
  qn_status s = each_shared(work, fund_shared, &f);
  fund_shared_running(&f);
  return s ? s : push_funds(rows, work, &f);
}
