#!/bin/bash
# cfn-init puts what the template asks for in place, in AWS's order: packages, files, services. cfn-signal tells nobody.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
#   INIT    the template's part (/opt/class/init)
set -euo pipefail

echo "${0##*/} $*" >>"${CALLS:-${ROOT:-}/run/class/calls}"
[[ ${0##*/} == cfn-init ]] || exit 0

init=${INIT:-/opt/class/init}
if [[ ! -d $init ]]; then
  echo 'cfn-init: the template has no AWS::CloudFormation::Init for this resource' >&2
  exit 1
fi
while read -r package; do dnf install --assumeyes "$package"; done <"$init/packages"
cp -r --preserve=mode "$init/root/." "${ROOT:-}/"
while read -r service; do systemctl enable --now "$service"; done <"$init/services"
