# What the embedded Spark is started with, for bin/bankrs and make.sh. Sourced by them; they set home and JAVA_HOME.
# Gives: job, the jar of this project, libraries, the class path of everything else, and archive, the class archive that
# fits these libraries and this JDK.
# shellcheck shell=bash disable=SC2034 # its variables are used by those who source it

job="$home/spark-job/target/bankrs-job.jar"
libraries=
IFS=: read -r -d '' -a entries < "$home/spark-job/target/spark.classpath" || true
for entry in "${entries[@]}"; do
  entry=${entry%$'\n'}
  case "$entry" in
    # Modules of this project, which are in the job's jar. An archive lasts as long as no jar in it changes, so that these
    # stay outside: a build makes them anew each time.
    "$home"/*/target/*) ;;
    *.jar) libraries+="${libraries:+:}$entry" ;;
  esac
done
archive_folder="$home/spark-job/target/class-archive"
archive="$archive_folder/$({ cat "$JAVA_HOME/release" && echo "$JAVA_HOME" "$libraries"; } | cksum | cut -d ' ' -f 1).jsa"

# Whether the archive is there, and no library is newer. Java itself refuses one that does not fit, but then starts slower
# than without.
archive_fits() {
  [ -r "$archive" ] || return 1
  local jars jar
  IFS=: read -r -a jars <<< "$libraries"
  for jar in "${jars[@]}"; do
    if [ "$jar" -nt "$archive" ]; then
      return 1
    fi
  done
}
