/* What the program's exit code says: one list, the same for every command. Apart from qn_status,
 * whose numbers belong to the library. */
#ifndef QN_CLI_EXIT_CODES_H
#define QN_CLI_EXIT_CODES_H
#include "base/findings.h"

#define QN_EXIT_LIST(X)                                                                            \
  X(QN_EXIT_DONE, 0, QN_N_("done; also a plan whose gap is open, and a check with warnings only")) \
  X(QN_EXIT_FOUND, 1, QN_N_("the answer is a finding (check, audit)"))                             \
  X(QN_EXIT_INPUT, 2, QN_N_("wrong usage, or input that is missing, malformed or has errors"))     \
  X(QN_EXIT_INFEASIBLE, 3, QN_N_("proved infeasible; the conflict is written"))                    \
  X(QN_EXIT_LIMIT, 4, QN_N_("no verified answer within the limit"))                                \
  X(QN_EXIT_DISK, 5, QN_N_("the disk, the server or the memory failed"))                           \
  X(QN_EXIT_VERIFY, 70, QN_N_("our own verification of the answer failed"))                        \
  X(QN_EXIT_INTERRUPTED, 130, QN_N_("interrupted twice"))
#define QN_EXIT_AS_ENUM(name, number, text) name = number,
typedef enum { QN_EXIT_LIST(QN_EXIT_AS_ENUM) } qn_exit;

/* The exit code of a command that ended with a status of the library. */
static inline qn_exit qn_exit_of(qn_status status) {
  switch (status) {
    case QN_OK:
      return QN_EXIT_DONE;
    case QN_EUSAGE:
    case QN_EINPUT:
    case QN_ERANGE:
      return QN_EXIT_INPUT;
    case QN_EINFEASIBLE:
      return QN_EXIT_INFEASIBLE;
    case QN_ELIMIT:
    case QN_ESOLVER:
    case QN_ECANCELLED:
      return QN_EXIT_LIMIT;
    case QN_EIO:
    case QN_ENOMEM:
      return QN_EXIT_DISK;
    case QN_EVERIFY:
      break;
  }
  return QN_EXIT_VERIFY;
}

#endif
