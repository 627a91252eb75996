import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { instanceType } from "../contract/settings.ts";
import { MOUNT_POINT, volumeServer } from "../kit/server/volume-server.ts";

export const ebsVolume = defineLab({
  id: "ebs-volume",
  title: { ko: "볼륨 생성, 볼륨 연결", en: "A volume" },
  teaches:
    "Make a volume, attach it to a server, format it once and mount it, now and at every boot. Read the script that does " +
    "so, and say why it may run twice without losing a file. Unmount a volume and take it off.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    sizeGiB: z.int().min(1).max(100).default(1),
  }),
  build(context, settings) {
    const { server, volumeId } = volumeServer(context, settings);
    return {
      ...serverAccess(context, server),
      volumeId,
      look: `df -h ${MOUNT_POINT} && lsblk --fs && cat /etc/fstab`,
      firstBoot: "cat /var/log/class-user-data.log",
    };
  },
});
