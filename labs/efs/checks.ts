import { efsClient } from "../../aws/efs/client.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { onServer } from "../kit/server/on-server.ts";
import { mistypeRule, rulesFor } from "../kit/server/security-groups.ts";

const NFS = 2049;
const MOUNT_POINT = "/mnt/efs/fs1";

const ONLY_SERVERS = "NFS is let in from the servers' groups only";

export const proof: Proof = {
  checks: [
    {
      name: "a mount target stands in each zone",
      hint: "make the missing mount target (Network > Manage), or npm run class -- solve; a new one takes two minutes",
      async run({ lab, aws }) {
        const efs = await aws.client(efsClient);
        const { MountTargets = [] } = await efs.describeMountTargets({
          FileSystemId: lab.text("fileSystemId"),
        });
        const ready = MountTargets.filter(({ LifeCycleState }) => LifeCycleState === "available");
        const there = ready.map(({ IpAddress = "" }) => IpAddress);
        const missing = Object.entries(lab.texts("mountTargetIps"))
          .filter(([, address]) => !there.includes(address))
          .map(([zone, address]) => `${address} in zone ${zone}`);
        expect(missing.length === 0, `not available: ${missing.join(", ")}`);
        return there.join(", ");
      },
    },
    {
      name: ONLY_SERVERS,
      hint: "let the missing group in (the lab's output allow); a group too many is a server that the class has mounted it on by hand. npm run class -- solve puts the lab's rules back",
      async run(subject) {
        const groups = serverGroups(subject.lab);
        const sources = await rulesFor(subject, NFS, subject.lab.text("securityGroupId"));
        const missing = groups.filter(({ id }) => !sources.includes(id)).map(({ name }) => name);
        expect(missing.length === 0, `NFS is closed to ${missing.join(", ")}: mounting times out`);
        const others = sources.filter((source) => !groups.some(({ id }) => id === source));
        expect(others.length === 0, `NFS is let in from ${others.join(", ")}, too`);
        return groups.map(({ name, id }) => `${name} (${id})`).join(", ");
      },
    },
    {
      name: "the file system is encrypted, and refuses clients without TLS",
      hint: "put the file system policy back: Enforce in-transit encryption, or npm run class -- solve",
      async run({ lab, aws }) {
        const FileSystemId = lab.text("fileSystemId");
        const efs = await aws.client(efsClient);
        const { FileSystems: [files] = [] } = await efs.describeFileSystems({ FileSystemId });
        expect(files?.Encrypted, "it is not encrypted");
        const { Policy = "" } = await efs.describeFileSystemPolicy({ FileSystemId });
        expect(refusesPlain(Policy), "its policy lets clients in without TLS");
        return "at rest and on the way";
      },
    },
    {
      name: "daily backups are on, or off, as backups says",
      hint: "set Automatic backups of the file system, or npm run class -- solve",
      async run({ lab, aws }) {
        const efs = await aws.client(efsClient);
        const { BackupPolicy } = await efs.describeBackupPolicy({
          FileSystemId: lab.text("fileSystemId"),
        });
        const status = BackupPolicy?.Status ?? "unknown";
        const wanted = lab.settings.backups === true ? /^ENABL/ : /^DISABL/;
        expect(wanted.test(status), `backups are ${status}`);
        return status;
      },
    },
    {
      name: `every server has it mounted at ${MOUNT_POINT}, over TLS`,
      hint: "on the server: sudo cat /var/log/cloud-init-output.log, then the lab's output mount by hand",
      async run(subject) {
        needsAws(subject, "runs no servers");
        const { lab, aws } = subject;
        const command = `findmnt --noheadings --output FSTYPE,SOURCE ${MOUNT_POINT}`;
        const servers = Object.entries(lab.texts("instanceIds"));
        await Promise.all(
          servers.map(async ([zone, instanceId]) => {
            const mounted = await onServer(aws, { instanceId, command });
            expect(isTlsMount(mounted), `the server in zone ${zone} has ${mounted} there`);
          }),
        );
        return `${servers.length} servers`;
      },
    },
  ],
  fault: {
    does: "the rule that lets one server reach the file system is given a wrong port",
    foundBy: ONLY_SERVERS,
    async make(subject) {
      const groupId = subject.lab.text("securityGroupId");
      const typed = { FromPort: 2094, ToPort: 2094 };
      const needs = "npm run class -- solve puts it back";
      await mistypeRule(subject, { groupId, port: NFS, typed, needs });
    },
  },
};

/** The security groups of the lab's servers: all of its groups but the file system's. */
const serverGroups = (lab: Subject["lab"]): DeployedResource[] =>
  lab
    .all("aws:ec2/securityGroup:SecurityGroup")
    .filter(({ id }) => id !== lab.text("securityGroupId"));

/** Whether a file system's policy, as JSON text, denies requests without TLS. */
export function refusesPlain(policy: string): boolean {
  const { Statement } = JSON.parse(policy) as { Statement: readonly Record<string, unknown>[] };
  return Statement.some(
    ({ Effect, Condition }) =>
      Effect === "Deny" && /"aws:SecureTransport":\s*\[?"?false/i.test(JSON.stringify(Condition)),
  );
}

/** Whether `findmnt` shows NFS through the TLS tunnel that amazon-efs-utils keeps on the server itself. */
export const isTlsMount = (mounted: string): boolean => /^nfs4?\s+127\.0\.0\.1:\//.test(mounted);
