#!/bin/bash
# CodeDeploy's agent, which fetches and runs what is deployed to this server. It updates itself afterwards.
# https://docs.aws.amazon.com/codedeploy/latest/userguide/codedeploy-agent-operations-install-linux.html
#   REGION   where the server is, e.g. ap-northeast-2
#   ROOT     where the file system begins, for tests
set -euo pipefail

installer="${ROOT:-}/root/codedeploy-install"

if ! rpm --query --quiet codedeploy-agent; then
  dnf install --assumeyes ruby
  # Written aside and moved into place: what is cut off half-way is never run.
  curl --fail --silent --show-error --retry 5 --output "$installer.part" \
    "https://aws-codedeploy-$REGION.s3.$REGION.amazonaws.com/latest/install"
  mv "$installer.part" "$installer"
  chmod 0700 "$installer"
  "$installer" auto
fi
systemctl enable --now codedeploy-agent
