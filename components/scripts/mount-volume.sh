#!/bin/bash
# Mounts an attached EBS volume, now and at every boot. Formats it only when nothing is on it.
#   VOLUME_ID     e.g. vol-0123456789abcdef0
#   MOUNT_POINT   e.g. /mnt
#   ROOT          where the file system begins, for tests
set -euo pipefail

fstab="${ROOT:-}/etc/fstab"
# Nitro instances show a volume under the name /dev/nvme*, but link it by its id.
link="${ROOT:-}/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}"

for _ in $(seq "${ATTEMPTS:-60}"); do
  [[ -e $link ]] && break
  sleep 5 # attaching takes a while
done
[[ -e $link ]] || {
  echo "volume $VOLUME_ID is not attached: there is no $link" >&2
  exit 1
}
device=$(readlink --canonicalize "$link")

blkid "$device" >/dev/null || mkfs --type ext4 "$device"
uuid=$(blkid --match-tag UUID --output value "$device")

mkdir -p "${ROOT:-}$MOUNT_POINT"
# nofail: without the volume the server must still boot.
grep --quiet "^UUID=$uuid " "$fstab" ||
  echo "UUID=$uuid $MOUNT_POINT ext4 defaults,nofail 0 2" >>"$fstab"
mountpoint --quiet "$MOUNT_POINT" || mount "$MOUNT_POINT"
