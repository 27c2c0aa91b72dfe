/* Formulas over the ids of statements:
 *   formula = ['='] sum        sum = product { ('+' | '-') product }
 *   product = factor { ('*' | '/') factor }
 *   factor  = number [unit] | id | '(' sum ')' | '-' factor | 'sum' '(' sum { ',' sum } ')'
 * Ids begin with a letter (Chinese ones too) or _ and go on with letters, digits, _ and points.
 * Full-width signs, × ÷ and − are read. A unit behind a number goes on over '/' while what follows
 * reads as a unit and is not an id: 29 kgce/m2, 0.7 MW/(t/h), 65%. */
#ifndef QN_AUDIT_FORMULA_H
#define QN_AUDIT_FORMULA_H
#include "base/arena.h"
#include "base/findings.h"
#include "base/names.h"
#include "base/units.h"

typedef struct {
  char op;         /* one of + - * / ; 'n' a number, 'v' a variable, 'm' minus left */
  int left, right; /* operands: earlier nodes */
  int variable;    /* index in names */
  double number;   /* SI */
  qn_unit unit;    /* of the number */
} qn_formula_node;

/* Nodes stand behind their operands; the last one is the result. Names are the distinct ids in the
 * order in which they come. */
typedef struct {
  qn_formula_node *nodes;
  const char **names;
  int n_node, n_name;
} qn_formula;

/* The formula in arena. QN_EINPUT with a finding when it cannot be read. known (may be NULL): ids
 * that are never taken for units. */
qn_status qn_formula_parse(qn_formula *out, const char *text, const qn_names *known,
                           qn_arena *arena, qn_findings *findings);
/* The dimension of the result, given those of the variables (factor of out is 1). QN_ERANGE with a
 * finding when unlike quantities are added. */
qn_status qn_formula_dimension(qn_unit *out, const qn_formula *formula, const qn_unit *variables,
                               qn_arena *arena, qn_findings *findings);
/* Bytes of the id at the start of text, 0 when none begins there. */
size_t qn_formula_id_length(const char *text);
/* Appends a dimension in base units: "m2", "kg/s3", "1". */
qn_status qn_dimension_words(qn_text *out, const qn_unit *unit);

#endif
