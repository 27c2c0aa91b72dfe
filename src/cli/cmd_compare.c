/* qingnuan compare: two plans side by side. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/columns.h"
#include "cli/compare.h"
#include "cli/result_files.h"
#include "table/facts.h"

typedef struct {
  const char *a, *b, *html;
  long most;
} values;

static const qn_option options[] = {
    {"A", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, a),
     .help = QN_N_("the folder of a plan")},
    {"B", 0, QN_ARG_TEXT, .operand = true, .required = true, QN_OPTION(values, b),
     .help = QN_N_("the folder of another plan, mostly of the same units")},
    {"html", 0, QN_ARG_TEXT, .value = "FILE", QN_OPTION(values, html),
     .help = QN_N_("write the comparison as a page, in one file like the report")},
    {"most", 0, QN_ARG_WHOLE, .value = "N", .min = 1, .max = 1e9, .fallback = "20",
     QN_OPTION(values, most), .help = QN_N_("tell so many units and rules, the largest first")},
};

enum { DIGITS = 6 };
static const char *figure(char out[32], double value) {
  return isfinite(value) ? qn_real_round(out, value, DIGITS) : "-";
}

static void print_value(double value, int width) {
  char text[32];
  qn_print_right(figure(text, value), width);
}

/* A unit in the language behind what comes before it; nothing for a bare number. */
static const char *unit_words(qn_text *out, const char *before, const char *unit, bool english) {
  const qn_column column = {.unit = unit};
  out->length = 0;
  if (!unit || !*unit || qn_text_add(out, before) || qn_fact_unit(out, &column, english)) return "";
  return out->bytes;
}

static void print_sums(const qn_rows *rows, bool english) {
  const qn_sum_change *row = rows->at;
  qn_text unit = {0};
  qn_print_right("A", 18);
  qn_print_right("B", 18);
  qn_print_right(qn_words(QN_N_("B less A")), 18);
  printf("\n");
  for (size_t i = 0; i < rows->count; i++) {
    print_value(row[i].a, 18);
    print_value(row[i].b, 18);
    print_value(row[i].difference, 18);
    printf("  %s (%s)\n", row[i].item, unit_words(&unit, "", row[i].unit, english));
  }
  qn_text_clear(&unit);
}

static void print_way(const char *mode, int season, int retrofit) {
  if (!mode) {
    printf("-");
    return;
  }
  printf("%s", mode);
  if (season != QN_NO_INT) printf(" %d", season);
  if (retrofit > 0 && retrofit != QN_NO_INT) printf(qn_words(QN_N_(", retrofit %d")), retrofit);
}

static void print_rest(size_t count, size_t most) {
  if (count <= most) return;
  printf(qn_words(QN_N_("... and %zu more (--most, or --json for all)")), count - most);
  printf("\n");
}

static void print_units(const qn_rows *rows, size_t most) {
  const qn_unit_change *row = rows->at;
  printf("\n");
  printf(qn_words(QN_N_("Units that get something else: %zu")), rows->count);
  printf("\n");
  for (size_t i = 0; i < rows->count && i < most; i++) {
    printf("  %s %s: ", row[i].unit, row[i].name ? row[i].name : "");
    print_way(row[i].mode_a, row[i].season_a, row[i].retrofit_a);
    printf(" -> ");
    print_way(row[i].mode_b, row[i].season_b, row[i].retrofit_b);
    if (isfinite(row[i].cost_a_cny) && isfinite(row[i].cost_b_cny))
      printf(qn_words(QN_N_(" (%+.0f CNY)")), row[i].cost_b_cny - row[i].cost_a_cny);
    printf("\n");
  }
  print_rest(rows->count, most);
}

