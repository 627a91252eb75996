import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { MOUNT_POINT, volumeServer } from "../kit/server/volume-server.ts";

export const ebsVolume = defineLab({
  id: "ebs-volume",
  title: { ko: "볼륨 생성, 볼륨 연결", en: "An EBS volume" },
  teaches: {
    en:
      "Create a volume, attach it to a server, format it once and mount it, now and at every boot. " +
      "Read the script that does this, and say why it can run twice without losing a file. " +
      "Unmount a volume and detach it.",
    ko:
      "볼륨을 만들어 서버에 연결하고, 한 번만 포맷하여 지금은 물론 부팅할 때마다 마운트되게 합니다. " +
      "이 작업을 하는 스크립트를 읽고, 두 번 실행해도 파일이 사라지지 않는 이유를 설명합니다. " +
      "볼륨의 마운트를 해제하고 서버에서 분리합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    sizeGiB: z.int().min(1).max(100).default(1).meta({
      description: "Size of the volume in GiB.",
      ko: "볼륨의 크기(GiB).",
    }),
  }),
  outputs: {
    ...serverOutputs,
    volumeId: value("Volume ID", "볼륨 ID"),
    look: command("Show the mounted volume", "마운트된 볼륨 확인"),
    firstBoot: command("Show the log of the first boot", "첫 부팅 로그 확인"),
  },
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
