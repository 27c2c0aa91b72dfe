/* Every table that is declared, for the commands that walk declarations instead of rows. */
#ifndef QN_CLI_DECLARED_H
#define QN_CLI_DECLARED_H
#include "table/schema.h"

/* Both end with NULL. */
extern const qn_table *const qn_input_tables[];
extern const qn_table *const qn_output_tables[];

#endif
