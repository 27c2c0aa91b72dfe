/* What a model falls into, against looking at every pair: groups of columns that share no row,
 * clusters of parts that share none; and what is packed against the same columns built plain. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "plan/clusters.h"
#include "plan/groups.h"
#include "plan/random_case.h"

enum { REGIONS = 60 };

typedef struct {
  qn_case *region;
  qn_demand *demand;
  qn_context *context;
  qn_model *model;
  qn_run run;
} trial;

/* Every township is a county, as random regions have one county alone. */
static void begin(trial *t, uint64_t seed) {
  *t = (trial){.run = {.threads = 1, .findings = qn_findings_new()}};
  t->region = random_case(seed, RANDOM_ALL, 1e6, &t->demand);
  for (int a = 0; a < t->region->n_areas; a++)
    t->region->area_at_level[QN_COUNTY][a] = t->region->area_at_level[QN_TOWNSHIP][a];
  assert_int_equal(qn_context_new(&t->context, t->region, t->demand), QN_OK);
  assert_int_equal(qn_model_new(&t->model, t->context, &t->run), QN_OK);
}

static void end(trial *t) {
  qn_model_free(t->model);
  qn_context_free(t->context);
  qn_demand_free(t->demand);
  qn_case_free(t->region);
  qn_findings_free(t->run.findings);
}

static int share_a_row(const qn_model *m, size_t a, size_t b) {
  for (int i = 0; i < m->columns[a].count; i++)
    for (int k = 0; k < m->columns[b].count; k++)
      if (qn_column_entry(m, &m->columns[a], i).row == qn_column_entry(m, &m->columns[b], k).row)
        return 1;
  return 0;
}

/* Spreads labels until columns with a row in common have one: the slow way. */
static int *label(const qn_model *m, size_t first, const int *together) {
  const size_t n = m->n_column - first;
  int *of = malloc((n + 1) * sizeof *of), changed = 1;
  assert_non_null(of);
  for (size_t k = 0; k < n; k++) of[k] = (int)k;
  while (changed) {
    changed = 0;
    for (size_t a = 0; a < n; a++)
      for (size_t b = 0; b < a; b++)
        if (of[a] != of[b] &&
            ((together && together[a] == together[b]) || share_a_row(m, first + a, first + b))) {
          of[a] = of[b] = of[a] < of[b] ? of[a] : of[b];
          changed = 1;
        }
  }
  return of;
}

static void groups_share_no_row(void **state) {
  (void)state;
  int n_many = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    trial t;
    qn_groups groups;
    begin(&t, seed);
    const size_t first = t.model->block_first[t.model->n_block];
    int *of = label(t.model, first, NULL);
    assert_int_equal(qn_groups_new(&groups, t.model, first, 1), QN_OK);
    for (int g = 0; g < groups.n_group; g++)
      for (size_t i = groups.group_first[g]; i < groups.group_first[g + 1]; i++) {
        const size_t at = groups.list[i] - first, head = groups.list[groups.group_first[g]] - first;
        CHECK(of[at] == of[head] && (size_t)of[at] == head, "group of a column");
        assert_true(i == groups.group_first[g] || groups.list[i] > groups.list[i - 1]);
      }
    assert_int_equal(groups.n ? groups.group_first[groups.n_group] : 0, t.model->n_column - first);
    n_many += groups.n_group > 1;
    qn_groups_free(&groups);
    assert_int_equal(qn_groups_new(&groups, t.model, first, t.model->n_column), QN_OK);
    assert_int_equal(groups.n_group, t.model->n_column > first);
    qn_groups_free(&groups);
    free(of);
    end(&t);
  }
  assert_true(n_many > REGIONS / 3);
}

/* Parts are in one cluster when and only when rows lead from one to the other; what belongs to no
 * county may be in any. */
static void clusters_share_no_row(void **state) {
  (void)state;
  int n_many = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    trial t;
    qn_parts parts;
    begin(&t, seed);
    assert_int_equal(qn_parts_new(&parts, t.model, QN_COUNTY), QN_OK);
    int *of = label(t.model, 0, parts.of_column);
    for (size_t a = 0; a < t.model->n_column; a++)
      for (size_t b = 0; b < a; b++) {
        const int same = parts.cluster[parts.of_column[a]] == parts.cluster[parts.of_column[b]];
        CHECK(same || of[a] != of[b], "two clusters with a row in common");
        if (t.model->columns[a].kind == QN_COLUMN_UNIT &&
            t.model->columns[b].kind == QN_COLUMN_UNIT)
          CHECK(!same || of[a] == of[b], "one cluster without a row in common");
      }
    for (int k = 0; k < parts.n_cluster; k++)
      for (size_t i = parts.joining_first[k]; i < parts.joining_first[k + 1]; i++) {
        assert_int_equal(parts.of_row[parts.joining[i]], QN_JOINS_PARTS);
        assert_int_equal(parts.number[parts.joining[i]], i + 1);
      }
    assert_int_equal(parts.joining_first[parts.n_cluster], parts.n_joining);
    n_many += parts.n_cluster > 1;
    free(of);
    qn_parts_free(&parts);
    end(&t);
  }
  assert_true(n_many > 0);
}

static int same_path(qn_pathway a, qn_pathway b) {
  return a.mode == b.mode && a.level == b.level && a.season == b.season && a.interim == b.interim;
}

/* The unit's pathway in a model of all its pathways, none of which is packed. */
static const qn_model_column *find_plain(const qn_model *m, qn_pathway path) {
  for (size_t c = 0; c < m->n_column; c++)
    if (same_path(m->columns[c].path, path)) return &m->columns[c];
  fail_msg("the pathway is not there");
  return NULL;
}

static void packed_entries_are_what_they_were(void **state) {
  (void)state;
  size_t n_packed = 0;
  for (uint64_t seed = 1; seed <= REGIONS; seed++) {
    trial t;
    begin(&t, seed);
    for (int u = 0; u < t.model->first_source; u++) {
      qn_model *plain;
      assert_int_equal(qn_model_new_unit(&plain, t.context, u, &t.run), QN_OK);
      for (size_t c = t.model->block_first[u]; c < t.model->block_first[u + 1]; c++) {
        const qn_model_column *column = &t.model->columns[c];
        const qn_model_column *other = find_plain(plain, column->path);
        assert_false(other->is_packed);
        assert_int_equal(column->count, other->count);
        for (int i = 0; i < column->count; i++) {
          const qn_entry x = qn_column_entry(t.model, column, i);
          const qn_entry y = qn_column_entry(plain, other, i);
          CHECK(x.row == y.row && !memcmp(&x.value, &y.value, sizeof x.value), "packed");
        }
        n_packed += column->is_packed;
      }
      qn_model_free(plain);
    }
    end(&t);
  }
  assert_true(n_packed > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(groups_share_no_row),
      cmocka_unit_test(clusters_share_no_row),
      cmocka_unit_test(packed_entries_are_what_they_were),
  };
  return cmocka_run_group_tests_name("groups", tests, NULL, NULL);
}
