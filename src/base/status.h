/* The status codes are part of the public interface; the codes of the program's exit stand in
 * cli/exit_codes.h, apart from these. */
#ifndef QN_BASE_STATUS_H
#define QN_BASE_STATUS_H
#include "qingnuan/status.h"

#endif
