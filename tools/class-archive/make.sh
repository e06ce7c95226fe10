#!/usr/bin/env bash
# Makes the class archive of the embedded Spark: its classes as Java keeps them in memory, so that bin/bankrs neither
# unpacks nor checks them anew each time. A tiny training says which classes those are.
# Nothing is done when there is an archive that fits. Without one all works, only slower: a failure here is a warning.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
JAVA_HOME=$("$home/bin/jdk" 17 21)
export JAVA_HOME
# shellcheck source=tools/class-archive/embedded.sh
source "$home/tools/class-archive/embedded.sh"
if archive_fits; then
  exit 0
fi
# This training is nobody's: it is recorded nowhere and leaves nothing.
unset SPARK_HOME BANKRS_JAVA_OPTIONS MLFLOW_TRACKING_URI GRAPHITE_URL BANKRS_GRAPHITE_HOST

work=
finish() {
  if [ -n "$work" ]; then rm -rf "$work"; fi
}
trap finish EXIT

give_up() {
  echo "class-archive: none was made, bin/bankrs starts slower without it: $1" >&2
  exit 0
}

list_classes() {
  "$home/bin/bankrs" generate --customers 300 --months 5 --seed 1 --out "$work/rows.csv" &&
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC -Xmx1g \
      -Xshare:auto -XX:DumpLoadedClassList="$work/classes" -cp "$libraries:$job" org.bankrs.job.cli.Main \
      train --source "$work/rows.csv" --out "$work/bundle" --trees 2 --min-positives 5
}

# Classes outside of the libraries are passed over, each with a warning that helps nobody.
dump() {
  "$JAVA_HOME/bin/java" -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$work/archive.jsa" \
    -Xlog:disable -Xlog:all=error:stderr -cp "$libraries"
}

# Beside its place, so that it appears there whole or not at all, whoever else makes one meanwhile.
mkdir -p "$archive_folder" 2> /dev/null && work=$(mktemp -d "$archive_folder/making.XXXXXX" 2> /dev/null) ||
  give_up "nothing can be written in ${archive_folder#"$home"/}"
list_classes > "$work/log" 2>&1 && dump >> "$work/log" 2>&1 && mv "$work/archive.jsa" "$archive" 2>> "$work/log" ||
  give_up "$(tail -n 1 "$work/log")"
# Those for other libraries, and what was left by a run that was killed, an hour ago and more.
find "$archive_folder" -mindepth 1 -maxdepth 1 ! -path "$archive" ! -path "$work" -mmin +60 -exec rm -rf {} +
echo "class-archive: $(du -h "$archive" | cut -f 1) in ${archive#"$home"/}"
