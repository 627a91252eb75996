#!/bin/bash
# Users and groups of the scratch root, which has one real user: root. sudo and its like run the command as it is.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
set -euo pipefail

name=${0##*/}
etc=${ROOT:-}/etc
echo "$name $*" >>"${CALLS:-${ROOT:-}/run/class/calls}"
last=${!#}

# Runs a command without the options, variables and (su, runuser) the user before it.
run() {
  local user=$name
  while (($# > 0)); do
    case $1 in
      -u | -g | --user | --group) shift ;;
      -c | --command)
        shift
        exec bash -c "$1"
        ;;
      --) shift && break ;;
      -*) ;;
      *=*) export "${1?}" ;;
      *)
        [[ $user != sudo ]] || break
        user=sudo # one word that names the user, then the command
        ;;
    esac
    shift
  done
  (($# == 0)) || exec "$@"
}

# Adds a line to a file of accounts, unless the name is there.
add() {
  if grep --quiet "^$last:" "$etc/$1" 2>/dev/null; then
    echo "$name: '$last' already exists" >&2
    exit 9
  fi
  echo "$2" >>"$etc/$1"
}

case $name in
  sudo | su | runuser) run "$@" ;;
  getent)
    if [[ -n ${2:-} ]]; then grep "^$2:" "$etc/$1" || exit 2; else grep : "$etc/$1"; fi
    ;;
  groupadd) add group "$last:x:$RANDOM:" ;;
  useradd)
    add passwd "$last:x:$RANDOM:$RANDOM::/home/$last:/bin/bash"
    mkdir -p "${ROOT:-}/home/$last"
    ;;
esac
