#!/bin/bash
# curl and wget: the metadata service (IMDSv2) and the server itself answer, nobody else does.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
#   ROOT       where the file system begins (/)
#   CALLS      where calls are written down
#   METADATA   the tree of the metadata service (/opt/class/metadata)
set -euo pipefail

name=${0##*/}
root=${ROOT:-}
state=$root/run/class
metadata=${METADATA:-/opt/class/metadata}
echo "$name $*" >>"${CALLS:-$state/calls}"
mkdir -p "$state/tokens" "$state/active"

here=$(readlink -f "$0")
# shellcheck source-path=SCRIPTDIR source=request-options.sh
. "${here%/*}/request-options.sh"

# Ends as curl does, which says why when it may.
give_up() {
  if ! $silent || $errors; then echo "curl: ($1) $2" >&2; fi
  exit "$1"
}

# Answers with a status and a file, or with a text that begins with "=".
respond() {
  local status=$1 body=$2 to=/dev/stdout
  if ((status >= 400)) && $fail; then give_up 22 "The requested URL returned error: $status"; fi
  [[ -z $output || $output == - ]] || to=$output
  [[ $output != remote ]] || to=${url##*/}
  {
    if $head || $include; then printf 'HTTP/1.1 %s\r\n\r\n' "$status"; fi
    if ! $head; then
      if [[ $body == =* ]]; then printf %s "${body#=}"; else cat "$body"; fi
    fi
  } >"$to"
  [[ -z $format ]] || printf %b "${format//%\{http_code\}/$status}"
  exit 0
}

now() { printf '%(%s)T' -1; }

# 200 with a token that lasts; 400 without a lifetime of 1 to 21600 seconds.
give_token() {
  [[ $lifetime =~ ^[0-9]{1,5}$ ]] || respond 400 '=Bad Request'
  ((10#$lifetime >= 1 && 10#$lifetime <= 21600)) || respond 400 '=Bad Request'
  local made
  made=AQAE$(head -c 36 /dev/urandom | base64 --wrap=0 | tr '+/' '-_')==
  echo $(($(now) + 10#$lifetime)) >"$state/tokens/$made"
  respond 200 "=$made"
}

token_is_good() {
  [[ $token =~ ^[A-Za-z0-9_=-]+$ && -e $state/tokens/$token ]] && (($(<"$state/tokens/$token") > $(now)))
}

ask_metadata() {
  local path=${1%%\?*}
  local mode
  mode=$(<"$metadata/mode")
  [[ $mode != disabled ]] || respond 403 '=Forbidden'
  path=${path#/}
  if [[ ${method:-GET} == PUT ]]; then
    [[ $path == latest/api/token ]] || respond 405 '=Method Not Allowed'
    give_token
  fi
  if [[ -n $token || $mode == required ]]; then token_is_good || respond 401 '=Unauthorized'; fi
  [[ $path != *..* ]] || respond 404 '=Not Found'
  path=$metadata/tree/${path#*/}
  path=${path%/}
  [[ ! -f $path ]] || respond 200 "$path"
  [[ -d $path ]] || respond 404 '=Not Found'
  local entry list=''
  for entry in "$path"/*; do
    [[ ! -d $entry ]] || entry+=/
    list+=${entry#"$path/"}$'\n'
  done
  respond 200 "=${list%$'\n'}"
}

# The server's own pages, when it serves any.
ask_self() {
  local folder=''
  if [[ -e $state/active/httpd ]]; then folder=$root/var/www/html; fi
  if [[ -e $state/active/nginx ]]; then folder=$root/usr/share/nginx/html; fi
  [[ -n $folder ]] || give_up 7 'Failed to connect to localhost port 80: Connection refused'
  local file=$folder${1%%\?*}
  [[ $file != */ ]] || file+=index.html
  [[ -f $file && $file != *..* ]] || respond 404 '=Not Found'
  respond 200 "$file"
}

own() { cat "$metadata/tree/meta-data/$1"; }

ask() {
  local rest=${url#*://}
  local host=${rest%%/*} port=80 path=/
  [[ $rest != */* ]] || path=/${rest#*/}
  host=${host,,}
  if [[ $host =~ ^(.*):([0-9]+)$ ]]; then host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]}; fi
  case $host in
    169.254.169.254 | '[fd00:ec2::254]' | instance-data) ask_metadata "$path" ;;
    localhost | 127.0.0.1 | '[::1]' | "$(own local-ipv4)")
      ((port == 80)) || give_up 7 "Failed to connect to $host port $port: Connection refused"
      ask_self "$path"
      ;;
  esac
  [[ ! -e $state/offline ]] || give_up 28 "Failed to connect to $host: Connection timed out"
  case $host$path in
    checkip.amazonaws.com/ | ifconfig.me/) respond 200 "$metadata/tree/meta-data/public-ipv4" ;;
    aws-codedeploy-*.amazonaws.com/latest/install)
      respond 200 $'=#!/bin/bash\ndnf install --assumeyes codedeploy-agent\n'
      ;;
  esac
  give_up 6 "Could not resolve host: $host"
}

case $name in
  curl) read_options "$@" ;;
  wget) read_wget_options "$@" ;;
esac
ask
