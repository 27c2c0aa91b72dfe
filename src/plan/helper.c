/* A helper's side. The thread that called listens to the leader; every other one asks for work,
 * does it and sends what it gave, which asks for more. */
#include <string.h>
#include <unistd.h>

#include "base/run.h"
#include "base/team.h"
#include "plan/crew_talk.h"

static qn_errand *const errands[QN_N_JOB] = {[QN_JOB_ACCORD] = qn_accord_errand,
                                             [QN_JOB_BRANCH] = qn_branch_errand,
                                             [QN_JOB_TRADE] = qn_trade_errand,
                                             [QN_JOB_RENEW] = qn_renew_errand};

typedef struct {
  qn_crew *crew;
  qn_parts counties, prefectures;
  const qn_run *run; /* its cancel is stop */
  atomic_bool stop, end;
} service;

/* ---- a thread ---- */

static const qn_parts *parts_of(const service *v, long long kind) {
  return kind == QN_JOB_TRADE ? &v->prefectures : &v->counties;
}

static qn_status do_errand(const service *v, qn_parcel *in, qn_parcel *out, qn_run *run) {
  long long kind, i, part;
  qn_status s = qn_parcel_get_whole(in, &kind);
  if (!s) s = qn_parcel_get_whole(in, &i);
  if (!s) s = qn_parcel_get_whole(in, &part);
  if (!s && (kind < 0 || kind >= QN_N_JOB || part < 0 || part >= parts_of(v, kind)->n_part))
    s = QN_ERANGE;
  if (s) return s;
  const double began = qn_clock();
  qn_parcel gave = {0};
  const qn_status went = errands[kind](parts_of(v, kind), (int)part, in, &gave, run);
  qn_parcel_reset(out);
  s = qn_parcel_put_whole(out, QN_TALK_DONE);
  if (!s) s = qn_parcel_put_whole(out, i);
  if (!s) s = qn_parcel_put_whole(out, went);
  if (!s) s = qn_parcel_put_real(out, qn_clock() - began);
  if (!s) s = qn_parcel_put(out, gave.bytes, gave.length);
  qn_parcel_clear(&gave);
  return s;
}

/* Until the next errand is there; false at the end. */
static bool wait_for(service *v, int tag, qn_parcel *in, qn_status *s) {
  for (int idle = 0; !*s && !atomic_load(&v->end); qn_ranks_pause(&idle)) {
    int from, with = tag;
    if (qn_ranks_poll(v->crew->ranks, &from, &with, in, s)) return true;
  }
  return false;
}

static void run_errands(service *v, int tag) {
  qn_run run;
  qn_parcel in = {0}, out = {0};
  qn_status s = qn_team_run(&run, v->run);
  if (!s) s = qn_parcel_put_whole(&out, QN_TALK_IDLE);
  if (!s) s = qn_ranks_send(v->crew->ranks, QN_LEADER, tag, &out);
  while (!s && wait_for(v, tag, &in, &s)) {
    s = do_errand(v, &in, &out, &run);
    if (!s) s = qn_ranks_send(v->crew->ranks, QN_LEADER, tag, &out);
  }
  if (s) atomic_store(&v->end, true); /* the goodbye tells that something is wrong */
  qn_parcel_clear(&in);
  qn_parcel_clear(&out);
  qn_findings_free(run.findings);
}

/* ---- the process ---- */

/* What the leader says to the process; false when it says nothing. */
static bool hear_leader(service *v) {
  qn_parcel in = {0};
  int from, tag = QN_TAG_OF_PROCESS;
  long long word;
  qn_status s = QN_OK;
  const bool is_there = qn_ranks_poll(v->crew->ranks, &from, &tag, &in, &s);
  if (is_there && !qn_parcel_get_whole(&in, &word)) {
    atomic_store(&v->stop, true);
    if (word == QN_TALK_END) atomic_store(&v->end, true);
  }
  qn_parcel_clear(&in);
  return is_there;
}

static void listen(service *v) {
  for (int idle = 0; !atomic_load(&v->end);) {
    if (hear_leader(v))
      idle = 0;
    else
      qn_ranks_pause(&idle);
  }
}

static void take_part(void *who, int thread) {
  if (thread == QN_TAG_OF_PROCESS)
    listen(who);
  else
    run_errands(who, thread);
}

/* The first error in words, "" for none. */
static qn_status put_error(qn_parcel *out, const qn_findings *findings) {
  qn_text words = {0};
  qn_status s = QN_OK;
  for (size_t i = 0; i < qn_findings_count(findings) && !words.length && !s; i++)
    if (qn_findings_at(findings, i)->severity == QN_ERROR)
      s = qn_finding_words(&words, qn_findings_at(findings, i), NULL);
  if (!s) s = qn_talk_put_words(out, qn_text_str(&words));
  qn_text_clear(&words);
  return s;
}

static qn_status say_hello(qn_crew *crew, qn_status status, const qn_run *run) {
  qn_parcel out = {0};
  qn_status s = qn_parcel_put_whole(&out, QN_TALK_HELLO);
  if (!s) s = qn_parcel_put_whole(&out, status);
  if (!s) s = qn_parcel_put_whole(&out, qn_team_size(run));
  if (!s) s = qn_parcel_put_real(&out, qn_crew_user_s());
  if (!s) s = qn_parcel_put(&out, &crew->digest, sizeof crew->digest);
  if (!s) s = qn_talk_put_words(&out, crew->helpers[QN_LEADER].host);
  if (!s) s = put_error(&out, run->findings);
  if (!s) s = qn_ranks_send(crew->ranks, QN_LEADER, QN_TAG_OF_PROCESS, &out);
  qn_parcel_clear(&out);
  return s;
}

static void say_goodbye(qn_crew *crew) {
  qn_parcel out = {0};
  qn_status s = qn_parcel_put_whole(&out, QN_TALK_BYE);
  if (!s) s = qn_parcel_put_real(&out, qn_crew_user_s());
  if (!s) qn_ranks_send(crew->ranks, QN_LEADER, QN_TAG_OF_PROCESS, &out);
  qn_parcel_clear(&out);
}

void qn_crew_help(qn_crew *crew, const qn_case *region, const qn_demand *demand, qn_status so_far,
                  qn_run *run) {
  qn_context *context = NULL;
  qn_model *model = NULL;
  service v = {.crew = crew};
  qn_run own = *run;
  own.cancel = &v.stop;
  v.run = &own;
  qn_status s = so_far;
  hear_leader(&v); /* it may have found out already that there is nothing to do */
  if (!s && atomic_load(&v.end)) s = QN_ECANCELLED;
  if (!s) s = qn_context_new(&context, region, demand);
  if (!s) s = qn_model_new(&model, context, &own);
  if (!s) s = qn_parts_new(&v.counties, model, QN_COUNTY);
  if (!s) s = qn_parts_new(&v.prefectures, model, QN_PREFECTURE);
  if (!s) qn_crew_show(crew, model);
  if (!say_hello(crew, s, &own)) {
    if (s)
      listen(&v);
    else
      qn_team_work(qn_team_size(&own) + 1, take_part, &v);
    say_goodbye(crew);
  }
  qn_parts_free(&v.counties);
  qn_parts_free(&v.prefectures);
  qn_model_free(model);
  qn_context_free(context);
}
