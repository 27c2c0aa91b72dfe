/* The tables of plan/tables_why.h in sentences. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/columns.h"
#include "cli/explain.h"
#include "cli/result_files.h"
#include "cli/tell.h"
#include "plan/record.h"
#include "plan/tables_why.h"

enum { MOST_FLIPS = 4, MOST_REASONS = 3, DIGITS = 6 };

/* ---- which unit ---- */

static qn_status unknown_unit(const qn_case *c, const char *asked, qn_cli *cli) {
  const char *best = NULL;
  size_t least = 4; /* more than three slips are another name */
  for (int u = 0; u < c->n_units; u++) {
    const char *const names[] = {c->units[u].id, c->units[u].name};
    for (int k = 0; k < 2; k++) {
      const size_t d = names[k] ? qn_text_distance(names[k], asked, least) : least;
      if (d < least) best = names[k], least = d;
    }
  }
  const qn_status s =
      qn_fail(cli->run.findings, QN_EINPUT, QN_N_("the plan has no unit %s"), asked);
  qn_suggest(cli->run.findings, best);
  return s;
}

/* By id, else by a name that only one unit has. */
static qn_status find_unit(int *out, const qn_case *c, const char *asked, qn_cli *cli) {
  int n = 0;
  for (int u = 0; u < c->n_units; u++)
    if (!strcmp(c->units[u].id, asked)) return *out = u, QN_OK;
  qn_text ids = {0};
  for (int u = 0; u < c->n_units; u++)
    if (c->units[u].name && !strcmp(c->units[u].name, asked)) {
      qn_text_addf(&ids, "%s%s", n++ ? ", " : "", c->units[u].id);
      *out = u;
    }
  qn_status s = QN_OK;
  if (n > 1)
    s = qn_fail(cli->run.findings, QN_EINPUT, QN_N_("%d units are called %s: say which id (%s)"), n,
                asked, qn_text_str(&ids));
  qn_text_clear(&ids);
  return s ? s : n ? QN_OK : unknown_unit(c, asked, cli);
}

/* ---- text ---- */

static void print_money(double cny, int width) {
  char text[32];
  snprintf(text, sizeof text, "%.0f", cny == 0 ? 0 : cny);
  printf("%*s", width, text);
}

/* "air-water heat pump 2023, retrofit 1". */
static const char *way_words(const qn_way_row *way, qn_text *out) {
  out->length = 0;
  qn_text_add(out, way->mode_name);
  if (way->season == QN_NO_INT)
    qn_text_addf(out, ", %s", qn_words(QN_N_("as today")));
  else
    qn_text_addf(out, ", %d", way->season);
  if (way->retrofit > 0) qn_text_addf(out, qn_words(QN_N_(", retrofit %d")), way->retrofit);
  if (way->interim) qn_text_addf(out, ", %s", qn_words(QN_N_("interim fuel until then")));
  return qn_text_str(out);
}

static void print_place(const qn_case *c, int unit, const qn_result *result) {
  const qn_unit_row *u = &c->units[unit];
  printf("%s %s, %s: ", u->id, u->name ? u->name : "",
         u->i_area >= 0 ? c->areas[u->i_area].name : "");
  printf(qn_words(QN_N_("%.0f households, today %s")), u->households,
         u->i_present_mode >= 0 ? c->modes[u->i_present_mode].name : "-");
  printf("\n");
  printf(qn_words(QN_N_("plan %s: cost %.4f (10^8 CNY), gap %.3f %%")), result->folder,
         result->run->cost_cny / 1e8, 100 * result->run->gap);
  printf("\n\n");
}

static void print_ways(const qn_why_tables *t) {
  const qn_way_row *way = t->ways.at;
  qn_text words = {0};
  printf("%s\n", qn_words(QN_N_("Ways by cost with the prices of limits; CNY over all seasons, "
                                "discounted:")));
  static const char *const heads[] = {QN_N_("own"), QN_N_("limits"), QN_N_("together"),
                                      QN_N_("dearer")};
  qn_print_right(qn_words(QN_N_("rank")), 5);
  for (int k = 0; k < 4; k++) qn_print_right(qn_words(heads[k]), 14);
  printf("  %s\n", qn_words(QN_N_("way (* chosen)")));
  for (size_t i = 0; i < t->ways.count; i++) {
    printf("%5d", way[i].rank);
    const double columns[] = {way[i].own_cny, way[i].limits_cny, way[i].together_cny,
                              way[i].margin_cny};
    for (int k = 0; k < 4; k++) print_money(columns[k], 14);
    printf(" %s%s", way[i].share > 0 ? "*" : " ", way_words(&way[i], &words));
    if (way[i].share > 0 && way[i].share < 1) printf(" (%.1f %%)", 100 * way[i].share);
    printf("\n");
  }
  qn_text_clear(&words);
}

