#!/bin/bash
# ApplicationStart: the web server runs, now and after every boot.
set -euo pipefail

systemctl enable --now httpd
