#!/bin/bash
# hostname and ec2-metadata, which say what the server is, and the AWS CLI, which reaches nobody.
#   ROOT       where the file system begins (/)
#   CALLS      where calls are written down
#   METADATA   the tree of the metadata service (/opt/class/metadata)
set -euo pipefail

name=${0##*/}
echo "$name $*" >>"${CALLS:-${ROOT:-}/run/class/calls}"

own() { cat "${METADATA:-/opt/class/metadata}/tree/meta-data/$1"; }

case $name in
  hostname)
    case ${1:-} in -I | -i | --all-ip-addresses | --ip-address) own local-ipv4 ;; *) own local-hostname ;; esac
    echo
    ;;
  ec2-metadata)
    case ${1:-} in
      -i | --instance-id) echo "instance-id: $(own instance-id)" ;;
      -z | --availability-zone) echo "placement: $(own placement/availability-zone)" ;;
      -o | --local-ipv4) echo "local-ipv4: $(own local-ipv4)" ;;
      -v | --public-ipv4) echo "public-ipv4: $(own public-ipv4)" ;;
      -t | --instance-type) echo "instance-type: $(own instance-type)" ;;
      *) exit 1 ;;
    esac
    ;;
  aws)
    case ${1:-} in
      configure) exit 0 ;;
      --version) echo 'aws-cli/2' && exit 0 ;;
    esac
    echo 'Could not connect to the endpoint URL: servers on this machine have no network' >&2
    exit 255
    ;;
esac
