#!/bin/bash
# dnf, yum, rpm: packages are names that are remembered. A web server brings the folder that it serves.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
set -euo pipefail

name=${0##*/}
root=${ROOT:-}
state=$root/run/class
echo "$name $*" >>"${CALLS:-$state/calls}"
mkdir -p "$state/packages"

words=()
for argument in "$@"; do
  [[ $argument == -* ]] || words+=("$argument")
done

installed() { [[ -e $state/packages/$1 ]]; }

install() {
  : >"$state/packages/$1"
  case $1 in
    httpd) mkdir -p "$root/var/www/html" "$root/etc/httpd/conf.d" "$root/var/log/httpd" ;;
    nginx)
      mkdir -p "$root/usr/share/nginx/html" "$root/etc/nginx/conf.d" "$root/var/log/nginx"
      local page=$root/usr/share/nginx/html/index.html
      [[ -e $page ]] || echo '<!DOCTYPE html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>' >"$page"
      ;;
  esac
}

if [[ $name == rpm ]]; then
  case $* in
    -q* | *' -q'* | *--query*)
      for package in "${words[@]}"; do
        if installed "$package"; then
          [[ $* == *--quiet* ]] || echo "$package"
          continue
        fi
        [[ $* == *--quiet* ]] || echo "package $package is not installed"
        exit 1
      done
      ;;
  esac
  exit 0
fi

case ${words[0]:-} in
  install | reinstall | localinstall | groupinstall)
    for package in "${words[@]:1}"; do
      package=${package##*/}
      [[ -n $package ]] || continue
      installed "$package" && continue
      if [[ -e $state/offline ]]; then
        echo 'Error: Failed to download metadata for repo "amazonlinux": Curl error (28): Timeout was reached' >&2
        exit 1
      fi
      install "$package"
    done
    echo 'Complete!'
    ;;
  remove | erase)
    for package in "${words[@]:1}"; do
      rm -f "$state/packages/$package" "$state/active/$package" "$state/enabled/$package"
    done
    ;;
esac
