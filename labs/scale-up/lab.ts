import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { sessionCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { address, command, value } from "../contract/outputs.ts";
import { x86InstanceType } from "../contract/instance-type.ts";
import { serverOutputs, sshAccess } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const scaleUp = defineLab({
  id: "scale-up",
  title: { ko: "탄력적 IP 주소, 스케일 업과 스케일 다운", en: "Scale up behind an Elastic IP" },
  teaches: {
    en:
      "Move a service to a bigger server: create an image of the current server, launch the bigger one from it, " +
      "move the Elastic IP address, and terminate the old server. " +
      "Change `size`, run `pulumi up`, and find your files and the address unchanged.",
    ko:
      "서비스를 더 큰 서버로 옮깁니다. 현재 서버의 이미지를 만들어 더 큰 서버를 시작하고, 탄력적 IP 주소를 옮긴 뒤 이전 서버를 종료합니다. " +
      "`size`를 바꾸고 `pulumi up`을 실행하여, 파일과 주소가 그대로인 것을 확인합니다.",
  },
  settings: z.strictObject({
    size: x86InstanceType().default("t3.micro").meta({
      description: "Instance type of the server; another type moves the service to a new server.",
      ko: "서버의 인스턴스 유형(바꾸면 서비스를 새 서버로 옮김).",
    }),
  }),
  outputs: {
    publicIp: address("Elastic IP address", "탄력적 IP 주소"),
    instanceId: serverOutputs.instanceId,
    instanceType: value("Instance type", "인스턴스 유형"),
    imageId: value("Image ID (AMI)", "이미지 ID(AMI)"),
    ssh: serverOutputs.ssh,
    forgetOldServer: command("Remove the host key of the old server", "이전 서버의 호스트 키 삭제"),
    sessionManager: serverOutputs.sessionManager,
  },
  build(context, { size }) {
    const { parent, name, config } = context;
    const child = { parent };
    const address = new aws.ec2.Eip(name, { domain: "vpc" }, child);
    // The server in use is the one that has the address. When the lab is created, none has it: the first image is then taken
    // from the practice server.
    const { instanceId: inUse } = aws.ec2.getElasticIpOutput({ id: address.allocationId }, child);
    const first = context.server().instanceId;
    // Image and server are named after their size, so that a new size creates new ones and Pulumi deletes the old ones last,
    // when nothing depends on them.
    const image = new aws.ec2.AmiFromInstance(
      `${name}-${size}`,
      {
        sourceInstanceId: pulumi.all([inUse, first]).apply(([used, other]) => used || other),
        // A reboot makes the disk consistent, but would interrupt the first boot of a new server.
        snapshotWithoutReboot: inUse.apply((used) => !used),
      },
      // An image's source does not change, but the address moves to another server.
      { parent, ignoreChanges: ["sourceInstanceId", "snapshotWithoutReboot"] },
    );
    const server = new Server(
      `${name}-${size}`,
      { ...serverPlace(context), instanceType: size, amiId: image.id, publicIp: false },
      child,
    );
    new aws.ec2.EipAssociation(
      name,
      {
        allocationId: address.allocationId,
        instanceId: server.instanceId,
        allowReassociation: true,
      },
      child,
    );
    const { publicIp, publicDns } = address;
    return {
      publicIp,
      instanceId: server.instanceId,
      instanceType: server.instanceType,
      imageId: image.id,
      ...sshAccess(config, { publicDns }),
      ...(config.publicKey !== undefined && {
        // The new server has the old one's name but its own host keys: ssh would refuse the connection.
        forgetOldServer: pulumi.interpolate`ssh-keygen -R ${publicDns}`,
      }),
      sessionManager: sessionCommand(server),
    };
  },
});
