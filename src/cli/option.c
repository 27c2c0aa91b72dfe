/* A plain left-to-right parser. Operands are counted off against the declared ones in order; a list
 * operand takes all that are left. */
#include "cli/option.h"

#include <string.h>

#include "base/text.h"

typedef struct {
  const qn_option *option;
  void *member;
} target;

static target target_at(const qn_option_set *set, size_t i) {
  const qn_option *option = &set->options[i];
  return (target){option, (char *)set->values + option->offset};
}

/* By letter when name is NULL; option NULL when there is none. */
static target find(const qn_option_set *sets, size_t n_set, const char *name, size_t length,
                   char letter) {
  for (size_t k = 0; k < n_set; k++)
    for (size_t i = 0; i < sets[k].count; i++) {
      const qn_option *o = &sets[k].options[i];
      if (o->operand) continue;
      if (name ? strlen(o->name) == length && !memcmp(o->name, name, length) : o->letter == letter)
        return target_at(&sets[k], i);
    }
  return (target){0};
}

/* The place-th operand that is declared; the last one again when it is a list. */
static target operand_at(const qn_option_set *sets, size_t n_set, size_t place) {
  target last = {0};
  for (size_t k = 0; k < n_set; k++)
    for (size_t i = 0; i < sets[k].count; i++) {
      if (!sets[k].options[i].operand) continue;
      last = target_at(&sets[k], i);
      if (!place--) return last;
    }
  return last.option && last.option->kind == QN_ARG_LIST ? last : (target){0};
}

/* The declared name nearest to an unknown one, as a suggestion for the finding added last. */
static void suggest_name(const qn_option_set *sets, size_t n_set, const char *name,
                         qn_findings *findings) {
  const qn_option *best = NULL;
  size_t least = 3; /* more than two slips are another word */
  for (size_t k = 0; k < n_set; k++)
    for (size_t i = 0; i < sets[k].count; i++) {
      const size_t d = qn_text_distance(sets[k].options[i].name, name, least);
      if (!sets[k].options[i].operand && d < least) best = &sets[k].options[i], least = d;
    }
  if (!best) return;
  qn_text text = {0};
  if (!qn_text_addf(&text, "--%s", best->name)) qn_suggest(findings, text.bytes);
  qn_text_clear(&text);
}

static int word_position(const char *words, const char *text) {
  const size_t n = strlen(text);
  for (int i = 0; *words; i++) {
    const size_t length = strcspn(words, "|");
    if (length == n && !memcmp(words, text, n)) return i;
    words += length + (words[length] == '|');
  }
  return -1;
}

static qn_status set_number(target t, const char *text, qn_findings *findings) {
  const qn_option *o = t.option;
  const bool whole = o->kind == QN_ARG_WHOLE, limited = o->min < o->max;
  double value;
  if (!qn_real_parse(text, &value) ||
      (whole && (value < -9e15 || value > 9e15 || value != (double)(long)value)))
    return qn_fail(findings, QN_EUSAGE,
                   whole ? QN_N_("%s takes a whole number, not \"%s\"")
                         : QN_N_("%s takes a number, not \"%s\""),
                   o->name, text);
  if (limited && !(o->min <= value && value <= o->max))
    return qn_fail(findings, QN_EUSAGE, QN_N_("%s is %g: allowed are %g to %g"), o->name, value,
                   o->min, o->max);
  if (whole)
    *(long *)t.member = (long)value;
  else
    *(double *)t.member = value;
  return QN_OK;
}

static qn_status add_to_list(qn_arg_list *list, const char *text, qn_arena *arena) {
  const char **grown = qn_arena_array(arena, list->count + 1, sizeof *grown);
  if (!grown) return QN_ENOMEM;
  if (list->count) memcpy(grown, list->at, list->count * sizeof *grown);
  grown[list->count++] = text;
  list->at = grown;
  return QN_OK;
}

static qn_status set_value(target t, const char *text, qn_arena *arena, qn_findings *findings) {
  switch (t.option->kind) {
    case QN_ARG_FLAG:
      *(bool *)t.member = true;
      return QN_OK;
    case QN_ARG_TEXT:
      *(const char **)t.member = text;
      return QN_OK;
    case QN_ARG_LIST:
      return add_to_list(t.member, text, arena);
    case QN_ARG_WHOLE:
    case QN_ARG_REAL:
      return set_number(t, text, findings);
    case QN_ARG_WORD:
      break;
  }
  *(int *)t.member = word_position(t.option->words, text);
  if (*(int *)t.member >= 0) return QN_OK;
  return qn_fail(findings, QN_EUSAGE, QN_N_("%s is \"%s\": allowed are %s"), t.option->name, text,
                 t.option->words);
}

