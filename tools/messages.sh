#!/bin/sh
# The message ids of the sources: tools/messages.sh extract FILE.pot writes them all;
# tools/messages.sh update adds the new ones to po/*.po and drops the old.
set -eu
cd "$(dirname "$0")/.."

extract() {
  find src -name '*.[ch]' | LC_ALL=C sort |
    xgettext --files-from=- --output="$1" --from-code=UTF-8 --language=C --sort-by-file \
      --add-location=file --package-name=qingnuan --foreign-user \
      --keyword --keyword=QN_N_ --keyword=qn_fail:3 --keyword=qn_warn:2 --keyword=qn_note:2 \
      --keyword=qn_words --keyword=X:3 --keyword=FAIL:4 --keyword=WARN:4 --flag=qn_fail:3:c-format --flag=qn_warn:2:c-format \
      --flag=qn_note:2:c-format --flag=FAIL:4:c-format --flag=WARN:4:c-format
  # The date would make every run a change.
  sed -i '/^"POT-Creation-Date:/d' "$1"
}

case ${1:-} in
  extract) extract "$2" ;;
  update)
    pot=$(mktemp)
    extract "$pot"
    for po in po/*.po; do
      msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching --sort-by-file \
        --add-location=file "$po" "$pot"
      msgattrib --no-obsolete --no-wrap --add-location=file --output-file="$po" "$po"
      sed -i '/^"POT-Creation-Date:/d' "$po"
    done
    rm "$pot"
    ;;
  *) echo "usage: tools/messages.sh extract FILE.pot | update" >&2; exit 2 ;;
esac
