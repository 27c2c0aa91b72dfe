/* Parts of the "|"-separated texts of a declaration, without copies. Inside table only. */
#ifndef QN_TABLE_CHOICE_H
#define QN_TABLE_CHOICE_H
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "table/schema.h"

/* A largest value from which on words do not name it: "at least 0", not "0 to 1e14". */
#define QN_NO_CEILING 1e12

typedef struct {
  const char *at;
  size_t length;
} qn_slice;

/* The first part of *rest; *rest moves behind it, to NULL after the last. */
qn_slice qn_part(const char **rest);
/* The next item of a list cell (separated by ; or 、 or a comma); *rest as above. */
qn_slice qn_list_item(const char **rest);
/* The text of a choice; empty for one that there is not. */
qn_slice qn_choice_span(const qn_column *column, int choice, bool english);

/* Appends the Chinese header that is written: the first of column->zh. */
qn_status qn_column_zh(qn_text *out, const qn_column *column);

#endif
