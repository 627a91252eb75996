#!/bin/bash
# Mounts an attached EBS volume, now and at every boot. Formats it only when nothing is on it.
#   DEVICE        the name it is attached under, e.g. /dev/sdf
#   MOUNT_POINT   e.g. /mnt
#   ATTEMPTS      how often to look for it, every 5 seconds (60)
#   ROOT          where the file system begins, for tests
set -euo pipefail

fail() {
  echo "mount-volume: $*" >&2
  exit 1
}

# On Nitro instances the disk itself is called /dev/nvme*; Amazon Linux links the name of the attachment to it.
# https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html
disk="${ROOT:-}$DEVICE"
for _ in $(seq "${ATTEMPTS:-60}"); do
  [[ -e $disk ]] && break
  sleep 5 # attaching takes a while
done
[[ -e $disk ]] || fail "there is no $DEVICE: is a volume attached under this name?"

# --probe reads the volume, not what blkid remembers of it. 2 means blank; formatting on any other error could cost data.
found=0
blkid --probe "$disk" || found=$?
if ((found == 2)); then
  command -v mkfs.ext4 >/dev/null || dnf install --assumeyes e2fsprogs
  mkfs.ext4 "$disk"
elif ((found != 0)); then
  fail "cannot tell what is on $DEVICE (blkid: $found), and leaves it as it is"
fi
tag() { blkid --probe --match-tag "$1" --output value "$disk"; }
uuid=$(tag UUID)
type=$(tag TYPE)
# Of a partition table blkid tells neither, and is content.
[[ -n $uuid && -n $type ]] ||
  fail "$DEVICE holds something else than a file system, and is left as it is"

mkdir -p "${ROOT:-}$MOUNT_POINT"
fstab="${ROOT:-}/etc/fstab"
if ! grep --quiet "^UUID=$uuid " "$fstab"; then
  # nofail: without the volume the server must still boot.
  echo "UUID=$uuid $MOUNT_POINT $type defaults,nofail 0 2" >>"$fstab"
  systemctl daemon-reload # systemd has read the file at boot
fi
mountpoint --quiet "$MOUNT_POINT" || mount "$MOUNT_POINT"
