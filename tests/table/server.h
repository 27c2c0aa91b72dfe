/* A real PostgreSQL 15 of our own for a test: made in a folder under /tmp, on a loopback port that
 * was free, stopped and removed afterwards. */
#ifndef QN_TESTS_TABLE_SERVER_H
#define QN_TESTS_TABLE_SERVER_H
#include <stdbool.h>

typedef struct {
  char *folder;
  int port;
} server;

/* Set-up and tear-down of a group of tests; *state is the server. */
int server_start(void **state);
int server_stop(void **state);
/* False, and told, where the package is not installed. */
bool server_is_there(const server *s);
/* Runs SQL by psql; its result is 0 when every statement was taken. */
int server_sql(const server *s, const char *sql);
/* The place of a schema, for qn_store_open and its like. Free it. */
char *server_place(const server *s, const char *schema);

#endif
