#!/bin/sh
# Runs one whole-program case: tests/cli/run.sh PROGRAM_FOLDER FILE.case ROOM. A case is text:
#   --- file PATH      the lines that follow are a file in the room
#   --- run COMMAND    a shell line; `qingnuan` is the program, $SOURCE the source tree
#   --- exit CODE      what it must end with (0 when not given)
#   --- stdout         what it must print there: each line a shell pattern that some line of the
#   --- stderr         output matches; after "! " one that none may; no lines: nothing is printed
# Lines before the first --- say what the case is about.
set -eu
SOURCE=$(pwd)
programs=$(cd "$1" && pwd)
room=$3
rm -rf "$room"
mkdir -p "$room/.step"
awk -v room="$room" '
  function open_section(path) { out = path; printf "" >out }
  /^--- / {
    if (out != "") close(out)
    out = ""
    kind = $2
    rest = $0
    sub(/^--- [a-z]+ ?/, "", rest)
    if (kind == "file") {
      folder = room "/" rest
      sub(/\/[^\/]*$/, "", folder)
      system("mkdir -p \"" folder "\"")
      open_section(room "/" rest)
    } else if (kind == "run") {
      step = sprintf("%s/.step/%03d", room, ++n)
      print rest >(step ".run")
      close(step ".run")
    } else if (kind == "exit") {
      print rest >(step ".exit")
      close(step ".exit")
    } else if (kind == "stdout" || kind == "stderr") {
      open_section(step "." kind)
    } else {
      print FILENAME ": unknown section " $0
      exit 2
    }
    next
  }
  out != "" { print >out }
' "$2"
cd "$room"
PATH=$programs:$PATH
export SOURCE PATH
unset LANGUAGE LC_ALL LC_MESSAGES LANG QINGNUAN_LANG QINGNUAN_DATA
bad=0

complain() {
  printf '%s: %s\n' "$(cat "$step.run")" "$1"
  bad=1
}

has_line() {
  while IFS= read -r line; do
    # shellcheck disable=SC2254 # it is a pattern
    case $line in $1) return 0 ;; esac
  done <"$2"
  return 1
}

compare() {
  wanted=$step.$1 got=$step.$1.got
  [ -e "$wanted" ] || return 0
  if [ ! -s "$wanted" ] && [ -s "$got" ]; then complain "$1 should be empty"; fi
  while IFS= read -r pattern; do
    case $pattern in
      '! '*) if has_line "${pattern#! }" "$got"; then complain "$1 has: ${pattern#! }"; fi ;;
      *) has_line "$pattern" "$got" || complain "$1 lacks: $pattern" ;;
    esac
  done <"$wanted"
}

for run in .step/*.run; do
  step=${run%.run}
  code=0
  sh "$run" </dev/null >"$step.stdout.got" 2>"$step.stderr.got" || code=$?
  wanted_code=$(cat "$step.exit" 2>/dev/null || echo 0)
  [ "$code" = "$wanted_code" ] || complain "exit code $code, expected $wanted_code"
  compare stdout
  compare stderr
  [ $bad = 0 ] || { cat "$step.stdout.got" "$step.stderr.got"; exit 1; }
done
