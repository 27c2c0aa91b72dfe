/* The head of the report: key figures, the sentence that answers the question, and the work
 * calendar of the year. */
#include <math.h>

#include "climate/hourly.h"
#include "plan/tables_text.h"

/* ---- sums ---- */

typedef struct {
  double area_m2, clean_m2;
} rate_sum;

/* Clean area of a season over rows of progress: of one zone (-1 any), urban or not (-1 any). */
static double rate_of(const qn_tables_work *w, const qn_rows *progress, int season, int zone,
                      int is_urban) {
  const qn_case *c = w->region;
  rate_sum sum = {0};
  for (size_t i = 0; i < progress->count; i++) {
    const qn_progress_row *row = qn_row(progress, i);
    int z = 0;
    while (z < c->n_zones && c->zones[z].id != row->zone) z++;
    if (row->season != season || z == c->n_zones || (zone >= 0 && z != zone)) continue;
    if (is_urban >= 0 && c->zones[z].is_urban != is_urban) continue;
    sum.area_m2 += row->area_m2;
    sum.clean_m2 += row->clean_m2;
  }
  return sum.area_m2 > 0 ? sum.clean_m2 / sum.area_m2 : NAN;
}

/* In one season, or in all (-1). */
static double converted_households(const qn_tables_work *w, int season) {
  double sum = 0;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen *chosen = &w->chosen[i];
    const int j = chosen->account.path.season;
    if (qn_chosen_is_converted(w, chosen) && (season < 0 || j == season))
      sum += chosen->choice->share * chosen->state.households[j];
  }
  return sum;
}

/* Everything that is built or bought once in the years of decision, whoever pays. */
static double investment_cny(const qn_tables_work *w) {
  const qn_case *c = w->region;
  const qn_decision *d = &w->plan->decision;
  const int n = w->x->time.n_decision;
  double sum = 0;
  for (size_t i = 0; i < w->n_chosen; i++)
    for (int p = 0; p < QN_PAYERS; p++)
      sum += w->chosen[i].choice->share * w->chosen[i].account.invest_cny[p];
  for (int k = 0; k < c->n_sources; k++)
    if (d->sources[k].option >= 0) sum += c->source_options[d->sources[k].option].invest_cny;
  for (int p = 0; p < c->n_projects; p++)
    if (d->projects[p]) sum += c->projects[p].cost_cny;
  for (int i = 0; i < c->n_trunks; i++)
    if (d->trunks[i]) sum += c->trunks[i].cost_cny;
  for (int s = 0; s < c->n_supplies && n > 0; s++)
    sum += d->modules[s * n + n - 1] * c->supplies[s].module_cost_cny;
  return sum;
}

/* Investment and subsidies of central to county money. */
static double public_cny(const qn_tables_work *w) {
  double sum = 0;
  for (int j = 0; j < w->x->time.n_decision; j++)
    for (int p = QN_PAY_CENTRAL; p <= QN_PAY_COUNTY; p++)
      sum += w->plan->verdict.paid[j * QN_PAYERS + p];
  return sum;
}

/* What a converted household pays more in its first season than today, in the mean; NaN when none
 * is converted. */
static double bill_change_cny(const qn_tables_work *w) {
  double sum = 0, households = 0;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen *chosen = &w->chosen[i];
    const qn_account *a = &chosen->account;
    const int j = a->path.season;
    if (!qn_chosen_is_converted(w, chosen)) continue;
    const double n = chosen->state.households[j], n_today = chosen->state.households[0];
    if (!(n > 0) || !(n_today > 0)) continue;
    const double bill =
        (a->running[j].bill_cny + a->running[j].upkeep_cny - a->running_subsidy_cny[j]) / n;
    const double today = (chosen->today_first.bill_cny + chosen->today_first.upkeep_cny) / n_today;
    sum += chosen->choice->share * n * (bill - today);
    households += chosen->choice->share * n;
  }
  return households > 0 ? sum / households : NAN;
}

/* Scattered coal that a season at the horizon no longer takes, that of small boilers too. */
static double coal_removed_t(const qn_tables_work *w, const qn_rows *emissions) {
  double sum = 0;
  for (size_t i = 0; i < emissions->count; i++) {
    const qn_emission_row *row = qn_row(emissions, i);
    if (row->season == w->region->settings.horizon && !strcmp(row->pollutant, "coal"))
      sum += row->before_t - row->after_t;
  }
  return sum;
}

/* ---- what is missed ---- */

enum { ANY_PLACE = -1, WHOLE = -2 }; /* else: urban or not */

