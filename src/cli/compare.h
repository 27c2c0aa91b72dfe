/* Two results side by side, from their tables alone. */
#ifndef QN_CLI_COMPARE_H
#define QN_CLI_COMPARE_H
#include "cli/read_result.h"
#include "result/why_tables.h"

typedef struct {
  qn_rows sums, units, limits, modes;
} qn_comparison;

/* Units that get something else, sums of cost, money by payer and households by mode, and rules
 * that differ or bite in one of the two; the modes of both. Rows in the command's arena. */
qn_status qn_compare_results(qn_comparison *out, const qn_result *a, const qn_result *b,
                             qn_cli *cli);

#endif