static qn_status set_fallbacks(const qn_option_set *sets, size_t n_set, qn_arena *arena,
                               qn_findings *findings) {
  qn_status s = QN_OK;
  for (size_t k = 0; k < n_set; k++)
    for (size_t i = 0; !s && i < sets[k].count; i++) {
      const target t = target_at(&sets[k], i);
      if (t.option->fallback)
        s = set_value(t, t.option->fallback, arena, findings);
      else if (t.option->kind == QN_ARG_WORD)
        *(int *)t.member = -1;
    }
  return s;
}

/* One option at argv[*i]; *i is left on the last argument that it took. */
static qn_status take_option(const qn_option_set *sets, size_t n_set, int argc, char *const *argv,
                             int *i, qn_arena *arena, qn_findings *findings) {
  const char *text = argv[*i];
  const bool is_long = text[1] == '-';
  const char *name = text + 2, *value = NULL;
  const size_t length = strcspn(name, "=");
  const target t =
      is_long ? find(sets, n_set, name, length, 0) : find(sets, n_set, NULL, 0, text[1]);
  if (!t.option) {
    qn_status s = qn_fail(findings, QN_EUSAGE, QN_N_("unknown option %s"), text);
    if (is_long) suggest_name(sets, n_set, name, findings);
    return s;
  }
  if (is_long && name[length])
    value = name + length + 1;
  else if (!is_long && text[2])
    value = text + 2;
  if (t.option->kind == QN_ARG_FLAG)
    return value ? qn_fail(findings, QN_EUSAGE, QN_N_("option %s takes no value"), text)
                 : set_value(t, NULL, arena, findings);
  if (!value && ++*i < argc) value = argv[*i];
  if (!value) return qn_fail(findings, QN_EUSAGE, QN_N_("option %s needs a value"), text);
  return set_value(t, value, arena, findings);
}

static qn_status missing_operand(const qn_option_set *sets, size_t n_set, size_t given,
                                 qn_findings *findings) {
  const target t = operand_at(sets, n_set, given);
  if (!t.option || !t.option->required) return QN_OK;
  if (t.option->kind == QN_ARG_LIST && ((qn_arg_list *)t.member)->count) return QN_OK;
  return qn_fail(findings, QN_EUSAGE, QN_N_("%s is missing"), t.option->name);
}

static qn_status missing_option(const qn_option_set *sets, size_t n_set, qn_findings *findings) {
  for (size_t k = 0; k < n_set; k++)
    for (size_t i = 0; i < sets[k].count; i++) {
      const target t = target_at(&sets[k], i);
      if (t.option->operand || !t.option->required) continue;
      const bool given = t.option->kind == QN_ARG_LIST ? ((qn_arg_list *)t.member)->count > 0
                                                       : *(const char **)t.member != NULL;
      if (!given)
        return qn_fail(findings, QN_EUSAGE, QN_N_("option --%s is missing"), t.option->name);
    }
  return QN_OK;
}

qn_status qn_options_parse(const qn_option_set *sets, size_t n_set, int argc, char *const *argv,
                           qn_arena *arena, qn_findings *findings) {
  size_t given = 0;
  bool options_over = false;
  qn_status s = set_fallbacks(sets, n_set, arena, findings);
  for (int i = 0; !s && i < argc; i++) {
    if (!options_over && !strcmp(argv[i], "--")) {
      options_over = true;
    } else if (!options_over && argv[i][0] == '-' && argv[i][1]) {
      s = take_option(sets, n_set, argc, argv, &i, arena, findings);
    } else {
      const target t = operand_at(sets, n_set, given++);
      s = t.option
              ? set_value(t, argv[i], arena, findings)
              : qn_fail(findings, QN_EUSAGE, QN_N_("\"%s\" is one argument too many"), argv[i]);
    }
  }
  if (!s) s = missing_operand(sets, n_set, given, findings);
  if (!s) s = missing_option(sets, n_set, findings);
  return s;
}