/* Whether a target of one of the metrics (bits) is missed whose zone is as said. */
static int is_target_missed(const qn_tables_work *w, unsigned metrics, int place) {
  const qn_verdict *v = &w->plan->verdict;
  for (size_t i = 0; i < v->n_rule; i++) {
    const qn_rule_state *rule = &v->rules[i];
    if (rule->is_met || rule->row < 0 || strcmp(rule->family, "target")) continue;
    const qn_target *t = &w->region->targets[rule->row];
    if (place != ANY_PLACE && t->counting == QN_ADDED) continue; /* says nothing of a rate */
    const int of = t->i_zone < 0 ? WHOLE : w->region->zones[t->i_zone].is_urban;
    if ((metrics >> t->metric & 1) && (place == ANY_PLACE || place == of)) return 1;
  }
  return 0;
}

static int is_budget_missed(const qn_tables_work *w) {
  const qn_verdict *v = &w->plan->verdict;
  for (size_t i = 0; i < v->n_rule; i++)
    if (!v->rules[i].is_met && !strcmp(v->rules[i].family, "budget")) return 1;
  return 0;
}

/* ---- key figures ---- */

static const unsigned CLEAN_METRICS =
    1u << QN_CLEAN_RATE_AREA | 1u << QN_CLEAN_RATE_HOUSEHOLDS | 1u << QN_CLEAN_AREA;
/* Pollutants that have a figure of their own, in that order. */
static const char *const told_pollutants[] = {"co2", "pm25"};
enum { N_TOLD = sizeof told_pollutants / sizeof *told_pollutants, MOST_FIGURES = 9 + N_TOLD };

typedef struct {
  qn_key_figure *at;
  size_t count;
} figure_list;

static double rounded(double value) {
  return round(value * 1e6) / 1e6;
}

static void add_rate(figure_list *out, qn_tables_work *w, const qn_rows *progress,
                     qn_key_figure figure, int is_urban, int place) {
  const qn_settings *g = &w->region->settings;
  figure.value = rounded(100 * rate_of(w, progress, g->horizon, -1, is_urban));
  figure.base_value = rounded(100 * rate_of(w, progress, g->base_year, -1, is_urban));
  figure.unit = "%";
  figure.is_short = is_target_missed(w, CLEAN_METRICS, place);
  if (!isnan(figure.value)) out->at[out->count++] = figure;
}

static void add_amount(figure_list *out, const qn_tables_work *w, enum qn_quantity quantity,
                       double value, qn_key_figure figure) {
  const qn_handy handy = qn_handy_unit(w, quantity, value);
  figure.value = rounded(value / handy.factor);
  figure.base_value = NAN;
  figure.unit = handy.unit;
  out->at[out->count++] = figure;
}

static void add_bill(figure_list *out, const qn_tables_work *w) {
  const double change = bill_change_cny(w);
  if (isnan(change)) return;
  out->at[out->count++] = (qn_key_figure){.id = "bill_change",
                                          .name_zh = "改造户户均年支出变化",
                                          .name_en = "Change of a converted household's bill",
                                          .value = round(change),
                                          .base_value = NAN,
                                          .unit = w->english ? "CNY a season" : "元/户"};
}

static void add_figures(figure_list *out, qn_tables_work *w, const qn_rows *progress,
                        const qn_rows *emissions) {
  add_rate(out, w, progress,
           (qn_key_figure){"clean_rate", .name_zh = "清洁取暖率", .name_en = "Clean heating rate"},
           -1, WHOLE);
  add_amount(
      out, w, QN_QUANTITY_HOUSEHOLDS, converted_households(w, -1),
      (qn_key_figure){"households", .name_zh = "改造户数", .name_en = "Households converted",
                      .is_short = is_target_missed(w, 1u << QN_CLEAN_HOUSEHOLDS, ANY_PLACE)});
  add_amount(out, w, QN_QUANTITY_MONEY, investment_cny(w),
             (qn_key_figure){"invest", .name_zh = "总投资", .name_en = "Investment"});
  add_amount(out, w, QN_QUANTITY_MONEY, public_cny(w),
             (qn_key_figure){"public", .name_zh = "财政投入与补贴",
                             .name_en = "Public investment and subsidies",
                             .is_short = is_budget_missed(w)});
  add_bill(out, w);
  add_amount(
      out, w, QN_QUANTITY_MASS_T, coal_removed_t(w, emissions),
      (qn_key_figure){"coal", .name_zh = "每季减少散煤", .name_en = "Scattered coal saved a season",
                      .is_short = is_target_missed(w, 1u << QN_COAL_REMOVED, ANY_PLACE)});
  add_rate(out, w, progress,
           (qn_key_figure){"clean_rate_urban", .name_zh = "城镇清洁取暖率",
                           .name_en = "Clean heating rate, urban"},
           1, 1);
  add_rate(out, w, progress,
           (qn_key_figure){"clean_rate_rural", .name_zh = "农村清洁取暖率",
                           .name_en = "Clean heating rate, rural"},
           0, 0);
}

