import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import { internetBlock } from "../contract/cidr-settings.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const securityGroup = defineLab({
  id: "security-group",
  title: { ko: "보안 그룹 설정", en: "A security group" },
  teaches: {
    en:
      "Remove the SSH rule of a running server and see the login time out; then allow only your own address again. " +
      "Say what an empty security group allows, and why a reply needs no rule.",
    ko:
      "실행 중인 서버의 SSH 규칙을 제거하면 로그인 시간이 초과되는 것을 보고, 내 주소만 다시 허용합니다. " +
      "빈 보안 그룹은 무엇을 허용하는지, 응답에는 왜 규칙이 필요 없는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    ssh: z.boolean().default(true).meta({
      description: "Whether SSH is allowed at all.",
      ko: "SSH를 허용할지 여부.",
    }),
    myIp: internetBlock(32, 32).optional().meta({
      description:
        "The one address that can use SSH, as a /32 block; by default the first /32 block of class:adminCidrs, or none.",
      ko: "SSH를 쓸 수 있는 유일한 주소(/32 블록, 기본값은 class:adminCidrs의 첫 번째 /32 블록, 없으면 아무도 쓸 수 없음).",
    }),
  }),
  outputs: {
    ...serverOutputs,
    securityGroupId: value("Security group ID", "보안 그룹 ID"),
    sshFrom: value("Address that can use SSH", "SSH를 쓸 수 있는 주소"),
    whatIsMyIp: command("Show my public address", "내 퍼블릭 주소 확인"),
    rules: command("List the rules of the security group", "보안 그룹의 규칙 나열"),
  },
  build(context, { instanceType, ssh, myIp }) {
    const { parent, name, config } = context;
    const mine = myIp ?? config.adminCidrs.find((cidr) => cidr.endsWith("/32"));
    const adminCidrs = ssh && mine !== undefined ? [mine] : [];
    // Only this address, whatever else the class allows.
    const place = { ...serverPlace(context), adminCidrs, instanceConnectReason: undefined };
    const server = new Server(name, { ...place, instanceType }, { parent });
    const { securityGroupId } = server;
    return {
      ...serverAccess({ config: { ...config, adminCidrs, instanceConnect: undefined } }, server),
      securityGroupId,
      sshFrom: adminCidrs[0] ?? "nobody",
      whatIsMyIp: "curl https://checkip.amazonaws.com",
      rules: pulumi.interpolate`aws ec2 describe-security-group-rules --filters Name=group-id,Values=${securityGroupId}`,
    };
  },
});
