#!/usr/bin/env bash
# Lists at once what this machine lacks for a purpose, with one line that installs it: tools/setup.sh PURPOSE
# PURPOSE is demo, quick, stack or test. As root, or with SETUP=yes, it installs instead (Debian, Ubuntu); SETUP=no only
# ever lists. When nothing is missing it says nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
purpose=${1:?usage: setup.sh demo|quick|stack|test}

wants=()    # what is missing, in words
packages=() # a choice of packages for each: the first that apt knows is taken

lacks() { # WORDS PACKAGE...
  wants+=("$1")
  packages+=("${*:2}")
}

has() {
  command -v "$1" > /dev/null
}

# Commands of three kinds: build and train, check and test in Python, start every server and the browser.
build() {
  has git || lacks "git" git
  has make || lacks "make" make
  has mvn || lacks "Maven" maven
  has python3 || lacks "Python" python3
  # Spark runs on 17 to 21, Maven and the service on 21 or newer; one JDK 21 does for both.
  bin/jdk 21 > /dev/null 2>&1 || lacks "a JDK of 21 or newer" openjdk-21-jdk-headless temurin-21-jdk openjdk-25-jdk-headless
  bin/jdk 17 21 > /dev/null 2>&1 || lacks "a JDK of 17 to 21, for Spark" openjdk-21-jdk-headless temurin-21-jdk openjdk-17-jdk-headless
  # Java draws the reports' pictures with them.
  [ -e /usr/lib/x86_64-linux-gnu/libfontconfig.so.1 ] || ldconfig -p | grep 'libfontconfig\.so\.1' > /dev/null ||
    lacks "fontconfig, for pictures" libfontconfig1
  [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2> /dev/null)" ] || lacks "a font, for pictures" fonts-dejavu-core
}

environments() {
  python3 -c 'import ensurepip, venv' 2> /dev/null || lacks "Python's venv" python3-venv
}

servers() {
  has curl || lacks "curl" curl
  has pgrep || lacks "pgrep" procps
  # Graphite draws with it.
  [ -e /usr/lib/x86_64-linux-gnu/libcairo.so.2 ] || ldconfig -p | grep 'libcairo\.so\.2' > /dev/null ||
    lacks "libcairo, for Graphite" libcairo2
}

everything() {
  # The browser in which the page is tested, and what drives it.
  has chromium || lacks "Chromium" chromium
  has chromedriver || lacks "Chromium's driver" chromium-driver
  # Checks the compose file; no container engine is needed.
  has docker-compose || lacks "docker-compose, to check the compose file" docker-compose
  # Types of the dashboards; npm comes with it or beside it.
  has node || lacks "Node.js, for the dashboards" nodejs
  has npm || lacks "npm, for the dashboards" npm
}

case $purpose in
  demo) build ;;
  quick) build && environments ;;
  stack) build && environments && servers ;;
  test) build && environments && servers && everything ;;
  *)
    echo "setup: no purpose is called '$purpose'; there are demo, quick, stack and test" >&2
    exit 2
    ;;
esac
[ ${#wants[@]} -gt 0 ] || exit 0

{
  echo "Missing for 'make $purpose':"
  printf '  %s\n' "${wants[@]}"
} >&2

installs=false
case ${SETUP:-} in
  yes) installs=true ;;
  no) ;;
  *) [ "$(id -u)" != 0 ] || installs=true ;;
esac
if ! has apt-get; then
  echo "setup: there is no apt-get here: install these as this system does" >&2
  exit 1
fi
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_knows() { # PACKAGE
  apt-cache show "$1" > /dev/null 2>&1
}

chosen=()
choose() { # PACKAGE...: the first that apt knows
  local package
  for package in "$@"; do
    if apt_knows "$package"; then
      chosen+=("$package")
      return
    fi
  done
  # Without lists nothing is known: the first is the usual name.
  chosen+=("$1")
}

lacks_newer_jdk() { # is a JDK wanted of which apt knows none?
  local choice package
  for choice in "${packages[@]}"; do
    [[ $choice == *temurin* ]] || continue
    for package in $choice; do
      if apt_knows "$package"; then continue 2; fi
    done
    return 0
  done
  return 1
}

if [ "$installs" = true ]; then
  export DEBIAN_FRONTEND=noninteractive
  # An old list may name packages that are no longer there.
  as_root apt-get update -qq
fi
# Debian 12 has none newer than 17.
if lacks_newer_jdk; then
  echo "setup: apt knows no such JDK: unpack one of 21 to /opt/jdk-21, or set JAVA_HOME, and say it again" >&2
  echo "       (where apt never had its lists, as root: apt-get update)" >&2
  exit 1
fi
for choice in "${packages[@]}"; do
  # shellcheck disable=SC2086 # several names
  choose $choice
done
mapfile -t chosen < <(printf '%s\n' "${chosen[@]}" | sort -u)

if [ "$installs" = false ]; then
  cat >&2 << END
Install it with
  apt-get update && apt-get install -y --no-install-recommends ${chosen[*]}
as root, or say SETUP=yes make $purpose
END
  exit 1
fi
echo "Installing: ${chosen[*]}" >&2
as_root apt-get install -y -qq --no-install-recommends "${chosen[@]}" > /dev/null
