import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const linuxServer = defineLab({
  id: "linux-server",
  title: { ko: "Linux 서버 생성", en: "A Linux server" },
  teaches: {
    en:
      "Launch an Amazon Linux 2023 server and log in with SSH, PuTTY, EC2 Instance Connect or Session Manager. " +
      "Say what a key pair, a security group and a public address each do for it.",
    ko:
      "Amazon Linux 2023 서버를 시작하고 SSH, PuTTY, EC2 Instance Connect, Session Manager로 로그인합니다. " +
      "키 페어, 보안 그룹, 퍼블릭 주소가 각각 어떤 역할을 하는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    rootVolumeGiB: z.int().min(8).max(100).default(8).meta({
      description: "Size of the root volume in GiB.",
      ko: "루트 볼륨의 크기(GiB).",
    }),
  }),
  outputs: {
    ...serverOutputs,
    securityGroupId: value("Security group ID", "보안 그룹 ID"),
  },
  build(context, settings) {
    const { parent, name } = context;
    const server = new Server(name, { ...serverPlace(context), ...settings }, { parent });
    return { ...serverAccess(context, server), securityGroupId: server.securityGroupId };
  },
});
