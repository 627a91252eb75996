#!/bin/bash
# systemctl, service, chkconfig: which services run, and which start at boot. None is a process here.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
set -euo pipefail

name=${0##*/}
root=${ROOT:-}
state=$root/run/class
echo "$name $*" >>"${CALLS:-$state/calls}"
mkdir -p "$state/active" "$state/enabled"

words=()
now=false
quiet=false
for argument in "$@"; do
  case $argument in
    --now) now=true ;;
    --quiet | -q) quiet=true ;;
    -*) ;;
    *) words+=("$argument") ;;
  esac
done
case $name in
  service) words=("${words[1]:-}" "${words[0]:-}") ;;
  chkconfig) [[ ${words[1]:-on} == off ]] && words=(disable "${words[0]:-}") || words=(enable "${words[0]:-}") ;;
esac
verb=${words[0]:-}

# A service comes with the package of its name, with a unit file of one's own, or with Amazon Linux.
known() {
  [[ -e $state/packages/$1 || -e $root/etc/systemd/system/$1.service ]] && return
  [[ " amazon-ssm-agent chronyd crond rsyslog sshd systemd-journald " == *" $1 "* ]] && return
  [[ $1 == cfn-hup ]]
}

start() {
  if ! known "$1"; then
    echo "Failed to start $1.service: Unit $1.service not found." >&2
    exit 5
  fi
  local other
  for other in httpd nginx; do
    if [[ $other != "$1" && -e $state/active/$other && " httpd nginx " == *" $1 "* ]]; then
      echo "Job for $1.service failed: $other already uses port 80." >&2
      exit 1
    fi
  done
  : >"$state/active/$1"
}

enable() {
  if ! known "$1"; then
    echo "Failed to enable unit: Unit file $1.service does not exist." >&2
    exit 1
  fi
  : >"$state/enabled/$1"
}

# Prints a state, and fails unless the service is in it.
ask() {
  local file=$state/$1/$2
  if [[ -e $file ]]; then $quiet || echo "$3"; else
    $quiet || echo "$4"
    exit "$5"
  fi
}

for unit in "${words[@]:1}"; do
  unit=${unit%.service}
  unit=${unit##*/}
  [[ -n $unit ]] || continue
  case $verb in
    start | restart | reload | reload-or-restart) start "$unit" ;;
    try-restart | condrestart) ;;
    stop) rm -f "$state/active/$unit" ;;
    enable | reenable)
      enable "$unit"
      if $now; then start "$unit"; fi
      ;;
    disable | mask)
      rm -f "$state/enabled/$unit"
      if $now; then rm -f "$state/active/$unit"; fi
      ;;
    is-active | status) ask active "$unit" active inactive 3 ;;
    is-enabled) ask enabled "$unit" enabled disabled 1 ;;
  esac
done