static void print_payers(const qn_why_tables *t) {
  const qn_way_row *way = t->ways.at;
  static const char *const heads[] = {QN_N_("households"), QN_N_("company"),    QN_N_("central"),
                                      QN_N_("province"),   QN_N_("prefecture"), QN_N_("county"),
                                      QN_N_("priced")};
  printf("\n%s\n", qn_words(QN_N_("Who bears the own cost:")));
  qn_print_right(qn_words(QN_N_("rank")), 5);
  for (int k = 0; k < 7; k++) qn_print_right(qn_words(heads[k]), 12);
  printf("\n");
  for (size_t i = 0; i < t->ways.count; i++) {
    const qn_way_row *w = &way[i];
    const double paid[] = {w->household_cny,  w->company_cny, w->central_cny, w->province_cny,
                           w->prefecture_cny, w->county_cny,  w->other_cny};
    printf("%5d", w->rank);
    for (int k = 0; k < 7; k++) print_money(paid[k], 12);
    printf("\n");
  }
}

static const qn_way_row *chosen_way(const qn_why_tables *t) {
  const qn_way_row *way = t->ways.at;
  const qn_way_row *best = way;
  for (size_t i = 0; i < t->ways.count; i++)
    if (way[i].share > best->share) best = &way[i];
  return best;
}

static void print_takes(const qn_why_tables *t) {
  const qn_way_take_row *take = t->takes.at;
  const int rank = chosen_way(t)->rank;
  int any = 0;
  for (size_t i = 0; i < t->takes.count; i++) {
    if (take[i].rank != rank) continue;
    if (!any++)
      printf("\n%s\n", qn_words(QN_N_("What the chosen way takes from limits (+) and gives to "
                                      "targets (-):")));
    print_money(take[i].charge_cny, 14);
    char amount[32], price[32];
    printf(" CNY = %s %s x %s CNY  %s\n", qn_real_round(amount, fabs(take[i].take), DIGITS),
           take[i].unit_of, qn_real_round(price, take[i].price_cny, DIGITS), take[i].name);
  }
  if (!any) printf("\n%s\n", qn_words(QN_N_("The chosen way meets no limit that has a price.")));
}

static double charge_of(const qn_why_tables *t, int rank, const char *name) {
  const qn_way_take_row *take = t->takes.at;
  for (size_t i = 0; i < t->takes.count; i++)
    if (take[i].rank == rank && !strcmp(take[i].name, name)) return take[i].charge_cny;
  return 0;
}

/* The rules that hold a cheaper way back, those that weigh most first. */
static void print_reasons(const qn_why_tables *t, const qn_way_row *way) {
  const qn_way_take_row *take = t->takes.at;
  const int chosen = chosen_way(t)->rank;
  double last = INFINITY;
  for (int k = 0; k < MOST_REASONS; k++) {
    const qn_way_take_row *worst = NULL;
    double most = 0;
    for (size_t i = 0; i < t->takes.count; i++) {
      const double more = take[i].charge_cny - charge_of(t, chosen, take[i].name);
      if (take[i].rank == way->rank && more > most && more < last) worst = &take[i], most = more;
    }
    if (!worst) return;
    char its[32], other[32];
    printf(qn_words(QN_N_("     %+.0f CNY: %s (takes or gives %s, the chosen %s %s)")), most,
           worst->name, qn_real_round(its, fabs(worst->take), DIGITS),
           qn_real_round(other, fabs(worst->chosen_take), DIGITS), worst->unit_of);
    printf("\n");
    last = most;
  }
}

