/* What a carrier costs where and when: the most local and latest rows of table prices, looked up
 * when the book is made: from then on it is only read. */
#ifndef QN_PLAN_PRICE_BOOK_H
#define QN_PLAN_PRICE_BOOK_H
#include "case/case.h"
#include "plan/timeline.h"

typedef struct {
  double flat_cny, day_cny, valley_cny; /* per unit of the carrier; NaN where no row holds */
  double valley_hours;                  /* 0 without a valley row */
} qn_tariff_bands;

typedef struct qn_price_book qn_price_book;

qn_status qn_price_book_new(qn_price_book **out, const qn_case *region, const qn_timeline *time);
void qn_price_book_free(qn_price_book *book);
/* Bands of a carrier for a place in a season; area and zone may be -1. */
const qn_tariff_bands *qn_price_bands(const qn_price_book *book, int carrier, int area, int zone,
                                      int season);
/* Mean price of a use of which valley_share is drawn at night (NaN: by the clock). 0 without rows.
 */
double qn_price_mean(const qn_tariff_bands *bands, double valley_share);
/* The share drawn in the valley: as given, by the clock when NaN, 0 without a valley. */
double qn_price_valley_share(const qn_tariff_bands *bands, double valley_share);

#endif
