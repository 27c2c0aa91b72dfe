#!/bin/sh
# Bad input and the message it must give: tests/bad/run.sh PROGRAM_FOLDER ROOM. good/ is a case
# without a fault; every other folder holds the files that take the place of good ones, and `expect`:
# the exit code of `qingnuan check`, then a line that it must print as it stands.
set -eu
programs=$(cd "$1" && pwd)
PATH=$programs:$PATH
export PATH QINGNUAN_LANG=en
unset QINGNUAN_DATA
top=$(pwd)/tests/bad room=$2
n=0 bad=0
rm -rf "$room"
mkdir -p "$room"
cd "$room"
for folder in "$top"/*/; do
  name=$(basename "$folder")
  rm -rf case
  cp -r "$top/good" case
  code=0 wanted=0 line=
  if [ "$name" != good ]; then
    cp "$folder"/* case/
    rm case/expect
    read -r _ wanted <"$folder/expect"
    line=$(tail -n +2 "$folder/expect")
  fi
  qingnuan check case --all >out 2>err </dev/null || code=$?
  n=$((n + 1))
  if [ "$code" != "$wanted" ] || { [ -n "$line" ] && ! grep -qxF -e "$line" err; }; then
    bad=$((bad + 1))
    printf '%s: exit %s, expected %s\n  expected: %s\n' "$name" "$code" "$wanted" "$line"
    sed 's/^/  printed:  /' err | head -n 5
  fi
  [ "$name" != good ] || [ ! -s err ] || { bad=$((bad + 1)); cat err; }
done
echo "$n inputs, $bad not as expected"
[ "$bad" = 0 ] && [ "$n" -gt 200 ]
