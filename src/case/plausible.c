/* A limit is laid over all rows of its table; the quantity is a column or one of the few functions
 * below. */
#include "case/plausible.h"

#include <math.h>
#include <string.h>

#include "base/units.h"
#include "case/declare.h"

static const qn_column columns[] = {
    {.name = "table",
     .zh = "表",
     .kind = QN_TEXT,
     .flags = QN_KEY,
     .offset = offsetof(qn_limit, table),
     .en = "table",
     .zh_help = "表"},
    {.name = "quantity",
     .zh = "量",
     .kind = QN_TEXT,
     .flags = QN_KEY,
     .offset = offsetof(qn_limit, quantity),
     .en = "column, or what is reckoned from a row",
     .zh_help = "列，或由一行算出的量"},
    {.name = "unit",
     .zh = "单位",
     .kind = QN_TEXT,
     .offset = offsetof(qn_limit, unit),
     .en = "unit of the limits",
     .zh_help = "限值的单位"},
    {.name = "warn_min",
     .zh = "警告下限",
     .kind = QN_REAL,
     .flags = QN_REQUIRED,
     .offset = offsetof(qn_limit, warn_min),
     .en = "unlikely below",
     .zh_help = "低于此值少见"},
    {.name = "warn_max",
     .zh = "警告上限",
     .kind = QN_REAL,
     .flags = QN_REQUIRED,
     .offset = offsetof(qn_limit, warn_max),
     .en = "unlikely above",
     .zh_help = "高于此值少见"},
    {.name = "error_min",
     .zh = "错误下限",
     .kind = QN_REAL,
     .flags = QN_REQUIRED,
     .offset = offsetof(qn_limit, error_min),
     .en = "impossible below",
     .zh_help = "低于此值不可能"},
    {.name = "error_max",
     .zh = "错误上限",
     .kind = QN_REAL,
     .flags = QN_REQUIRED,
     .offset = offsetof(qn_limit, error_max),
     .en = "impossible above",
     .zh_help = "高于此值不可能"},
    QN_GROUNDS_COLUMNS(qn_limit),
};

const qn_table qn_limit_table = {
    .name = "limits",
    .zh = "合理范围",
    .en = "From where on a value is doubted or refused.",
    .zh_help = "数值存疑或不可能的界限。",
    .columns = columns,
    .n_column = QN_COLUMN_COUNT(columns),
    .row_size = sizeof(qn_limit),
};

/* ---- Quantities that are no column: in SI, NaN where the row has none ---- */

static double m2_per_household(const qn_case *c, int unit, const char *quantity) {
  const qn_children areas = c->areas_of_unit[unit];
  double m2 = 0;
  (void)quantity;
  for (int i = areas.first; i < areas.first + areas.count; i++) m2 += c->unit_areas[i].area_m2;
  return c->units[unit].households > 0 && m2 > 0 ? m2 / c->units[unit].households : (double)NAN;
}

static double price_of(const qn_case *c, int price, const char *quantity) {
  const char *carrier = c->prices[price].carrier;
  return carrier && !strcmp(carrier, quantity) ? c->prices[price].price_cny : (double)NAN;
}

static double equipment_per_household(const qn_case *c, int row, const char *quantity) {
  const qn_mode_part *p = &c->mode_parts[row];
  (void)quantity;
  return p->per == QN_PER_HOUSEHOLD && p->is_equipment ? p->cost_cny : (double)NAN;
}

static double target_rate(const qn_case *c, int row, const char *quantity) {
  const qn_target *t = &c->targets[row];
  double factor;
  (void)quantity;
  if (t->metric != QN_CLEAN_RATE_AREA && t->metric != QN_CLEAN_RATE_HOUSEHOLDS) return (double)NAN;
  return qn_unit_factor(&factor, t->unit, "1") ? (double)NAN : factor * t->value;
}

static const struct {
  int table;
  const char *quantity; /* NULL: any that is no column */
  const char *column;   /* where a finding points */
  double (*value)(const qn_case *region, int row, const char *quantity);
} reckoned[] = {
    {QN_T_units, "m2_per_household", "households", m2_per_household},
    {QN_T_prices, NULL, "price_cny", price_of},
    {QN_T_mode_parts, "equipment_per_household", "cost_cny", equipment_per_household},
    {QN_T_targets, "rate", "value", target_rate},
};
enum { RECKONED = sizeof reckoned / sizeof *reckoned };

