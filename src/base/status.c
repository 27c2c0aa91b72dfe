/* The words of the status codes, from the one list in the header. */
#include "base/status.h"

const char *qn_status_text(qn_status status) {
#define QN_AS_CASE(name, number, text) \
  case name:                           \
    return text;
  switch (status) { QN_STATUS_LIST(QN_AS_CASE) }
  return "unknown status";
}
