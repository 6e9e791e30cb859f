#!/bin/sh
# systemd-macros.sh DIRECTORY: what systemd has for RPM, from Debian's source package, with the paths of Fedora and CentOS:
# its macros as DIRECTORY/macros.systemd, the program that they call as systemd-update-helper, and its file triggers, as
# Fedora's package of systemd has them, as triggers.systemd. Debian's rpm and systemd have none of them. Needs dpkg-dev.
set -eu
[ ! -e "$1/triggers.systemd" ] || exit 0
mkdir -p "$1"
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$(dirname "$0")/../support/debian-source" "$work" systemd
sources() { sed -e 's,{{SYSTEM_DATA_UNIT_DIR}},/usr/lib/systemd/system,g' -e 's,{{SYSTEM_PRESET_DIR}},/usr/lib/systemd/system-preset,g' \
  -e 's,{{TMPFILES_DIR}},/usr/lib/tmpfiles.d,g' -e 's,{{SYSUSERS_DIR}},/usr/lib/sysusers.d,g' \
  -e 's,{{ROOTLIBEXECDIR}},/usr/lib/systemd,g' -e 's,{{SYSTEMD_UPDATE_HELPER_PATH}},/usr/lib/systemd/systemd-update-helper,g' \
  -e 's,{{SYSCTL_DIR}},/usr/lib/sysctl.d,g' -e 's,{{UPDATE_HELPER_USER_TIMEOUT}},15,' \
  -e 's,{{[A-Z_]*}},/usr/lib/systemd/unused,g' "$work"/systemd-*/src/rpm/"$1"; }
# Each comes by a rename, so that who runs beside never reads a half; the last one says that all are there.
put() { cat >"$out/$1.$$" && mv "$out/$1.$$" "$out/$1"; }
sources macros.systemd.in | put macros.systemd
sources systemd-update-helper.in | put systemd-update-helper
# Those of a second package, udev, are of its files.
sources triggers.systemd.sh.in | awk -v RS= '!/ udev -- / { print $0 "\n" }' | put triggers.systemd
