#!/bin/bash
# Runs inside the sandbox, as its first command: the scratch root, the scripts of the user data one after the other, then
# what is to be known of them, on descriptor 3: records "KIND SIZE NAME", a NUL, and SIZE bytes.
#   $1 seconds for all scripts, $2 processes, $3 KiB of memory, $4 KiB of disk
set -uo pipefail
export LC_ALL=C.UTF-8

ulimit -u "$2" && ulimit -v "$3" && ulimit -f "$4" && ulimit -n 256 && ulimit -c 0 && ulimit -i 64 && ulimit -q 0 || exit 125
chmod 0755 / /usr /usr/bin /opt 2>/dev/null
umask 022

state=/run/class
mkdir -p /etc/systemd/system /home/ec2-user/.ssh /mnt /root /srv /var/{cache,log,tmp} \
  /var/lib/cloud/{instance/scripts,scripts/per-boot} \
  "$state"/{active,disks,enabled,packages,tokens}
mkdir -p /tmp && chmod 1777 /tmp
ln -s /run /var/run
cp -r /opt/class/root/. /
for kind in packages active enabled; do
  [[ ! -e /opt/class/state/$kind ]] || while read -r name; do : >"$state/$kind/$name"; done <"/opt/class/state/$kind"
done
[[ ! -e /opt/class/offline ]] || : >"$state/offline"
while read -r device; do : >"$state/disks/$device"; done </opt/class/devices

limit=$1
sleep "$limit" &
clock=$!
status=0
late=false
parts=(/opt/class/every-boot/*)
[[ ! -e /opt/class/boots ]] || parts+=(/var/lib/cloud/scripts/per-boot/*)
for part in "${parts[@]}" /opt/class/parts/*; do
  script=$part
  if [[ $part == /opt/class/* ]]; then
    script=/var/lib/cloud/instance/scripts/${part##*/}
    [[ ! -e $part ]] || { cp "$part" "$script" && chmod 0700 "$script"; }
  fi
  # cloud-init leaves out what may not be executed.
  [[ -f $script && -x $script ]] || continue
  "$script" </dev/null 3>&- &
  job=$!
  wait -n -p ended "$job" "$clock"
  code=$?
  if [[ ${ended:-} == "$clock" ]]; then late=true && break; fi
  # As cloud-init does, go on with the next part.
  ((code == 0)) || status=$code
done

# Nothing that a script has left running outlives it.
exec 2>/dev/null
kill -KILL -- -1
wait

record() { printf '%s %s %s\0%s' "$1" "${#3}" "$2" "$3" >&3; }

LC_ALL=C
record exit '' "$status"
if $late; then record limit '' time; elif (($(/usr/bin/stat --file-system --format %a /) < 16)); then record limit '' disk; fi
for kind in packages active enabled; do
  for file in "$state/$kind"/*; do [[ ! -e $file ]] || record "$kind" "${file##*/}" ''; done
done
for script in /var/lib/cloud/scripts/per-boot/*; do
  [[ ! -f $script || -L $script || ! -x $script ]] || record boot "${script##*/}" "$(/usr/bin/head -c 16384 "$script" | /usr/bin/tr -d '\0')"
done
for log in /var/log/*.log; do
  [[ ! -f $log || -L $log ]] || record log "${log##*/}" "$(/usr/bin/tail -c 4096 "$log" | /usr/bin/tr -d '\0')"
done

root=/var/www/html
for kind in enabled active; do # the last one decides: what runs, and httpd of two
  [[ ! -e $state/$kind/nginx ]] || root=/usr/share/nginx/html
  [[ ! -e $state/$kind/httpd ]] || root=/var/www/html
done
# A web server reads as a user of its own: what others may not read, it may not.
[[ ! -d $root ]] || /usr/bin/find "$root" \
  -type d ! -perm -u=rx,o=x -printf 'denied 0 %P\0' -prune -o \
  -type d -printf 'folder 0 %P\0' -o \
  -type l -printf 'link 0 %P\0' -o \
  -type f -perm -u=r,o=r -printf 'page %s %P\0' -exec /usr/bin/cat {} \; -o \
  -type f -printf 'denied 0 %P\0' >&3
record end '' ''
