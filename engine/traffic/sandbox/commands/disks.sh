#!/bin/bash
# Volumes and mounts: what is formatted and what is mounted is remembered; a mount point stays the folder that it was.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
set -euo pipefail

name=${0##*/}
root=${ROOT:-}
state=$root/run/class
echo "$name $*" >>"${CALLS:-$state/calls}"
mkdir -p "$state/formatted"
: >>"$state/mounted"
last=${!#}
volume=$state/formatted/${last##*/}

case $name in
  mkfs | mkfs.*)
    if [[ ! -e $last ]]; then
      echo "The file $last does not exist and no size was specified." >&2
      exit 1
    fi
    type=${name#mkfs.}
    [[ $type != mkfs ]] || type=ext4
    printf '%s %08x-0000-4000-8000-000000000000\n' "$type" "$RANDOM" >"$volume"
    ;;
  blkid)
    [[ -e $volume ]] || exit 2
    read -r type uuid <"$volume"
    case $* in
      *UUID*) echo "$uuid" ;;
      *TYPE*) echo "$type" ;;
      *) echo "$last: UUID=\"$uuid\" TYPE=\"$type\"" ;;
    esac
    ;;
  mount)
    if (($# == 0)); then exec grep '' "$state/mounted"; fi
    if [[ ! -d $root$last ]]; then
      echo "mount: $last: mount point does not exist." >&2
      exit 32
    fi
    echo "$last" >>"$state/mounted"
    ;;
  mountpoint) grep --quiet --line-regexp --fixed-strings -- "$last" "$state/mounted" || exit 32 ;;
  umount)
    grep --invert-match --line-regexp --fixed-strings -- "$last" "$state/mounted" >"$state/mounted.new" || true
    mv "$state/mounted.new" "$state/mounted"
    ;;
esac