/* Floor area at the horizon over that of it which stands today: staying as it is, new floor area
 * too would be heated, and is taken to be heated as all the rest is. */
static double growth_of(const qn_tables_work *w) {
  const qn_case *c = w->region;
  double all = 0, standing = 0;
  for (size_t i = 0; i < w->n_chosen; i++) {
    const qn_chosen *chosen = &w->chosen[i];
    const double m2 = chosen->choice->share * chosen->state.area_m2[w->x->time.n_decision - 1];
    all += m2;
    if (c->units[chosen->choice->unit].i_present_mode >= 0) standing += m2;
  }
  return standing > 0 ? all / standing : 1;
}

/* How a season at the horizon differs from what it would be if all stayed as it is. */
static void add_emissions(figure_list *out, qn_tables_work *w, const qn_rows *emissions) {
  const double growth = growth_of(w);
  for (size_t p = 0; p < N_TOLD; p++) {
    const char *name = NULL;
    double change_t = 0;
    for (size_t i = 0; i < emissions->count; i++) {
      const qn_emission_row *row = qn_row(emissions, i);
      if (row->season != w->region->settings.horizon || strcmp(row->pollutant, told_pollutants[p]))
        continue;
      name = row->pollutant_name;
      change_t += row->after_t - growth * row->before_t;
    }
    if (!name) continue;
    const char *zh = qn_tables_say(w, "%s排放（比维持现状）", name);
    const char *en = qn_tables_say(w, "%s against staying", name);
    add_amount(out, w, QN_QUANTITY_MASS_T, change_t,
               (qn_key_figure){told_pollutants[p], .name_zh = zh, .name_en = en});
  }
}

/* ---- the sentence ---- */

static qn_status say_rates(qn_text *out, const qn_tables_work *w, const qn_rows *progress) {
  const qn_case *c = w->region;
  const int horizon = c->settings.horizon;
  int n = 0;
  qn_status s =
      qn_text_addf(out, w->english ? "Clean heating in %d: " : "到%d年清洁取暖率：", horizon);
  for (int z = 0; z < c->n_zones && !s; z++) {
    const double rate = rate_of(w, progress, horizon, z, -1);
    if (isnan(rate)) continue;
    if (n++) s = qn_text_add(out, w->english ? ", " : "、");
    if (!s)
      s = qn_text_addf(out, w->english ? "%s %.1f %%" : "%s%.1f%%", c->zones[z].name, 100 * rate);
  }
  return s;
}

/* "all 6 targets are met", or how many are not and which. What must hold does in every plan; of the
 * rest nobody has shown that it could not be reached. */
static qn_status say_targets(qn_text *out, const qn_tables_work *w) {
  enum { MOST_NAMED = 3 };
  const qn_verdict *v = &w->plan->verdict;
  size_t n = 0, n_hard = 0, missed = 0;
  const char *named[MOST_NAMED] = {0};
  for (size_t i = 0; i < v->n_rule; i++) {
    const qn_rule_state *rule = &v->rules[i];
    if (rule->row < 0 || strcmp(rule->family, "target")) continue;
    const qn_target *t = &w->region->targets[rule->row];
    n++;
    n_hard += t->rule == QN_HARD;
    if (!rule->is_met && missed++ < MOST_NAMED) named[missed - 1] = t->name ? t->name : t->id;
  }
  if (!n) return QN_OK;
  if (!missed && n == 1)
    return qn_text_add(out, w->english ? "; the target is met" : "，目标可实现");
  if (!missed)
    return qn_text_addf(out, w->english ? "; all %zu targets are met" : "，全部%zu项目标可实现", n);
  qn_status s = QN_OK;
  if (n_hard)
    s = w->english ? qn_text_addf(out, "; the %zu firm targets are met", n_hard)
                   : qn_text_addf(out, "，必须完成的%zu项目标全部完成", n_hard);
  if (!s)
    s = w->english
            ? qn_text_addf(out, "%s %zu of %zu%s %s missed (", n_hard ? "," : ";", missed,
                           n - n_hard, n_hard ? " others" : " targets", missed == 1 ? "is" : "are")
            : qn_text_addf(out, "，%s%zu项%s中有%zu项未达到（", n_hard ? "其余" : "", n - n_hard,
                           n_hard ? "" : "目标", missed);
  for (size_t i = 0; i < MOST_NAMED && named[i] && !s; i++) {
    if (i) s = qn_text_add(out, w->english ? ", " : "、");
    if (!s) s = qn_text_add(out, named[i]);
  }
  if (!s && missed > MOST_NAMED) s = qn_text_add(out, w->english ? " and others" : "等");
  return s ? s : qn_text_add(out, w->english ? ")" : "）");
}

