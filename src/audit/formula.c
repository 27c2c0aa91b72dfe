/* Recursive descent into an array of nodes, so that whoever evaluates needs no recursion. */
#include "audit/formula.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST_FORMULA = 4000, DEEPEST = 40, LONGEST_UNIT = 64 };

typedef struct {
  const char *at;
  qn_formula *formula;
  const qn_names *known;
  qn_arena *arena;
  qn_findings *findings;
  int depth;
  qn_status status;
} parser;

/* Each function returns the node it made, NONE after a failure. */
enum { NONE = -1 };

static int fail_at(parser *p, const char *at) {
  if (!p->status)
    p->status = *at ? qn_fail(p->findings, QN_EINPUT, QN_N_("formula cannot be read at \"%s\""), at)
                    : qn_fail(p->findings, QN_EINPUT, QN_N_("formula ends too early"));
  return NONE;
}

static int add_node(parser *p, qn_formula_node node) {
  p->formula->nodes[p->formula->n_node] = node;
  return p->formula->n_node++;
}

static void skip_spaces(parser *p) {
  while (*p->at == ' ') p->at++;
}

static bool take(parser *p, char sign) {
  skip_spaces(p);
  if (*p->at != sign) return false;
  p->at++;
  return true;
}

/* Bytes of the letter at text: ASCII ones, _ and everything beyond ASCII. */
static size_t letter(const char *text) {
  if (isalpha((unsigned char)*text) || *text == '_') return 1;
  return (unsigned char)*text < 0x80 ? 0 : qn_utf8_length(text);
}

size_t qn_formula_id_length(const char *text) {
  size_t n = letter(text);
  while (n) {
    const size_t more = letter(text + n);
    if (!more && !isdigit((unsigned char)text[n]) && text[n] != '.') break;
    n += more ? more : 1;
  }
  return n;
}

/* Bytes up to the next sign of the formula: a name of a unit with its power. */
static size_t unit_word(const char *text) {
  size_t n = 0;
  while (text[n] && (!strchr(" +-*/(),", text[n]) || (text[n] == '-' && n && text[n - 1] == '^')))
    n++;
  return n;
}

static bool is_known(const parser *p, const char *text, size_t n) {
  char word[LONGEST_UNIT];
  if (!p->known || n >= sizeof word) return false;
  memcpy(word, text, n);
  word[n] = '\0';
  return qn_names_find(p->known, word) != QN_NO_INDEX;
}

static bool reads_as_unit(qn_unit *out, const char *text, size_t n) {
  char word[LONGEST_UNIT];
  if (n >= sizeof word) return false;
  memcpy(word, text, n);
  word[n] = '\0';
  return !qn_unit_parse(out, word);
}

/* Bytes of what may go on a unit behind '/': a word, or a bracket without an id in it; 0 if none.
 */
static size_t divisor_length(const parser *p, const char *text) {
  if (*text != '(') {
    const size_t n = unit_word(text);
    return is_known(p, text, n) ? 0 : n;
  }
  size_t n = 1;
  while (text[n] && text[n] != ')' && text[n] != '(') {
    const size_t word = qn_formula_id_length(text + n);
    if (word && is_known(p, text + n, word)) return 0;
    n += word ? word : 1;
  }
  return text[n] == ')' ? n + 1 : 0;
}

/* The unit behind a number, 1 when there is none; false when the first word is no unit. */
static bool take_unit(parser *p, qn_unit *unit) {
  *unit = (qn_unit){.factor = 1};
  skip_spaces(p);
  size_t n = unit_word(p->at);
  if (!n) return true;
  if (isdigit((unsigned char)*p->at)) return false;
  if (!reads_as_unit(unit, p->at, n)) return false;
  while (p->at[n] == '/') {
    const size_t more = divisor_length(p, p->at + n + 1);
    if (!more || !reads_as_unit(unit, p->at, n + 1 + more)) break;
    n += 1 + more;
  }
  p->at += n;
  return true;
}

