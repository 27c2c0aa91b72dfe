/* Enumerations that several tables share: order here = order of the words in the declarations. */
#ifndef QN_CASE_CHOICES_H
#define QN_CASE_CHOICES_H

enum qn_payer {
  QN_PAY_HOUSEHOLD,
  QN_PAY_COMPANY,
  QN_PAY_CENTRAL,
  QN_PAY_PROVINCE,
  QN_PAY_PREFECTURE,
  QN_PAY_COUNTY,
  QN_PAYERS
};
#define QN_PAYER_CHOICES \
  "household=居民|company=企业|central=中央|province=省级|prefecture=市级|county=县级"
enum qn_sector { QN_SECTOR_HOUSEHOLD, QN_SECTOR_BOILER, QN_SECTOR_PLANT, QN_SECTOR_GRID };
#define QN_SECTOR_CHOICES "household=户用|boiler=锅炉|plant=电厂|grid=电网"
#define QN_RULE_CHOICES "hard=必须|priced=计价|reported=只报告"
enum qn_state { QN_STATE_ANY, QN_STATE_ORDINARY, QN_STATE_ULTRA_LOW, QN_STATE_CLEAN };
#define QN_STATE_CHOICES "any=任意|ordinary=一般|ultra_low=超低排放|clean=清洁能源"

#endif