static void print_limits(const qn_rows *rows, size_t most, bool english) {
  const qn_limit_change *row = rows->at;
  qn_text unit = {0};
  printf("\n");
  printf(qn_words(QN_N_("Rules that differ, or bite in one plan only: %zu")), rows->count);
  printf("\n");
  for (size_t i = 0; i < rows->count && i < most; i++) {
    printf("  %s, %d: %s;", row[i].name ? row[i].name : row[i].id, row[i].season, row[i].words);
    char text[6][32];
    const char *in = unit_words(&unit, " ", row[i].unit, english);
    printf(qn_words(QN_N_(" limit %s -> %s%s, slack %s -> %s%s, price %s -> %s CNY a unit")),
           figure(text[0], row[i].limit_a), figure(text[1], row[i].limit_b), in,
           figure(text[2], row[i].slack_a), figure(text[3], row[i].slack_b), in,
           figure(text[4], row[i].price_a_cny), figure(text[5], row[i].price_b_cny));
    printf("\n");
  }
  qn_text_clear(&unit);
  print_rest(rows->count, most);
}

/* What a difference of cost is worth where neither plan is proved to be the cheapest. */
static void print_cost(const qn_run_row *a, const qn_run_row *b) {
  const double least = b->bound_cny - a->cost_cny, most = b->cost_cny - a->bound_cny;
  if (!isfinite(least) || !isfinite(most)) return;
  printf("\n");
  if (least <= 0 && most >= 0)
    printf("%s",
           qn_words(QN_N_("The costs differ by less than the gaps: which of the two cases can be "
                          "planned more cheaply is not proved.")));
  else
    printf(qn_words(QN_N_("With the cheapest plan of each case, B less A is proved to lie between "
                          "%.0f and %.0f CNY.")),
           least, most);
  printf("\n");
}

static qn_status write_page(qn_cli *cli, const char *path, const qn_comparison *c,
                            const qn_result *a, const qn_result *b) {
  qn_run_row runs[] = {*a->run, *b->run};
  qn_compared sides[] = {{"A", a->folder}, {"B", b->folder}};
  const qn_rows run = {.table = &qn_run_table, .at = runs, .count = 2};
  const qn_rows tables[] = {{.table = &qn_compared_table, .at = sides, .count = 2},
                            c->sums,
                            c->units,
                            c->limits,
                            c->modes};
  const qn_page page = {.run = &run, .tables = tables, .n = sizeof tables / sizeof *tables};
  runs[0].language = cli->english ? "en" : "zh_CN";
  return qn_page_write(path, &page, cli);
}

static qn_status run(qn_cli *cli, const void *given) {
  const values *v = given;
  qn_result a, b;
  qn_comparison c;
  qn_status s = qn_cli_open_result(&a, v->a, cli);
  const qn_status other = qn_cli_open_result(&b, v->b, cli);
  if (!s) s = other;
  if (!s &&
      strcmp(a.run->objective ? a.run->objective : "", b.run->objective ? b.run->objective : ""))
    qn_warn(cli->run.findings,
            QN_N_("A is planned for %s, B for %s: their costs are not of a kind"), a.run->objective,
            b.run->objective);
  if (!s) s = qn_compare_results(&c, &a, &b, cli);
  if (!s && v->html) s = write_page(cli, v->html, &c, &a, &b);
  if (s) return s;
  const qn_rows answer[] = {c.sums, c.units, c.limits};
  if (cli->json) return qn_result_print(&(qn_result_tables){.tables = answer, .n = 3}, cli);
  print_sums(&c.sums, cli->english);
  print_cost(a.run, b.run);
  print_units(&c.units, (size_t)v->most);
  print_limits(&c.limits, (size_t)v->most, cli->english);
  return QN_OK;
}

const qn_command qn_cmd_compare = {
    .verb = "compare",
    .summary = QN_N_("two plans side by side: units, money, and which limit made it"),
    .text =
        QN_N_("A rule bites where it has a price or nothing is left of it. A difference of cost "
              "smaller than the gaps of the plans is told as such."),
    .options = options,
    .n_option = QN_OPTION_COUNT(options),
    .size = sizeof(values),
    .run = run,
};