static int read_number(parser *p) {
  char digits[LONGEST_UNIT];
  const char *begin = p->at;
  const size_t n = strspn(begin, "0123456789.");
  qn_formula_node node = {.op = 'n'};
  if (n >= sizeof digits) return fail_at(p, begin);
  memcpy(digits, begin, n);
  digits[n] = '\0';
  p->at += n;
  if (!qn_real_parse(digits, &node.number) || !take_unit(p, &node.unit)) return fail_at(p, begin);
  node.number *= node.unit.factor;
  return add_node(p, node);
}

static int read_id(parser *p, size_t n) {
  qn_formula *f = p->formula;
  int i = 0;
  while (i < f->n_name && (strncmp(f->names[i], p->at, n) != 0 || f->names[i][n])) i++;
  if (i == f->n_name) {
    f->names[i] = qn_arena_copy(p->arena, p->at, n);
    if (!f->names[i]) p->status = QN_ENOMEM;
    if (p->status) return NONE;
    f->n_name++;
  }
  p->at += n;
  return add_node(p, (qn_formula_node){.op = 'v', .variable = i});
}

static int read_sum(parser *p);

static int read_arguments(parser *p) {
  int left = read_sum(p);
  while (left != NONE && take(p, ',')) {
    const int right = read_sum(p);
    if (right == NONE) return NONE;
    left = add_node(p, (qn_formula_node){.op = '+', .left = left, .right = right});
  }
  return left;
}

static int read_factor(parser *p) {
  skip_spaces(p);
  const size_t n = qn_formula_id_length(p->at);
  const bool is_sum = n == 3 && !strncasecmp(p->at, "sum", 3) && p->at[3] == '(';
  const bool is_minus = *p->at == '-', is_bracket = *p->at == '(';
  if (isdigit((unsigned char)*p->at) || *p->at == '.') return read_number(p);
  if (n && !is_sum) return read_id(p, n);
  if ((!is_sum && !is_minus && !is_bracket) || p->depth >= DEEPEST) return fail_at(p, p->at);
  p->depth++;
  p->at += is_sum ? 4 : 1;
  int node = is_minus ? read_factor(p) : is_sum ? read_arguments(p) : read_sum(p);
  p->depth--;
  if (node == NONE) return NONE;
  if (is_minus) return add_node(p, (qn_formula_node){.op = 'm', .left = node});
  return take(p, ')') ? node : fail_at(p, p->at);
}

/* A chain of the two operators first and second over what operand reads. */
static int read_chain(parser *p, char first, char second, int (*operand)(parser *)) {
  int left = operand(p);
  while (left != NONE) {
    const char op = take(p, first) ? first : take(p, second) ? second : '\0';
    if (!op) return left;
    const int right = operand(p);
    if (right == NONE) return NONE;
    left = add_node(p, (qn_formula_node){.op = op, .left = left, .right = right});
  }
  return NONE;
}

static int read_product(parser *p) {
  return read_chain(p, '*', '/', read_factor);
}

static int read_sum(parser *p) {
  return read_chain(p, '+', '-', read_product);
}

/* Half-width, with the signs of arithmetic that stand beyond ASCII replaced. */
static qn_status make_plain(qn_text *out, const char *text) {
  static const struct {
    const char *printed, *plain;
  } signs[] = {{"×", "*"}, {"÷", "/"}, {"−", "-"}, {"、", ","}, {";", ","}};
  qn_text folded = {0};
  qn_status s = qn_text_fold(&folded, text, false);
  for (const char *at = qn_text_str(&folded); *at && !s;) {
    size_t i = 0;
    while (i < sizeof signs / sizeof *signs &&
           strncmp(at, signs[i].printed, strlen(signs[i].printed)) != 0)
      i++;
    const bool found = i < sizeof signs / sizeof *signs;
    s = found ? qn_text_add(out, signs[i].plain) : qn_text_add_n(out, at, 1);
    at += found ? strlen(signs[i].printed) : 1;
  }
  qn_text_clear(&folded);
  return s;
}

