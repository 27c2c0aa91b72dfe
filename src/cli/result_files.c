#include "cli/result_files.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "report/html.h"
#include "report/workbook.h"
#include "result/audit_table.h"
#include "table/json.h"
#include "table/store.h"

static int is_money(const qn_column *column) {
  return column->kind == QN_REAL && column->unit && !strcmp(column->unit, "CNY") &&
         strcmp(column->name, "price_cny") != 0;
}

void qn_result_round(const qn_rows *tables, size_t n) {
  for (size_t t = 0; t < n; t++)
    for (size_t c = 0; c < tables[t].table->n_column; c++) {
      const qn_column *column = &tables[t].table->columns[c];
      for (size_t i = 0; i < tables[t].count && is_money(column); i++) {
        char *row = (char *)tables[t].at + i * tables[t].table->row_size;
        double *cny = (double *)(void *)(row + column->offset);
        *cny = round(*cny * 100) / 100;
      }
    }
}

/* ---- the files, one function each ---- */

static qn_rows run_rows(const qn_run_row *run) {
  return (qn_rows){.table = &qn_run_table, .at = (void *)run, .count = 1};
}

static qn_status make_json(qn_text *out, const qn_result_tables *t) {
  const qn_rows run = run_rows(t->run);
  const qn_status s = qn_tables_json(out, t->run ? &run : NULL, t->tables, t->n);
  return s ? s : qn_text_add(out, "\n");
}

qn_status qn_result_print(const qn_result_tables *tables, qn_cli *cli) {
  qn_text json = {0};
  const qn_status s = make_json(&json, tables);
  if (!s) fwrite(json.bytes, 1, json.length, stdout), cli->answered = true;
  qn_text_clear(&json);
  return s;
}

static qn_status write_json(const char *path, const qn_result_tables *t, qn_cli *cli) {
  qn_text json = {0};
  qn_status s = make_json(&json, t);
  if (!s) s = qn_file_write(path, json.bytes, json.length, cli->run.findings);
  qn_text_clear(&json);
  return s;
}

/* The tables that have rows, and run; *n of them, NULL when memory is out. */
static qn_rows *filled(size_t *n, const qn_result_tables *t, qn_arena *arena) {
  qn_rows *out = qn_arena_array(arena, t->n + 1, sizeof *out);
  *n = 0;
  if (!out) return NULL;
  out[(*n)++] = run_rows(t->run);
  for (size_t i = 0; i < t->n; i++)
    if (t->tables[i].count) out[(*n)++] = t->tables[i];
  return out;
}

static qn_status write_store(const char *path, const qn_result_tables *t, qn_cli *cli) {
  size_t n;
  const qn_rows *rows = filled(&n, t, cli->arena);
  return rows ? qn_store_write(path, rows, n, 1, cli->run.findings) : QN_ENOMEM;
}

static qn_status write_workbook(const char *path, const qn_result_tables *t, qn_cli *cli) {
  size_t n;
  const qn_rows *rows = filled(&n, t, cli->arena);
  if (!rows) return QN_ENOMEM;
  return qn_report_workbook(path, t->run->name, rows, n, cli->english, cli->run.findings);
}

qn_status qn_page_write(const char *path, const qn_page *page, qn_cli *cli) {
  qn_text frame = {0};
  qn_status s = qn_report_template(&frame, cli->data, cli->run.findings);
  if (!s) s = qn_report_html(path, frame.bytes, page, cli->run.findings);
  qn_text_clear(&frame);
  return s;
}

static qn_status write_report(const char *path, const qn_result_tables *t, qn_cli *cli) {
  const qn_rows run = run_rows(t->run);
  const qn_page page = {.run = &run, .tables = t->tables, .n = t->n, .ways = t->ways};
  return qn_page_write(path, &page, cli);
}

static const struct {
  const char *name;
  qn_status (*write)(const char *path, const qn_result_tables *, qn_cli *);
} files[] = {{"csv", write_store},
             {"result.json", write_json},
             {"result.gpkg", write_store},
             {"result.xlsx", write_workbook},
             {"report.html", write_report}};

qn_status qn_result_files_write(const char *folder, const qn_result_tables *tables, qn_cli *cli) {
  qn_status s = QN_OK;
  for (size_t i = 0; i < sizeof files / sizeof *files && !s; i++) {
    qn_text path = {0};
    s = qn_path_join(&path, folder, files[i].name);
    if (!s) s = files[i].write(path.bytes, tables, cli);
    qn_text_clear(&path);
  }
  return s;
}

qn_status qn_result_csv_write(const char *folder, const qn_result_tables *tables, qn_cli *cli) {
  qn_text path = {0};
  qn_status s = qn_path_join(&path, folder, "csv");
  if (!s) s = write_store(path.bytes, tables, cli);
  qn_text_clear(&path);
  return s;
}

/* ---- ways ---- */

/* Ways beside the chosen one and changes of each: less of them for many units, so that a browser
 * can hold a province. */
static qn_why_extent extent_of(int n_unit) {
  static const struct {
    int most_units;
    qn_why_extent extent;
  } sizes[] = {{8000, {5, 4}}, {25000, {3, 2}}, {INT_MAX, {1, 1}}};
  size_t i = 0;
  while (n_unit > sizes[i].most_units) i++;
  return sizes[i].extent;
}

qn_status qn_result_ways(qn_why_tables *out, qn_model *model, const double *price,
                         const qn_unit_choice *choices, size_t n_choice, qn_cli *cli) {
  const qn_tables_work work = {.x = model->x,
                               .region = model->x->region,
                               .arena = cli->arena,
                               .english = cli->english,
                               .run = &cli->run};
  return qn_why_tabulate_all(out, model, price, choices, n_choice, extent_of(work.region->n_units),
                             &work);
}

/* ---- again ---- */

/* The i-th table of a result, NULL behind the last: those of the plan, then the audit. */
static const qn_table *table_of_result(size_t i) {
  const qn_table *table = qn_plan_table(i);
  const int is_behind = !table && i > 0 && qn_plan_table(i - 1);
  return is_behind ? &qn_audit_table : table;
}

qn_status qn_result_renew(const qn_result *result, const qn_rows *table, const qn_page_ways *ways,
                          qn_cli *cli) {
  size_t n = 0;
  while (table_of_result(n)) n++;
  qn_rows *rows = qn_arena_array(cli->arena, n + 1, sizeof *rows);
  qn_status s = rows ? QN_OK : QN_ENOMEM;
  for (size_t i = 0; i < n && !s; i++) {
    rows[i] = *table;
    if (table_of_result(i) != table->table)
      s = qn_cli_result_table(&rows[i], result, "csv", table_of_result(i), cli);
  }
  const qn_result_tables tables = {result->run, rows, n, ways};
  return s ? s : qn_result_files_write(result->folder, &tables, cli);
}
