/* Parts of the step that draws units. Inside generate only. */
#ifndef QN_GENERATE_STOCK_H
#define QN_GENERATE_STOCK_H
#include "generate/maker.h"

/* Adds a unit: rank and classes are drawn, nothing heats it yet. */
qn_status qn_stock_add(qn_maker *m, const qn_stock *drawn);
/* Makes one divisible unit of all villages (and one of all communities) of a township and zone. */
qn_status qn_stock_by_township(qn_maker *m);
/* Public facilities and new communities of the countryside, developments of the coming years. */
qn_status qn_stock_extras(qn_maker *m);

#endif
