/* The leader talks, the others are silent: their findings reach the leader by crew.h. */
#include "cli/plan_crew.h"

#include <stdio.h>

#include "cli/progress.h"

/* What a helper finds is told by the leader, if at all. */
static void fall_silent(qn_cli *cli) {
  qn_findings *none = qn_findings_new();
  if (!none) return;
  qn_findings_free(cli->run.findings);
  cli->run.findings = none;
  cli->answered = true;
}

qn_status qn_cli_gather(qn_cli *cli) {
  const qn_status s = qn_crew_gather(&cli->run.crew, &cli->run);
  if (s || !qn_crew_is_helper(cli->run.crew)) return s;
  cli->run.progress = NULL;
  qn_interrupt_ignore(&cli->run);
  return QN_OK;
}

void qn_cli_help(qn_cli *cli, const qn_case *region, const qn_demand *demand, qn_status so_far) {
  qn_crew *crew = cli->run.crew;
  cli->run.crew = NULL;
  qn_crew_help(crew, region, demand, so_far, &cli->run);
  qn_crew_free(crew);
  fall_silent(cli);
}

static void say_moved(const qn_crew *crew) {
  long n = 0;
  for (qn_job_kind k = 0; k < QN_N_JOB; k++) {
    const qn_crew_count c = qn_crew_counted(crew, k);
    n += c.n;
    if (!c.n) continue;
    fprintf(stderr,
            qn_words(QN_N_("%s: %ld counties in %ld rounds, %ld by helpers; %.2f MB sent, %.2f MB "
                           "received; %.1f s, threads at work %.1f s here and %.1f s there")),
            qn_words(qn_job_name(k)), c.n, c.n_loop, c.n_away, c.sent_bytes / 1e6,
            c.came_bytes / 1e6, c.seconds, c.busy_s, c.away_s);
    fputc('\n', stderr);
  }
  for (int rank = 0; rank < qn_crew_size(crew) && n; rank++) {
    const qn_crew_member m = qn_crew_member_at(crew, rank);
    fprintf(
        stderr,
        qn_words(QN_N_(
            "process %d on %s, %d threads: %ld counties, %.1f s of processor time, of which %.1f s "
            "until the model stood")),
        rank, m.host, m.threads, m.n, m.user_s, m.ready_s);
    fputc('\n', stderr);
  }
}

void qn_cli_dismiss(qn_cli *cli) {
  qn_crew *crew = cli->run.crew;
  if (!crew) return;
  qn_crew_dismiss(crew);
  qn_progress_hide(&cli->run);
  say_moved(crew);
}
