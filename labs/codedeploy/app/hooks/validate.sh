#!/bin/bash
# ValidateService: the deployment is a success when the server serves this bundle's page, and nothing else.
#   DEPLOYMENT_GROUP_ID, DEPLOYMENT_ID   set by CodeDeploy
#   ROOT                                 where the file system begins, for tests
set -euo pipefail

deployments="${ROOT:-}/opt/codedeploy-agent/deployment-root"
page="$deployments/$DEPLOYMENT_GROUP_ID/$DEPLOYMENT_ID/deployment-archive/site/index.html"

served=$(curl --fail --silent --show-error --max-time 5 --retry 10 --retry-delay 2 --retry-connrefused http://localhost/)
if [[ $served != "$(<"$page")" ]]; then
  echo "validate: the server serves another page than the bundle's" >&2
  exit 1
fi