/* Every node takes at least one byte of the text, so that room for them is known. */
static qn_status parse_plain(parser *p, size_t length) {
  p->formula->nodes = qn_arena_array(p->arena, length, sizeof *p->formula->nodes);
  p->formula->names = qn_arena_array(p->arena, length, sizeof *p->formula->names);
  if (!p->formula->nodes || !p->formula->names) return QN_ENOMEM;
  take(p, '=');
  const int root = read_sum(p);
  skip_spaces(p);
  if (root != NONE && *p->at) fail_at(p, p->at);
  return p->status;
}

qn_status qn_formula_parse(qn_formula *out, const char *text, const qn_names *known,
                           qn_arena *arena, qn_findings *findings) {
  qn_formula formula = {0};
  qn_text plain = {0};
  if (!qn_utf8_valid(text, strlen(text)) || strlen(text) > LONGEST_FORMULA)
    return qn_fail(findings, QN_EINPUT, QN_N_("formula is not UTF-8 or longer than %d bytes"),
                   LONGEST_FORMULA);
  qn_status s = make_plain(&plain, text);
  if (!s) {
    parser p = {qn_text_str(&plain), &formula, known, arena, findings, 0, QN_OK};
    s = parse_plain(&p, plain.length + 1);
  }
  if (!s) *out = formula;
  qn_text_clear(&plain);
  return s;
}

qn_status qn_dimension_words(qn_text *out, const qn_unit *unit) {
  static const char *const names[QN_DIMENSIONS] = {"m",   "kg",        "s",      "K",
                                                   "CNY", "household", "person", "piece"};
  const size_t start = out->length;
  qn_status s = QN_OK;
  for (int below = 0; below < 2 && !s; below++) {
    for (size_t i = 0; i < QN_DIMENSIONS && !s; i++) {
      const int power = below ? -unit->power[i] : unit->power[i];
      if (power <= 0) continue;
      const char *sign = below                 ? (out->length == start ? "1/" : "/")
                         : out->length > start ? "*"
                                               : "";
      s = qn_text_addf(out, power > 1 ? "%s%s%d" : "%s%s", sign, names[i], power);
    }
  }
  return s || out->length > start ? s : qn_text_add(out, "1");
}

static qn_status unlike(const qn_unit *a, const qn_unit *b, qn_findings *findings) {
  qn_text left = {0}, right = {0};
  qn_status s = qn_dimension_words(&left, a);
  if (!s) s = qn_dimension_words(&right, b);
  if (!s)
    s = qn_fail(findings, QN_ERANGE, QN_N_("formula adds unlike quantities: %s and %s"), left.bytes,
                right.bytes);
  qn_text_clear(&left);
  qn_text_clear(&right);
  return s;
}

qn_status qn_formula_dimension(qn_unit *out, const qn_formula *formula, const qn_unit *variables,
                               qn_arena *arena, qn_findings *findings) {
  qn_unit *units = qn_arena_array(arena, (size_t)formula->n_node, sizeof *units);
  if (!units) return QN_ENOMEM;
  for (int i = 0; i < formula->n_node; i++) {
    const qn_formula_node *node = &formula->nodes[i];
    const qn_unit *left = &units[node->left], *right = &units[node->right];
    if (node->op == 'n') {
      units[i] = node->unit;
    } else if (node->op == 'v') {
      units[i] = variables[node->variable];
    } else if (node->op == '*' || node->op == '/') {
      units[i] = qn_unit_times(left, right, node->op == '*' ? 1 : -1);
    } else {
      units[i] = *left;
      if (node->op != 'm' && !qn_unit_same_dimension(left, right))
        return unlike(left, right, findings);
    }
    units[i].factor = 1; /* only the dimension counts: factors of long products would overflow */
  }
  *out = units[formula->n_node - 1];
  return QN_OK;
}
