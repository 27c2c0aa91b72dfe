/* A program of somebody else: counts the areas of a case through the installed library. */
#include <qingnuan/qingnuan.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  qn_case *region = NULL;
  qn_findings *findings = qn_findings_new();
  if (argc < 2 || !findings) return EXIT_FAILURE;
  qn_case_read(&region, argv[1], findings);
  for (size_t i = 0; i < qn_findings_count(findings); i++) {
    char *words = qn_finding_text(qn_findings_at(findings, i), NULL);
    printf("%s\n", words ? words : "out of memory");
    free(words);
  }
  if (region) printf("%s: %ld areas\n", qn_version(), qn_case_count(region, "areas"));
  qn_case_free(region);
  qn_findings_free(findings);
  return region ? EXIT_SUCCESS : EXIT_FAILURE;
}
