/* A page of bands by carrier and season for each pair of an area that a row of prices names and a
 * zone; every other area reads the page of the nearest one above it. Which row holds: deepest area,
 * then a zone given before none, then the latest year. */
#include "plan/price_book.h"

#include <math.h>
#include <stdlib.h>

struct qn_price_book {
  const qn_case *region;
  const qn_timeline *time;
  qn_arena *arena;
  int *named_of_area; /* [n_areas] 1 + number of the nearest named area, 0 none */
  int n_named;
  qn_tariff_bands *bands; /* [(n_named + 1) * (n_zones + 1) * n_carriers * n_season] */
};

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

/* Numbers the areas that rows of prices name, and finds the nearest of them for every area; names[]
 * gets the area of each number. */
static void name_areas(qn_price_book *book, int *names) {
  const qn_case *c = book->region;
  for (int i = 0; i < c->n_prices; i++) {
    const int area = c->prices[i].i_area;
    if (area < 0 || book->named_of_area[area]) continue;
    names[book->n_named] = area;
    book->named_of_area[area] = ++book->n_named;
  }
  for (int a = 0; a < c->n_areas; a++) {
    int above = a;
    while (above >= 0 &&
           (!book->named_of_area[above] || names[book->named_of_area[above] - 1] != above))
      above = c->areas[above].i_parent;
    book->named_of_area[a] = above >= 0 ? book->named_of_area[above] : 0;
  }
}

static qn_tariff_bands *page_of(const qn_price_book *book, int named, int zone) {
  const qn_case *c = book->region;
  const size_t page = (size_t)named * (size_t)(c->n_zones + 1) + (size_t)(zone + 1);
  return book->bands + page * (size_t)c->n_carriers * (size_t)book->time->n_season;
}

static qn_status fill_pages(qn_price_book *book) {
  const qn_case *c = book->region;
  int *names = qn_arena_array(book->arena, (size_t)c->n_areas + 1, sizeof *names);
  book->named_of_area = qn_arena_array(book->arena, (size_t)c->n_areas + 1, sizeof *names);
  if (!names || !book->named_of_area) return QN_ENOMEM;
  name_areas(book, names);
  const size_t pages = (size_t)(book->n_named + 1) * (size_t)(c->n_zones + 1);
  book->bands =
      qn_arena_array(book->arena, pages * (size_t)c->n_carriers * (size_t)book->time->n_season + 1,
                     sizeof *book->bands);
  if (!book->bands) return QN_ENOMEM;
  for (int named = 0; named <= book->n_named; named++)
    for (int zone = -1; zone < c->n_zones; zone++) {
      qn_tariff_bands *at = page_of(book, named, zone);
      for (int k = 0; k < c->n_carriers; k++)
        for (int j = 0; j < book->time->n_season; j++)
          *at++ =
              look_up(c, k, named ? names[named - 1] : -1, zone, qn_timeline_year(book->time, j));
    }
  return QN_OK;
}

qn_status qn_price_book_new(qn_price_book **out, const qn_case *region, const qn_timeline *time) {
  qn_arena *arena = qn_arena_new();
  qn_price_book *book = arena ? qn_arena_alloc(arena, sizeof *book) : NULL;
  qn_status s = QN_ENOMEM;
  if (book) {
    *book = (qn_price_book){.region = region, .time = time, .arena = arena};
    s = fill_pages(book);
  }
  if (s)
    qn_arena_free(arena);
  else
    *out = book;
  return s;
}

const qn_tariff_bands *qn_price_bands(const qn_price_book *book, int carrier, int area, int zone,
                                      int season) {
  const int named = area >= 0 ? book->named_of_area[area] : 0;
  return &page_of(book, named, zone)[carrier * book->time->n_season + season];
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
