import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { FileShare } from "../../components/server/file-share.ts";
import { sessionCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { MOUNT_POINT } from "./file-system.ts";

/** Enough servers to see a file of one on another. */
const SERVERS = 2;

export const efs = defineLab({
  id: "efs",
  title: { ko: "EFS 생성 및 연동", en: "A file system for many servers" },
  teaches: {
    en:
      "Create an EFS file system with a mount target in each zone, and allow NFS from the servers' security groups only. " +
      "Mount it over TLS on two servers in two zones, write a file on one and read it on the other. " +
      "Mount it on an existing server.",
    ko:
      "가용 영역마다 탑재 대상이 있는 EFS 파일 시스템을 만들고, 서버의 보안 그룹에만 NFS를 허용합니다. " +
      "두 가용 영역의 서버 두 대에 TLS로 마운트하고, 한 서버에서 쓴 파일을 다른 서버에서 읽습니다. " +
      "이미 있는 서버에도 마운트합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    // Each nightly backup is kept for 35 days, in an AWS vault whose policy allows nobody to delete: a class would leave its
    // backups behind.
    backups: z.boolean().default(false).meta({
      description:
        "Whether the file system is backed up daily; AWS keeps each backup for 35 days, and nobody can delete it.",
      ko: "파일 시스템을 매일 백업할지 여부(백업은 35일 동안 보관되며 삭제할 수 없음).",
    }),
  }),
  outputs: {
    fileSystemId: value("File system ID", "파일 시스템 ID"),
    dnsName: value("DNS name of the file system", "파일 시스템의 DNS 이름"),
    mountTargetIps: value("Mount target addresses by zone", "가용 영역별 탑재 대상 주소"),
    securityGroupId: value("Security group ID of the mount targets", "탑재 대상의 보안 그룹 ID"),
    instanceIds: value("Instance IDs by zone", "가용 영역별 인스턴스 ID"),
    login: serverOutputs.sessionManager,
    show: command("Show the mounted file system", "마운트된 파일 시스템 확인"),
    write: command("Write a file", "파일 쓰기"),
    read: command("Read the file", "파일 읽기"),
    allow: command("Allow NFS from another security group", "다른 보안 그룹에 NFS 허용"),
    mount: command("Mount the file system", "파일 시스템 마운트"),
  },
  build(context, { instanceType, backups }) {
    const { parent, name, network, config } = context;
    const { vpcId, publicSubnetIds, privateSubnetIds } = network();
    const byZone = <T>(values: readonly T[]): Record<string, T> =>
      Object.fromEntries(
        config.network.zones.flatMap((zone, at) => {
          const value = values[at];
          return value === undefined ? [] : [[zone, value]];
        }),
      );
    const share = new FileShare(
      name,
      { vpcId, subnetIds: byZone(privateSubnetIds), backups },
      { parent },
    );
    const { fileSystemId, dnsName, mountTargetIps, securityGroupId } = share;

    const env = { FILE_SYSTEM_ID: fileSystemId, MOUNT_POINT };
    const userData = linuxUserData([{ name: "mount-efs", env }]);
    const servers = Object.entries(byZone(publicSubnetIds))
      .slice(0, SERVERS)
      .map(([zone, subnetId]) => {
        const place = { ...serverPlace(context), subnetId };
        const server = new Server(
          `${name}-${zone}`,
          { ...place, instanceType, userData },
          { parent },
        );
        share.allow(zone, server.securityGroupId);
        return [zone, server] as const;
      });

    const each = <T>(of: (server: Server) => T): Record<string, T> =>
      Object.fromEntries(servers.map(([zone, server]) => [zone, of(server)]));
    return {
      fileSystemId,
      dnsName,
      mountTargetIps,
      securityGroupId,
      instanceIds: each(({ instanceId }) => instanceId),
      login: each(sessionCommand),
      show: `df -h ${MOUNT_POINT}`,
      write: `date | sudo tee ${MOUNT_POINT}/hello.txt`,
      read: `cat ${MOUNT_POINT}/hello.txt`,
      // For an existing server: allow its group, then mount.
      allow: pulumi.interpolate`aws ec2 authorize-security-group-ingress --group-id ${securityGroupId} --protocol tcp --port 2049 --source-group GROUP`,
      mount: [
        "sudo dnf install -y amazon-efs-utils",
        `sudo mkdir -p ${MOUNT_POINT}`,
        pulumi.interpolate`sudo mount -t efs -o tls ${fileSystemId}:/ ${MOUNT_POINT}`,
      ],
    };
  },
});
