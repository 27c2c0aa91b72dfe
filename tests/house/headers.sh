#!/bin/sh
# Every header compiles alone. Run from the top of the source tree.
set -eu
bad=0
for header in $(find src include -name '*.h' | sort); do
  ${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -Isrc -Iinclude -x c \
    "$header" -Wno-unused-function || { echo "$header does not compile alone"; bad=1; }
done
exit $bad
