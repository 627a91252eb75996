import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { FileShare } from "../../components/server/file-share.ts";
import { sessionCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { defineLab } from "../contract/lab.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { instanceType } from "../contract/settings.ts";

const MOUNT_POINT = "/mnt/efs/fs1";

/** As many servers as it takes to see one's file on the other. */
const SERVERS = 2;

export const efs = defineLab({
  id: "efs",
  title: { ko: "EFS 생성 및 연동", en: "A file system for many servers" },
  teaches:
    "Make an EFS file system with a mount target in each zone, and let NFS in from the servers' groups only. " +
    "Mount it over TLS on two servers in two zones, write a file on one and read it on the other. " +
    "Mount it on a server that is already there.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    // Each night's backup stays for 35 days, in a vault of AWS's whose policy lets nobody delete: a class that had one
    // would leave it behind.
    backups: z.boolean().default(false),
  }),
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
      // For a server that is there: let its group in, then mount.
      allow: pulumi.interpolate`aws ec2 authorize-security-group-ingress --group-id ${securityGroupId} --protocol tcp --port 2049 --source-group GROUP`,
      mount: [
        "sudo dnf install -y amazon-efs-utils",
        `sudo mkdir -p ${MOUNT_POINT}`,
        pulumi.interpolate`sudo mount -t efs -o tls ${fileSystemId}:/ ${MOUNT_POINT}`,
      ],
    };
  },
});
