/* An empty folder for each test: name it as ROOM before this header is included. */
#ifndef QN_TESTS_ROOM_H
#define QN_TESTS_ROOM_H
#include <sys/stat.h>

#include "base/file.h"

static inline int make_room(void **state) {
  (void)state;
  qn_folder_remove(ROOM);
  return mkdir(ROOM, 0777);
}

static inline int clear_room(void **state) {
  (void)state;
  qn_folder_remove(ROOM);
  return 0;
}

#endif
