/* libqingnuan: planning winter clean heating. Everything that the library offers. */
#ifndef QINGNUAN_QINGNUAN_H
#define QINGNUAN_QINGNUAN_H
#include "qingnuan/audit.h"
#include "qingnuan/case.h"
#include "qingnuan/demand.h"
#include "qingnuan/findings.h"
#include "qingnuan/plan.h"
#include "qingnuan/run.h"
#include "qingnuan/version.h"

#endif
