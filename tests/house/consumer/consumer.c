/* A program of somebody else: counts the areas of a case, audits its statements and plans it,
 * through the installed library: consumer CASE [DATA_FOLDER WEATHER_FOLDER]. */
#include <qingnuan/qingnuan.h>
#include <stdio.h>
#include <stdlib.h>

static qn_status audit_case(const qn_case *region, const char *data, qn_findings *findings) {
  qn_audit *audit = NULL;
  const qn_status s = qn_audit_case(&audit, region, data, findings);
  for (size_t i = 0; i < qn_audit_count(audit); i++) {
    const qn_audit_result *r = qn_audit_at(audit, i);
    printf("audit %s: kind %d, %s %s, not %g to %g\n", r->id, (int)r->kind, r->printed, r->unit,
           r->implied_low, r->implied_high);
  }
  if (!s) printf("%zu of %zu close\n", qn_audit_closed(audit), qn_audit_relations(audit));
  qn_audit_free(audit);
  return s;
}

static qn_status plan_case(const qn_case *region, const char *weather, qn_findings *findings) {
  qn_run run = {.findings = findings, .time_limit_s = 20, .gap = 0.001, .threads = 1};
  qn_demand *demand = NULL;
  qn_plan *plan = NULL;
  qn_status s = qn_demand_new(&demand, region, weather, findings);
  if (!s) s = qn_plan_solve(&plan, region, demand, &run);
  if (!s) {
    const qn_plan_outcome o = qn_plan_outcome_of(plan);
    printf("plan %s: cost %.0f, gap %.4f\n", qn_plan_status_text(o.status), o.cost_cny, o.gap);
    for (size_t i = 0; i < qn_plan_choices(plan); i++) {
      const qn_plan_choice c = qn_plan_choice_at(plan, i);
      printf("unit %s: %s from %d, level %d, share %g\n", c.unit, c.mode, c.year, c.level, c.share);
    }
    for (size_t i = 0; i < qn_plan_fates(plan); i++) {
      const qn_plan_fate f = qn_plan_fate_at(plan, i);
      printf("source %s: %s from %d\n", f.source, f.option ? f.option : "stays", f.year);
    }
  }
  qn_plan_free(plan);
  qn_demand_free(demand);
  return s;
}

int main(int argc, char **argv) {
  qn_case *region = NULL;
  qn_findings *findings = qn_findings_new();
  if (argc < 2 || !findings) return EXIT_FAILURE;
  qn_status s = qn_case_read(&region, argv[1], findings);
  if (!s && argc > 3) s = audit_case(region, argv[2], findings);
  if (!s && argc > 3) s = plan_case(region, argv[3], findings);
  for (size_t i = 0; i < qn_findings_count(findings); i++) {
    char *words = qn_finding_text(qn_findings_at(findings, i), NULL);
    printf("%s\n", words ? words : "out of memory");
    free(words);
  }
  if (region) printf("%s: %ld areas\n", qn_version(), qn_case_count(region, "areas"));
  qn_case_free(region);
  qn_findings_free(findings);
  return region && !s ? EXIT_SUCCESS : EXIT_FAILURE;
}
