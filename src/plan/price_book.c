/* For each place (area, zone) a page of bands by carrier and season, made when first asked for.
 * Which row holds: deepest area, then a zone given before none, then the latest year. */
#include "plan/price_book.h"

#include <math.h>
#include <stdlib.h>

struct qn_price_book {
  const qn_case *region;
  const qn_timeline *time;
  qn_arena *arena;
  qn_tariff_bands **pages; /* [(n_areas + 1) * (n_zones + 1)] */
};

qn_status qn_price_book_new(qn_price_book **out, const qn_case *region, const qn_timeline *time) {
  qn_arena *arena = qn_arena_new();
  qn_price_book *book = arena ? qn_arena_alloc(arena, sizeof *book) : NULL;
  if (book) {
    const size_t places = (size_t)(region->n_areas + 1) * (size_t)(region->n_zones + 1);
    *book = (qn_price_book){region, time, arena, NULL};
    book->pages = qn_arena_array(arena, places, sizeof *book->pages);
  }
  if (!book || !book->pages) {
    qn_arena_free(arena);
    return QN_ENOMEM;
  }
  *out = book;
  return QN_OK;
}

void qn_price_book_free(qn_price_book *book) {
  if (book) qn_arena_free(book->arena);
}

/* Depth of an area in the tree, 0 for none. */
static int depth_of(const qn_case *c, int area) {
  int depth = 0;
  for (; area >= 0 && depth < 16; area = c->areas[area].i_parent) depth++;
  return depth;
}

/* Rank of a price row for a place and year; negative when it does not hold. */
static long rank_of(const qn_case *c, const qn_price *row, int area, int zone, int year) {
  if (row->year > year || (row->i_zone >= 0 && row->i_zone != zone)) return -1;
  if (row->i_area >= 0 && !qn_case_area_within(c, area, row->i_area)) return -1;
  return (long)depth_of(c, row->i_area) * 100000 + (row->i_zone >= 0 ? 10000 : 0) + row->year;
}

static qn_tariff_bands look_up(const qn_case *c, int carrier, int area, int zone, int year) {
  qn_tariff_bands bands = {NAN, NAN, NAN, 0};
  double *const price[] = {&bands.flat_cny, &bands.day_cny, &bands.valley_cny};
  long best[] = {-1, -1, -1};
  for (int i = 0; i < c->n_prices; i++) {
    const qn_price *row = &c->prices[i];
    if (row->i_carrier != carrier || row->band < 0) continue;
    const long rank = rank_of(c, row, area, zone, year);
    if (rank < 0 || rank <= best[row->band]) continue;
    best[row->band] = rank;
    *price[row->band] = row->price_cny;
    if (row->band == QN_BAND_VALLEY) bands.valley_hours = row->hours;
  }
  return bands;
}

const qn_tariff_bands *qn_price_bands(qn_price_book *book, int carrier, int area, int zone,
                                      int season) {
  const qn_case *c = book->region;
  const size_t seasons = (size_t)book->time->n_season;
  const size_t place = (size_t)(area + 1) * (size_t)(c->n_zones + 1) + (size_t)(zone + 1);
  qn_tariff_bands *page = book->pages[place];
  if (!page) {
    page = qn_arena_array(book->arena, (size_t)c->n_carriers * seasons, sizeof *page);
    if (!page) return NULL;
    for (int k = 0; k < c->n_carriers; k++)
      for (size_t j = 0; j < seasons; j++)
        page[(size_t)k * seasons + j] =
            look_up(c, k, area, zone, qn_timeline_year(book->time, (int)j));
    book->pages[place] = page;
  }
  return &page[(size_t)carrier * seasons + (size_t)season];
}

double qn_price_valley_share(const qn_tariff_bands *bands, double valley_share) {
  if (isnan(bands->valley_cny) || isnan(bands->day_cny)) return 0;
  return isnan(valley_share) ? bands->valley_hours / 24 : valley_share;
}

double qn_price_mean(const qn_tariff_bands *bands, double valley_share) {
  if (isnan(bands->valley_cny) || isnan(bands->day_cny))
    return isnan(bands->flat_cny) ? 0 : bands->flat_cny;
  const double share = qn_price_valley_share(bands, valley_share);
  return share * bands->valley_cny + (1 - share) * bands->day_cny;
}
