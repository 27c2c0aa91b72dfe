/* Every status a function of libqingnuan can return. */
#ifndef QINGNUAN_STATUS_H
#define QINGNUAN_STATUS_H
#include "qingnuan/api.h"

#define QN_STATUS_LIST(X) /* append only: the number is part of the ABI */ \
  X(QN_OK, 0, "ok")                                                        \
  X(QN_ENOMEM, 1, "out of memory")                                         \
  X(QN_EUSAGE, 2, "called with arguments that do not fit")                 \
  X(QN_EINPUT, 3, "input is missing, malformed or contradicts itself")     \
  X(QN_ERANGE, 4, "value outside its allowed range")                       \
  X(QN_EIO, 5, "disk or server failed")                                    \
  X(QN_EINFEASIBLE, 6, "no plan can satisfy all rules")                    \
  X(QN_ELIMIT, 7, "no verified answer within the limit")                   \
  X(QN_EVERIFY, 8, "an answer failed its own verification")                \
  X(QN_ESOLVER, 9, "the solver failed")                                    \
  X(QN_ECANCELLED, 10, "cancelled before any answer was found")
#define QN_AS_ENUM(name, number, text) name = number,
typedef enum { QN_STATUS_LIST(QN_AS_ENUM) } qn_status;

/* English words for a status; never NULL. */
QN_API const char *qn_status_text(qn_status status);

#endif
