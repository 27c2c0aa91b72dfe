#!/bin/sh
# Prints the pages of docs/ that come from declarations: tools/docs.sh PROGRAM_FOLDER FOLDER.
set -eu
qingnuan=$1/qingnuan
"$qingnuan" help --print markdown --lang en >"$2/commands.md"
