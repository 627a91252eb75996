#!/bin/bash
# BeforeInstall: what the application needs is there before its files are copied.
#   ROOT   where the file system begins, for tests
set -euo pipefail

rpm --query --quiet httpd || dnf install --assumeyes httpd
getent group www >/dev/null || groupadd www
mkdir -p "${ROOT:-}/var/www/html"
