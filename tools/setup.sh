#!/bin/sh
# Installs what is missing on Debian 12: tools/setup.sh GROUP...
#   build  compiler, libraries, HiGHS, and what builds the report page (its modules are fetched by
#          web/CMakeLists.txt)
#   test   what the tests need besides
#   mpi    Open MPI, for runs of several processes (docs/cluster.md)
#   fuzz   clang with its sanitizers
# A group that is complete leaves a stamp, so that the next run returns at once.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
deps=build/deps

# "command:package" where any package with that command will do, else the package itself.
packages() {
  case $1 in
    build) echo "gcc:gcc libc6-dev cmake:cmake ninja:ninja-build pkg-config:pkgconf
      msgfmt:gettext libgdal-dev libsqlite3-dev libjansson-dev libxlsxwriter-dev
      zlib1g-dev
      pip3:python3-pip node:nodejs npm:npm" ;;
    test) echo "libcmocka-dev clang-format-16:clang-format-16 mandoc:mandoc
      chromium-headless-shell:chromium-headless-shell fonts-noto-cjk
      postgresql-15 postgresql-15-postgis-3" ;;
    mpi) echo "libopenmpi-dev openmpi-bin" ;;
    fuzz) echo "clang-16:clang-16 libclang-rt-16-dev" ;;
    *) echo "tools/setup.sh: unknown group $1: build, test, mpi or fuzz" >&2; exit 2 ;;
  esac
}

installed() {
  case $1 in
    *:*) command -v "${1%%:*}" >/dev/null 2>&1 ;;
    *) dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# PostgreSQL's package would start a server on its usual port; the tests start their own.
no_main_cluster() {
  [ -e /etc/postgresql-common/createcluster.conf ] && return
  as_root mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' |
    as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
}

install_packages() {
  missing=
  for entry in $(packages "$1"); do
    installed "$entry" || missing="$missing ${entry#*:}"
  done
  [ -n "$missing" ] || return 0
  echo "setup: installing$missing"
  case $missing in *postgresql*) no_main_cluster ;; esac
  as_root apt-get update -q
  # shellcheck disable=SC2086 # a list of words
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold ${QN_APT_OPTIONS:-} $missing
}

# HiGHS comes as a Python wheel, a zip file; its hash is checked, nothing of Python is installed.
install_highs() {
  rm -rf "$deps/wheel" "$deps/highs"
  mkdir -p "$deps/wheel"
  echo "setup: fetching HiGHS"
  pip3 download -q --no-deps --require-hashes -d "$deps/wheel" -r tools/highs.hash
  (cd "$deps/wheel" && cmake -E tar xf ./*.whl)
  mv "$deps"/wheel/highsbox-*.data/purelib/highsbox/highs_dist "$deps/highs"
  rm -rf "$deps/wheel" "$deps/highs/lib/cmake" "$deps/highs/lib/pkgconfig"
}

mkdir -p "$deps"
for group; do
  packages "$group" >/dev/null
  state=$(cat tools/setup.sh tools/highs.hash | cksum)
  stamp=$deps/$group.stamp
  if [ "$(cat "$stamp" 2>/dev/null)" != "$state" ]; then
    install_packages "$group"
    [ "$group" != build ] || [ -e "$deps/highs/lib/libhighs.so" ] || install_highs
    echo "$state" >"$stamp"
  fi
done
