#!/bin/sh
# Prints the pages of docs/ that come from declarations: tools/docs.sh PROGRAM_FOLDER FOLDER.
set -eu
qingnuan=$1/qingnuan
"$qingnuan" help --print markdown --lang en >"$2/commands.md"
{
  printf '# Tables of a case\n\n'
  "$qingnuan" schema --as markdown --lang en
} >"$2/tables.md"
{
  printf '# Tables of a plan\n\n'
  "$qingnuan" schema --output --as markdown --lang en
} >"$2/results.md"
