#!/bin/sh
# Every message id of the sources has a Chinese translation: tests/house/messages.sh ROOM. Run from
# the top of the source tree; `make messages` adds the ids that are new.
set -eu
mkdir -p "$1"
tools/messages.sh extract "$1/qingnuan.pot"
msgcmp po/zh_CN.po "$1/qingnuan.pot"