static void print_cheaper(const qn_why_tables *t) {
  const qn_way_row *way = t->ways.at, *chosen = chosen_way(t);
  qn_text words = {0};
  int any = 0;
  for (size_t i = 0; i < t->ways.count; i++) {
    const double less = chosen->own_cny - way[i].own_cny;
    if (way[i].share > 0 || !(less > 0.5)) continue;
    if (!any++) printf("\n%s\n", qn_words(QN_N_("Why the cheaper ones were not chosen:")));
    printf(qn_words(QN_N_("%5d %s: %.0f CNY less of its own, %.0f CNY dearer together")),
           way[i].rank, way_words(&way[i], &words), less, way[i].margin_cny);
    printf("\n");
    if (way[i].margin_cny > 0)
      print_reasons(t, &way[i]);
    else
      printf("     %s\n",
             qn_words(QN_N_("at these prices it would be better: the prices are those of a plan in "
                            "which villages and modules split, and a plan of whole ones differs "
                            "from it within the gap")));
  }
  qn_text_clear(&words);
}

static void print_flips(const qn_why_tables *t) {
  const qn_way_row *way = t->ways.at;
  const qn_way_flip_row *flip = t->flips.at;
  qn_text words = {0};
  int any = 0;
  for (size_t i = 0; i < t->ways.count; i++) {
    int told = 0;
    for (size_t k = 0; k < t->flips.count; k++) {
      if (flip[k].rank != way[i].rank) continue;
      if (!any++) printf("\n%s\n", qn_words(QN_N_("What would make another way win, each alone:")));
      if (!told++) printf("%5d %s\n", way[i].rank, way_words(&way[i], &words));
      char from[32], to[32];
      printf("     %s %s -> %s %s\n", flip[k].name ? flip[k].name : qn_words(QN_N_("its own cost")),
             qn_real_round(from, flip[k].from_value, DIGITS),
             qn_real_round(to, flip[k].to_value, DIGITS), flip[k].unit_of);
    }
  }
  qn_text_clear(&words);
}

static void print_text(const qn_why_tables *t, const qn_case *c, int unit,
                       const qn_result *result) {
  print_place(c, unit, result);
  print_ways(t);
  print_payers(t);
  print_takes(t);
  print_cheaper(t);
  print_flips(t);
}

/* ---- the whole ---- */

static qn_status answer(qn_cli *cli, const qn_result *result, const qn_context *x, int unit,
                        size_t most) {
  qn_rows choices = {0}, prices = {0};
  qn_unit_choice *own = NULL;
  size_t n_own = 0;
  qn_model *rows = NULL;
  qn_why *why = NULL;
  qn_why_tables tables = {0};
  const qn_tables_work work = {
      .x = x, .region = x->region, .arena = cli->arena, .english = cli->english, .run = &cli->run};
  qn_status s = qn_cli_result_table(&choices, result, "why", &qn_choices_table, cli);
  if (!s) s = qn_cli_result_table(&prices, result, "why", &qn_row_prices_table, cli);
  if (!s)
    s = qn_record_unit(&own, &n_own, &choices, x->region, unit, cli->arena, cli->run.findings);
  if (!s && !n_own)
    s = qn_fail(cli->run.findings, QN_EINPUT,
                QN_N_("%s holds no plan for this unit (status of the run: %s)"), result->folder,
                result->run->status ? result->run->status : "");
  if (!s) s = qn_model_new_unit(&rows, x, unit, &cli->run);
  double *price = s ? NULL : qn_arena_array(cli->arena, rows->n_row + 1, sizeof *price);
  if (!s && !price) s = QN_ENOMEM;
  if (!s) s = qn_record_prices(price, &prices, rows, cli->run.findings);
  if (!s) s = qn_why_new(&why, rows, unit, price, own, n_own, &cli->run);
  if (!s) s = qn_why_tabulate(&tables, why, (qn_why_extent){most, MOST_FLIPS}, &work);
  const qn_rows told[] = {tables.ways, tables.takes, tables.flips};
  if (!s && cli->json)
    s = qn_result_print(&(qn_result_tables){.run = result->run, .tables = told, .n = 3}, cli);
  else if (!s)
    print_text(&tables, x->region, unit, result);
  qn_why_free(why);
  qn_model_free(rows);
  return s;
}

qn_status qn_explain_unit(qn_cli *cli, const qn_result *result, const char *unit, size_t most) {
  qn_case *region = NULL;
  qn_demand *demand = NULL;
  qn_context *context = NULL;
  int u = -1;
  qn_status s = qn_cli_result_case(&region, &demand, result, cli);
  if (!s) s = find_unit(&u, region, unit, cli);
  if (!s) s = qn_context_new(&context, region, demand);
  if (!s) s = answer(cli, result, context, u, most);
  qn_context_free(context);
  qn_demand_free(demand);
  qn_case_free(region);
  return s;
}
