#!/bin/sh
# What is shipped does not know the folder that it was built in, so that two builds of one commit are
# equal: tests/house/nowhere.sh FILE... Run from the top of the source tree.
set -eu
for file; do
  ! grep -aqF "$PWD/" "$file" || { echo "$file names $PWD"; exit 1; }
done
