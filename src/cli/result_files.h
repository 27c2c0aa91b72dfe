/* The files that show the tables of a result: result.json, csv/TABLE.csv, result.gpkg, result.xlsx
 * and report.html. All hold the same rows. */
#ifndef QN_CLI_RESULT_FILES_H
#define QN_CLI_RESULT_FILES_H
#include "cli/read_result.h"
#include "plan/tables_why.h"
#include "report/page_data.h"

typedef struct {
  const qn_run_row *run;
  const qn_rows *tables;
  size_t n;
  const qn_page_ways *ways; /* on the pages of units; NULL: none */
} qn_result_tables;

/* Rounds money to whole fen, in place; prices are of one unit of something and stay as they are. */
void qn_result_round(const qn_rows *tables, size_t n);
/* Prints tables as result.json holds them: a command's answer. run NULL: of no single run. */
qn_status qn_result_print(const qn_result_tables *tables, qn_cli *cli);
/* Writes the five to a folder that is there, each whole or not at all. QN_EIO with a finding. */
qn_status qn_result_files_write(const char *folder, const qn_result_tables *tables, qn_cli *cli);
/* Writes the folder csv alone. */
qn_status qn_result_csv_write(const char *folder, const qn_result_tables *tables, qn_cli *cli);
/* Writes a page with data inside: the template that was built or installed. */
qn_status qn_page_write(const char *path, const qn_page *page, qn_cli *cli);

/* The ranked ways of all units, as a page shows them; rows in the command's arena, none where there
 * are more units than a page bears. model: of qn_model_new_unit; its columns change. */
qn_status qn_result_ways(qn_why_tables *out, qn_model *model, const double *price,
                         const qn_unit_choice *choices, size_t n_choice, qn_cli *cli);

/* Writes the five again with other rows of one table in place of those that stand in the result. */
qn_status qn_result_renew(const qn_result *result, const qn_rows *table, const qn_page_ways *ways,
                          qn_cli *cli);

#endif
