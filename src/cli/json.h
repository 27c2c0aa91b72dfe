/* A JSON document written member by member into a text, commas and escapes taken care of. For the
 * small documents of the program itself; tables are written by src/table. */
#ifndef QN_CLI_JSON_H
#define QN_CLI_JSON_H
#include "base/text.h"

typedef struct {
  qn_text text;
  bool comma;       /* something stands before in the same object or array */
  qn_status status; /* of the first call that failed; later ones do nothing */
} qn_json;

/* bracket '{' or '[', as a value or an array's element; close with '}' or ']'. */
void qn_json_open(qn_json *json, char bracket);
void qn_json_close(qn_json *json, char bracket);
/* A member's name; the value follows. */
void qn_json_key(qn_json *json, const char *name);
/* A member, or with name NULL an array's element. text NULL and a number that is not finite give
 * null. */
void qn_json_text(qn_json *json, const char *name, const char *text);
void qn_json_real(qn_json *json, const char *name, double value);
/* Prints the document with a newline to standard output and clears it. */
qn_status qn_json_print(qn_json *json);

#endif
