#!/bin/sh
# Includes go one way: compares every #include of src/ and include/ with tests/house/includes.txt.
# Run from the top of the source tree.
set -eu
find src -name '*.[ch]' | sort | xargs awk '
  function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
  BEGIN {
    system_headers = "^(assert|complex|ctype|dirent|errno|fcntl|fenv|float|inttypes|langinfo|limits|" \
      "locale|math|pthread|sched|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|" \
      "string|strings|time|unistd|sys/[a-z]+)[.]h$"
    while ((getline line < "tests/house/includes.txt") > 0) {
      n = split(line, word, " ")
      if (n == 0 || word[1] ~ /^#/) continue
      known[word[1]] = 1
      for (i = 2; i <= n; i++) may[word[1], word[i]] = 1
      may[word[1], "base"] = may[word[1], "qingnuan"] = may[word[1], word[1]] = 1
    }
  }
  FNR == 1 {
    split(FILENAME, part, "/")
    folder = part[2]
    if (!(folder in known)) complain("folder " folder " is not in tests/house/includes.txt")
  }
  /^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, piece, "\"")
    split(piece[2], part, "/")
    if (!((folder, part[1]) in may)) complain(folder " may not include \"" piece[2] "\"")
  }
  /^[ \t]*#[ \t]*include[ \t]*</ {
    split($0, piece, /[<>]/)
    if (piece[2] !~ system_headers && !((folder, piece[2]) in may))
      complain(folder " may not include <" piece[2] ">")
  }
  END { exit bad }
'
