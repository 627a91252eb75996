#!/bin/bash
# Runs inside the sandbox, as its first command: limits, a copy of the bundle that can be written to, then the relay.
#   $1 processes, $2 KiB of a file, $3 seconds of CPU time, $4 the application's command, $5 its port, $6 seconds for an answer
set -uo pipefail

ulimit -u "$1" && ulimit -f "$2" && ulimit -t "$3" && ulimit -n 128 && ulimit -c 0 && ulimit -i 256 && ulimit -q 0 || exit 125
mkdir -p /var/app /tmp && cp -r /opt/class/app /var/app/current && cd /var/app/current || exit 125
# Nothing of the bundle or of the environment runs in the relay.
exec /usr/bin/node /opt/class/relay.ts "$4" "$5" "$6" /opt/class/properties
