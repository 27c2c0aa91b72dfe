/* Atomic replacement: for a file rename(2); for a folder RENAME_EXCHANGE where the kernel has it,
 * so that at no moment is the old result gone before the new one is there. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static qn_status io_failed(qn_findings *findings, const char *path) {
  const int reason = errno;
  return qn_fail(findings, QN_EIO, QN_N_("cannot write %s: %s"), path, strerror(reason));
}

qn_status qn_file_read(qn_text *out, const char *path, size_t most, qn_findings *findings) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return qn_fail(findings, QN_EINPUT, QN_N_("cannot read %s: %s"), path, strerror(errno));
  char buffer[1 << 16];
  qn_status s = QN_OK;
  size_t total = 0, n;
  while (!s && (n = fread(buffer, 1, sizeof buffer, file)) > 0) {
    total += n;
    s = most && total > most ? QN_ERANGE : qn_text_add_n(out, buffer, n);
  }
  if (!s && ferror(file))
    s = qn_fail(findings, QN_EINPUT, QN_N_("cannot read %s: %s"), path, strerror(errno));
  else if (s == QN_ERANGE)
    s = qn_fail(findings, s, QN_N_("%s is larger than %zu bytes"), path, most);
  fclose(file);
  return s;
}

static bool write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    const ssize_t n = write(fd, bytes, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    length -= (size_t)n;
  }
  return true;
}

qn_status qn_file_write(const char *path, const char *bytes, size_t length, qn_findings *findings) {
  qn_text temporary = {0};
  qn_status s = qn_text_addf(&temporary, "%s.new-XXXXXX", path);
  if (s) return s;
  const int fd = mkstemp(temporary.bytes);
  if (fd < 0) {
    s = io_failed(findings, path);
  } else {
    const bool written = write_all(fd, bytes, length) && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    if (!written) s = io_failed(findings, path);
    if (close(fd) != 0 && !s) s = io_failed(findings, path);
    if (!s && rename(temporary.bytes, path) != 0) s = io_failed(findings, path);
    if (s) unlink(temporary.bytes);
  }
  qn_text_clear(&temporary);
  return s;
}

qn_status qn_file_commit(const char *temporary, const char *path, qn_findings *findings) {
  const int fd = open(temporary, O_RDONLY);
  bool ok = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) ok = close(fd) == 0 && ok;
  ok = ok && chmod(temporary, 0644) == 0 && rename(temporary, path) == 0;
  return ok ? QN_OK : io_failed(findings, path);
}

bool qn_path_exists(const char *path) {
  struct stat st;
  return stat(path, &st) == 0;
}

bool qn_path_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

qn_status qn_path_join(qn_text *out, const char *a, const char *b) {
  const size_t n = strlen(a);
  return qn_text_addf(out, "%s%s%s", a, n && a[n - 1] == '/' ? "" : "/", b);
}

qn_status qn_folder_make_for(const char *path, qn_findings *findings) {
  qn_text folder = {0};
  qn_status s = qn_text_add(&folder, path);
  for (char *slash = s ? NULL : strchr(folder.bytes + 1, '/'); slash && !s;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    if (mkdir(folder.bytes, 0755) && errno != EEXIST) s = io_failed(findings, folder.bytes);
    *slash = '/';
  }
  qn_text_clear(&folder);
  return s;
}

qn_status qn_folder_begin(qn_text *temporary, const char *path, qn_findings *findings) {
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/') n--;
  qn_status s = qn_text_addf(temporary, "%.*s.new-XXXXXX", (int)n, path);
  if (s) return s;
  if (!mkdtemp(temporary->bytes)) return io_failed(findings, path);
  chmod(temporary->bytes, 0755);
  return QN_OK;
}

/* fsync of every file in the folder and of the folder itself; false when one fails. */
static bool sync_folder(const char *path) {
  DIR *dir = opendir(path);
  bool ok = dir != NULL;
  for (struct dirent *e; ok && (e = readdir(dir));) {
    if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
    qn_text name = {0};
    ok = !qn_path_join(&name, path, e->d_name);
    if (ok && qn_path_is_folder(name.bytes)) {
      ok = sync_folder(name.bytes);
    } else if (ok) {
      const int fd = open(name.bytes, O_RDONLY);
      ok = fd >= 0 && fsync(fd) == 0;
      if (fd >= 0) close(fd);
    }
    qn_text_clear(&name);
  }
  if (dir) ok = fsync(dirfd(dir)) == 0 && ok, closedir(dir);
  return ok;
}

qn_status qn_folder_commit(const char *temporary, const char *path, qn_findings *findings) {
  char target[PATH_MAX];
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/') n--;
  snprintf(target, sizeof target, "%.*s", (int)n, path);
  if (!sync_folder(temporary)) return io_failed(findings, path);
  if (!qn_path_exists(target))
    return rename(temporary, target) == 0 ? QN_OK : io_failed(findings, path);
  if (renameat2(AT_FDCWD, temporary, AT_FDCWD, target, RENAME_EXCHANGE) != 0)
    return io_failed(findings, path);
  qn_folder_remove(temporary);
  return QN_OK;
}

void qn_folder_remove(const char *path) {
  DIR *dir = opendir(path);
  for (struct dirent *e; dir && (e = readdir(dir));) {
    if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
    qn_text name = {0};
    if (!qn_path_join(&name, path, e->d_name)) {
      struct stat st;
      const bool folder = lstat(name.bytes, &st) == 0 && S_ISDIR(st.st_mode);
      if (folder)
        qn_folder_remove(name.bytes);
      else
        unlink(name.bytes);
    }
    qn_text_clear(&name);
  }
  if (dir) closedir(dir);
  rmdir(path);
}
