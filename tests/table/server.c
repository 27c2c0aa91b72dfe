#include "server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sample.h"

#define BIN "/usr/lib/postgresql/15/bin/"

/* Runs a command as the user postgres, whom initdb demands instead of root. */
static int as_postgres(const char *command) {
  qn_text line = {0};
  const bool is_root = geteuid() == 0;
  assert_int_equal(qn_text_addf(&line, is_root ? "su postgres -s /bin/sh -c '%s'" : "%s", command),
                   QN_OK);
  const int result = system(line.bytes);
  qn_text_clear(&line);
  return result;
}

static int free_port(void) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof at;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&at, size) == 0);
  assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
  close(fd);
  return ntohs(at.sin_port);
}

int server_start(void **state) {
  server *s = calloc(1, sizeof *s);
  qn_text command = {0};
  *state = s;
  if (access(BIN "initdb", X_OK) != 0) return 0;
  s->folder = new_folder();
  s->port = free_port();
  assert_int_equal(chmod(s->folder, 0777), 0);
  qn_text_addf(&command,
               BIN "initdb -A trust -U postgres --locale=C.UTF-8 -D %s/data >%s/log 2>&1 && " BIN
                   "pg_ctl -w -t 60 -l %s/log -D %s/data -o \"-p %d -k %s -c "
                   "listen_addresses=127.0.0.1 -c fsync=off\" start >/dev/null",
               s->folder, s->folder, s->folder, s->folder, s->port, s->folder);
  const int result = as_postgres(command.bytes);
  qn_text_clear(&command);
  return result;
}

int server_stop(void **state) {
  server *s = *state;
  qn_text command = {0};
  if (s->folder) {
    qn_text_addf(&command, BIN "pg_ctl -m immediate -D %s/data stop >/dev/null; rm -r %s/data",
                 s->folder, s->folder);
    as_postgres(command.bytes);
    qn_folder_remove(s->folder);
    free(s->folder);
  }
  qn_text_clear(&command);
  free(s);
  return 0;
}

bool server_is_there(const server *s) {
  if (!s->folder) print_message("skipped: the package postgresql-15 is not installed\n");
  return s->folder != NULL;
}

int server_sql(const server *s, const char *sql) {
  qn_text command = {0};
  put_file(s->folder, "run.sql", sql);
  qn_text_addf(&command, "psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p %d -d postgres -f %s/run.sql",
               s->port, s->folder);
  const int result = as_postgres(command.bytes);
  qn_text_clear(&command);
  return result;
}

char *server_place(const server *s, const char *schema) {
  qn_text place = {0};
  qn_text_addf(&place, "PG:host=127.0.0.1 port=%d user=postgres dbname=postgres schemas=%s",
               s->port, schema);
  return qn_text_take(&place);
}
