#!/bin/sh
# Several processes plan together: tests/ranks/run.sh STEP PROGRAM_FOLDER CREW_PROGRAM ROOM
#   counties  what helpers give is what one process gives (crew.c)
#   tables    the same result tables with 1, 2 and 4 processes under a limit of work
#   killed    a process dies: all end, the last verified plan stands
#   stopped   SIGUSR1 to mpirun: the best plan is written as after Ctrl-C
#   refused   a helper that cannot read the tables, or reads others
# Ends with 77, for ctest to skip it, where MPI is not there.
set -eu
step=$1 programs=$(cd "$2" && pwd) crew=$(realpath "$3") room=$4
if ! command -v mpirun >/dev/null || [ ! -e "$programs/module/qingnuan-mpi.so" ]; then
  echo "skipped: no MPI (apt-get install libopenmpi-dev openmpi-bin, then build again)"
  exit 77
fi
# Continuous integration runs as root, on few processors.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1
# Open MPI keeps what it has till the end; the sanitizers have nothing to say about that.
export ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}"
unset LANGUAGE LC_ALL LC_MESSAGES LANG QINGNUAN_LANG QINGNUAN_DATA
PATH=$programs:$PATH
rm -rf "$room"
mkdir -p "$room"
cd "$room"

fail() {
  echo "$1"
  cat ./*.out ./*.err 2>/dev/null || true
  exit 1
}

# Two prefectures, twelve counties: parts enough, and few units.
make_case() { qingnuan init --region 乌海市 --region 阿拉善盟 case >/dev/null; }

counties() {
  for n in 1 2 4; do
    mpirun -n $n "$crew" case >"$n.out" 2>"$n.err" || fail "$n processes differ from one"
  done
}

tables() {
  for n in 1 2 4; do
    mpirun -n $n qingnuan plan case --work-limit 1 --gap 0.0025 --time-limit 10000 --threads 1 \
      --seed 7 -o "by-$n" --lang en >"$n.out" 2>"$n.err" || fail "$n processes fail"
    for table in by-1/csv/*.csv by-1/why/*.csv; do
      name=${table#by-1/}
      [ "$name" != csv/run.csv ] || continue # the clock's
      cmp "$table" "by-$n/$name" || fail "$name of $n processes is another"
    done
  done
  grep -q '^parts: .* counties' 4.err || fail "nothing is said of what was moved"
  grep -q '^process 3 on ' 4.err || fail "nothing is said of the fourth process"
}

# Starts a plan in the background, $job, and waits until a first plan stands.
begin_long() {
  mpirun -n 2 qingnuan plan case --gap 0 --time-limit 300 --threads 1 --lang en -o plan \
    >plan.out 2>plan.err &
  job=$!
  for _ in $(seq 600); do
    if grep -q 'a verified plan stands in plan' plan.err; then return 0; fi
    sleep 0.1
  done
  fail "no plan in a minute"
}

# What was written on the way can be asked.
is_a_plan() {
  unit=$(sed -n '2s/,.*//p' plan/csv/unit_plans.csv)
  qingnuan explain plan --unit "$unit" --lang en >explain.out 2>explain.err ||
    fail "what stands there is no plan"
}

killed() {
  for who in 2 1; do # helper, leader: mpirun's children in the order of their ranks
    begin_long
    kill -KILL "$(pgrep -P $job -x qingnuan | sed -n "${who}p")"
    code=0
    wait $job || code=$?
    [ $code = 137 ] || fail "exit code $code, expected 137"
    grep -q 'exited on signal 9' plan.err || fail "mpirun does not say who died"
    is_a_plan
    [ ! -e plan/report.html ] || fail "it was not ended"
    if [ $who = 2 ]; then
      grep -q 'the last verified plan stands in plan' plan.err || fail "no last words"
    fi
    rm -r plan
  done
}

stopped() {
  begin_long
  kill -USR1 $job
  wait $job || fail "it failed"
  grep -q interrupted plan.out || fail "it is not told as interrupted"
  [ -e plan/report.html ] || fail "the report is missing"
  is_a_plan
}

# Each process runs "case" in a folder of its own, named by its rank.
by_rank() {
  mpirun -n 2 sh -c 'cd rank-$OMPI_COMM_WORLD_RANK && exec qingnuan plan case --gap 0 \
    --time-limit 300 --threads 1 --lang en -o ../plan' >plan.out 2>plan.err
}

refused() {
  mkdir rank-0 rank-1
  cp -r case rank-0/case
  code=0
  by_rank || code=$?
  [ $code = 2 ] || fail "exit code $code without tables, expected 2"
  grep -q 'error: process 1, on .*, cannot take part: case is not there' plan.err ||
    fail "the leader does not say what is wrong"
  cp -r case rank-1/case
  sed -i 's/^折现率,0.05/折现率,0.06/' rank-1/case/settings.csv
  code=0
  by_rank || code=$?
  [ $code = 2 ] || fail "exit code $code with other tables, expected 2"
  grep -q 'error: process 1, on .*, read other tables' plan.err || fail "other tables are taken"
}

make_case
$step
