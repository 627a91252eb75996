#!/bin/bash
# Mounts an EFS file system over TLS, now and at every boot.
#   FILE_SYSTEM_ID  e.g. fs-0123456789abcdef0
#   MOUNT_POINT     e.g. /mnt/efs/fs1
#   ATTEMPTS        how often to try, every 10 seconds (30)
#   ROOT            where the file system begins, for tests
set -euo pipefail

fail() {
  echo "mount-efs: $*" >&2
  exit 1
}

dnf install --assumeyes amazon-efs-utils

mkdir -p "${ROOT:-}$MOUNT_POINT"
fstab="${ROOT:-}/etc/fstab"
if ! grep --quiet "^$FILE_SYSTEM_ID:/ $MOUNT_POINT " "$fstab"; then
  # _netdev: not before the network is up. nofail: without the file system the server must still boot.
  echo "$FILE_SYSTEM_ID:/ $MOUNT_POINT efs _netdev,nofail,tls 0 0" >>"$fstab"
  systemctl daemon-reload # systemd has read the file at boot
fi

for _ in $(seq "${ATTEMPTS:-30}"); do
  mountpoint --quiet "$MOUNT_POINT" && break
  mount "$MOUNT_POINT" && break
  sleep 10 # it takes up to 90 seconds until a new mount target has its name
done
mountpoint --quiet "$MOUNT_POINT" ||
  fail "cannot mount $FILE_SYSTEM_ID: does its security group let NFS (2049) in from this server?"
