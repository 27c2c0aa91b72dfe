#!/bin/sh
# The printed pages of docs/ are what the program prints: tests/house/docs.sh PROGRAM_FOLDER ROOM.
# Run from the top of the source tree; `make docs` prints them again.
set -eu
rm -rf "$2"
mkdir -p "$2"
tools/docs.sh "$1" "$2"
for page in "$2"/*.md; do diff "docs/${page##*/}" "$page"; done
