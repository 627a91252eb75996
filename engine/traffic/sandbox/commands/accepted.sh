#!/bin/bash
# Commands that succeed and change nothing.
#   ROOT    where the file system begins (/)
#   CALLS   where calls are written down
set -euo pipefail

echo "${0##*/} $*" >>"${CALLS:-${ROOT:-}/run/class/calls}"
