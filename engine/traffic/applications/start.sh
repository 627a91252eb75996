#!/bin/bash
# Runs inside the sandbox, as its first command: limits, a copy of the bundle that can be written to, the environment's properties,
# then the relay.
#   $1 processes, $2 KiB of a file, $3 seconds of CPU time, $4 the application's command, $5 its port, $6 seconds for an answer
set -uo pipefail

ulimit -u "$1" && ulimit -f "$2" && ulimit -t "$3" && ulimit -n 256 && ulimit -c 0 || exit 125
mkdir -p /var/app /tmp && cp -r /opt/class/app /var/app/current && cd /var/app/current || exit 125
PORT=$5
while IFS= read -r -d '' property; do export "${property?}"; done </opt/class/properties
export PATH=/var/app/current/node_modules/.bin:$PATH PORT
exec node /opt/class/relay.ts "$4" "$PORT" "$6"
