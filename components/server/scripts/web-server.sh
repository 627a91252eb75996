#!/bin/bash
# A web server as in the class notes: httpd, the group www for whoever edits the pages, one page.
#   PAGE   HTML for /
#   ROOT   where the file system begins, for tests
set -euo pipefail

web_root="${ROOT:-}/var/www"

dnf install --assumeyes httpd
getent group www >/dev/null || groupadd www
usermod --append --groups www ec2-user

mkdir -p "$web_root/html"
chown -R root:www "$web_root"
chmod 2775 "$web_root" "$web_root/html"

# Written aside and moved into place: a visitor sees the old page or the new one, never half of it.
publish() {
  printf '%s\n' "$2" >"$web_root/html/.$1.new"
  chmod 0664 "$web_root/html/.$1.new"
  mv "$web_root/html/.$1.new" "$web_root/html/$1"
}
publish index.html "$PAGE"
# For health checks that should not depend on the page.
publish health ok

systemctl enable --now httpd
