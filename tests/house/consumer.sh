#!/bin/sh
# Installs the build, moves the tree, and builds a small program against it by pkg-config and by
# CMake: tests/house/consumer.sh BUILD_FOLDER ROOM. Run from the top of the source tree.
set -eu
build=$1 room=$2
rm -rf "$room"
cmake --install "$build" --prefix "$room/first" >/dev/null
mv "$room/first" "$room/tree"
tree=$room/tree

mkdir "$room/case"
printf 'code,name,level,parent\n150500,通辽市,prefecture,\n' >"$room/case/areas.csv"
expect() {
  case $1 in *"1 areas"*) ;; *) echo "$2: $1"; exit 1 ;; esac
}

pc=$(find "$tree" -name qingnuan.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags --libs qingnuan)
# shellcheck disable=SC2086 # a list of words
${CC:-cc} -std=c11 -Wall -Wextra -Werror -pedantic -o "$room/by-pkg-config" \
  tests/house/consumer/consumer.c $flags
expect "$(LD_LIBRARY_PATH=$(pkg-config --variable=libdir qingnuan) \
  "$room/by-pkg-config" "$room/case")" pkg-config

# Audits and plans a region whose statements do not close: 1 + 1 is not 3.
cp -r tests/bad/good "$room/region"
printf 'id,name,value,unit,formula\na,甲,1.00,km,\nb,乙,3.00,km,a + a\n' >"$room/region/statements.csv"
told=$(LD_LIBRARY_PATH=$(pkg-config --variable=libdir qingnuan) \
  "$room/by-pkg-config" "$room/region" data data/weather)
for words in "audit b: kind 0, 3.00 km" "0 of 1 close" "plan optimal: cost" "source "; do
  case $told in *"$words"*) ;; *) echo "no \"$words\" in: $told"; exit 1 ;; esac
done

flags=$(pkg-config --static --cflags --libs qingnuan |
  sed "s|-lqingnuan|-l:libqingnuan.a|")
# shellcheck disable=SC2086
${CC:-cc} -std=c11 -o "$room/static" tests/house/consumer/consumer.c $flags
expect "$("$room/static" "$room/case")" "pkg-config --static"

cmake -S tests/house/consumer -B "$room/by-cmake" -DCMAKE_PREFIX_PATH="$tree" >/dev/null
cmake --build "$room/by-cmake" >/dev/null
expect "$("$room/by-cmake/consumer" "$room/case")" CMake

expect "$("$tree/bin/qingnuan" check "$room/case" --lang en 2>&1 || true)" "the program"
case $("$tree/bin/qingnuan" help --lang zh) in *命令*) ;; *) echo "no Chinese"; exit 1 ;; esac