static qn_status say_money(qn_text *out, const qn_tables_work *w) {
  const double change = bill_change_cny(w);
  const char *invest = qn_handy_text(w, QN_QUANTITY_MONEY, investment_cny(w));
  if (!invest) return QN_ENOMEM;
  qn_status s = qn_text_addf(out, w->english ? "; investment %s" : "；总投资%s", invest);
  if (s || isnan(change)) return s;
  if (w->english)
    return qn_text_addf(out, "; a converted household pays %.0f CNY a year %s", fabs(change),
                        change < 0 ? "less" : "more");
  return qn_text_addf(out, "，改造户户均年支出%s%.0f元", change < 0 ? "减少" : "增加",
                      fabs(change));
}

/* Without a plan: why there is none. */
static const char *without_plan(const qn_tables_work *w) {
  if (w->plan->status == QN_PLAN_INFEASIBLE)
    return w->english ? "No plan holds all rules; the conflict tells which must give way"
                      : "现有规则不能同时满足，没有可行方案；须放宽的规则见冲突说明";
  return w->english ? "No verified plan was found within the limit"
                    : "在给定时限内未得到经验证的方案";
}

/* In the tables' language; the page and the program show the one they need. */
static qn_status say_headline(qn_key_figure *out, qn_tables_work *w, const qn_rows *progress) {
  qn_tables_work in = *w;
  const char **const at[] = {&out->name_zh, &out->name_en};
  *out = (qn_key_figure){.id = "headline", .value = NAN, .base_value = NAN};
  out->is_short = !w->n_chosen || is_target_missed(w, ~0u, ANY_PLACE);
  for (in.english = 0; in.english < 2; in.english++) {
    qn_text text = {0};
    qn_status s = w->n_chosen ? QN_OK : qn_text_add(&text, without_plan(&in));
    if (w->n_chosen) s = say_rates(&text, &in, progress);
    if (!s && w->n_chosen) s = say_targets(&text, &in);
    if (!s && w->n_chosen) s = say_money(&text, &in);
    if (!s) s = qn_text_add(&text, in.english ? "." : "。");
    *at[in.english] = s ? NULL : qn_arena_text(w->arena, qn_text_str(&text));
    qn_text_clear(&text);
    if (!*at[in.english]) return QN_ENOMEM;
  }
  return QN_OK;
}

qn_status qn_tabulate_key_figures(qn_rows *rows, qn_tables_work *work) {
  figure_list out = {qn_arena_array(work->arena, MOST_FIGURES, sizeof *out.at), 0};
  qn_rows progress = {.table = &qn_progress_table}, emissions = {.table = &qn_emissions_table};
  if (!out.at) return QN_ENOMEM;
  qn_status s = work->n_chosen ? qn_tabulate_progress(&progress, work) : QN_OK;
  if (!s && work->n_chosen) s = qn_tabulate_emissions(&emissions, work);
  if (!s && work->n_chosen) {
    add_figures(&out, work, &progress, &emissions);
    add_emissions(&out, work, &emissions);
  }
  if (!s) s = say_headline(&out.at[out.count++], work, &progress);
  rows->at = out.at;
  rows->count = s ? 0 : out.count;
  return s;
}

/* ---- calendar ---- */

/* A step's day (MM-DD) in a year as yyyymmdd, 0 when there is none. */
static int date_in(const char *day, int year) {
  int month, number;
  return qn_month_day_parse(day, &month, &number) ? year * 10000 + month * 100 + number : 0;
}

static const char *in_language(const qn_tables_work *w, const char *zh, const char *en) {
  return w->english && en ? en : zh;
}

qn_status qn_tabulate_calendar(qn_rows *rows, qn_tables_work *work) {
  const qn_case *c = work->region;
  QN_ARRAY(qn_calendar_row) out = {0};
  for (int j = 0; j < work->x->time.n_decision && work->n_chosen; j++) {
    const double households = converted_households(work, j);
    const int year = qn_timeline_year(&work->x->time, j);
    for (int i = 0; i < c->n_calendar_steps && households > 0; i++) {
      const qn_calendar_step *step = &c->calendar_steps[i];
      qn_calendar_row *row = QN_PUSH(&out);
      if (!row) {
        free(out.at);
        return QN_ENOMEM;
      }
      *row = (qn_calendar_row){.season = year,
                               .step = in_language(work, step->name, step->name_en),
                               .from_date = date_in(step->from_day, year),
                               .to_date = date_in(step->to_day, year),
                               .households = households,
                               .note = in_language(work, step->words, step->words_en)};
    }
  }
  return qn_rows_take(rows, work->arena, out.at, out.count);
}