/* ---- One limit over one table ---- */

typedef struct {
  int table;
  const qn_column *column; /* NULL: reckoned */
  const char *at;          /* column that a finding names */
  double (*value)(const qn_case *region, int row, const char *quantity);
  double factor; /* from the limit's unit to that of the values */
} quantity;

static bool find_quantity(quantity *out, const qn_case *c, const qn_limit *limit) {
  *out = (quantity){.factor = 1};
  while (out->table < QN_CASE_TABLES && strcmp(c->tables[out->table].table->name, limit->table))
    out->table++;
  if (out->table == QN_CASE_TABLES) return false;
  const qn_column *column = qn_table_column(c->tables[out->table].table, limit->quantity);
  if (column && (column->kind == QN_REAL || column->kind == QN_INT)) {
    out->column = column;
    out->at = column->name;
    const bool has_unit = column->unit && *column->unit;
    return !has_unit || !qn_unit_factor(&out->factor, limit->unit, column->unit);
  }
  for (int i = 0; i < RECKONED && !out->value; i++)
    if (reckoned[i].table == out->table &&
        (!reckoned[i].quantity || !strcmp(reckoned[i].quantity, limit->quantity)))
      out->value = reckoned[i].value, out->at = reckoned[i].column;
  return out->value != NULL;
}

static double value_at(const qn_case *c, const quantity *q, int row, const char *name) {
  if (q->value) return q->value(c, row, name);
  const char *member = (const char *)qn_row(&c->tables[q->table], (size_t)row) + q->column->offset;
  if (q->column->kind == QN_REAL) return *(const double *)member;
  const int whole = *(const int *)member;
  return whole == QN_NO_INT ? (double)NAN : whole;
}

/* What nobody has filled in is the declaration's own value, not a claim. */
static bool is_default(const quantity *q, double value) {
  double fallback;
  return q->column && q->column->fallback && qn_real_parse(q->column->fallback, &fallback) &&
         value == fallback;
}

static qn_status check_limit(const qn_case *c, const qn_limit *limit, const quantity *q,
                             qn_findings *findings) {
  qn_status worst = QN_OK;
  const bool has_unit = limit->unit && strcmp(limit->unit, "1");
  const char *unit = has_unit ? limit->unit : "", *gap = has_unit ? " " : "";
  for (int row = 0; row < (int)c->tables[q->table].count; row++) {
    const double given = value_at(c, q, row, limit->quantity), value = given / q->factor;
    const size_t mark = qn_findings_count(findings);
    if (isnan(value) || is_default(q, given) ||
        (limit->warn_min <= value && value <= limit->warn_max))
      continue;
    if (limit->error_min <= value && value <= limit->error_max)
      qn_warn(findings, "%s of %.6g%s%s is unlikely: usual are %g to %g", limit->quantity, value,
              gap, unit, limit->warn_min, limit->warn_max);
    else
      worst = qn_fail(findings, QN_EINPUT, "%s of %.6g%s%s cannot be: possible are %g to %g",
                      limit->quantity, value, gap, unit, limit->error_min, limit->error_max);
    qn_locate(findings, mark, qn_row_place(&c->tables[q->table], (size_t)row, q->at));
  }
  return worst;
}

qn_status qn_case_plausible(const qn_case *region, const qn_rows *limits, qn_findings *findings) {
  qn_status worst = QN_OK;
  for (size_t i = 0; i < limits->count; i++) {
    const qn_limit *limit = qn_row(limits, i);
    const size_t mark = qn_findings_count(findings);
    quantity q;
    qn_status s = QN_EUSAGE;
    if (find_quantity(&q, region, limit)) {
      s = check_limit(region, limit, &q, findings);
    } else {
      qn_fail(findings, s, "no number called %s in table %s has a limit in %s", limit->quantity,
              limit->table, limit->unit ? limit->unit : "");
      qn_locate(findings, mark, qn_row_place(limits, i, "quantity"));
    }
    if (s) worst = s;
  }
  return worst;
}
