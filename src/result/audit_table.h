/* The output table audit: what does not close, or cannot be read, in a plan's printed figures. */
#ifndef QN_RESULT_AUDIT_TABLE_H
#define QN_RESULT_AUDIT_TABLE_H
#include "qingnuan/audit.h"
#include "table/schema.h"

/* In the order of qn_audit_kind. */
#define QN_AUDIT_CHOICES                                                                           \
  "mismatch=对不上|dimension=量纲不符|division=除数可为零|formula=公式不可读|"    \
  "unknown_id=编号不存在|cycle=循环引用|duplicate_id=编号重复|value=数值不可读|" \
  "unit=单位不可读|qualifier=限定不明|implausible=不合常理"

typedef struct {
  const char *id, *name;
  int kind;
  const char *message, *printed;
  double implied_low, implied_high; /* in unit; NaN where nothing is implied */
  const char *unit, *suggestion, *source;
} qn_audit_row;

extern const qn_table qn_audit_table;

#endif
