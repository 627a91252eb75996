#!/bin/bash
# ApplicationStop: stops the web server, if there is one and it runs.
set -euo pipefail

if systemctl is-active --quiet httpd; then
  systemctl stop httpd
fi
