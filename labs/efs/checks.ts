import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { efsClient } from "../../aws/efs/client.ts";
import { SECURITY_GROUP } from "../../aws/vpc/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import { onServer } from "../kit/server/on-server.ts";
import { mistypeRule, rulesFor } from "../kit/server/security-groups.ts";
import { everyServerRuns } from "../kit/server/servers.ts";
import { isTlsMount, MOUNT_POINT, refusesPlain } from "./file-system.ts";

const NFS = 2049;

const zonesHaveMountTargets: Check = {
  name: {
    en: "a mount target is available in each zone",
    ko: "가용 영역마다 사용 가능한 탑재 대상이 있습니다",
  },
  hint: {
    en: "create the missing mount target (Network, Manage), or run npm run class -- solve; a new one needs 2 minutes",
    ko: "EFS 콘솔의 네트워크, 관리에서 빠진 탑재 대상을 만들거나 npm run class -- solve를 실행하세요. 2분 정도 걸립니다",
  },
  async run({ lab, aws }) {
    const efs = await aws.client(efsClient);
    const { MountTargets = [] } = await efs.describeMountTargets({
      FileSystemId: lab.text("fileSystemId"),
    });
    const ready = MountTargets.filter(({ LifeCycleState }) => LifeCycleState === "available");
    const addresses = ready.map(({ IpAddress = "" }) => IpAddress);
    const missing = Object.entries(lab.texts("mountTargetIps"))
      .filter(([, address]) => !addresses.includes(address))
      .map(([zone, address]) => `${address} in zone ${zone}`);
    expect(missing.length === 0, `not available: ${missing.join(", ")}`);
    return addresses.join(", ");
  },
};

const nfsIsOpenToServersOnly: Check = {
  name: {
    en: "NFS is open to the servers' security groups only",
    ko: "NFS가 서버의 보안 그룹에만 열려 있습니다",
  },
  hint: {
    en: "allow the missing group (output allow); an extra group is that of a server on which the class mounted the file system by hand; npm run class -- solve restores the lab's rules",
    ko: "빠진 보안 그룹을 허용하세요(출력 allow). 남는 보안 그룹은 수업에서 직접 마운트한 서버의 것입니다. 실습의 규칙은 npm run class -- solve가 복원합니다",
  },
  async run(subject) {
    const groups = serverGroups(subject.lab);
    const sources = await rulesFor(subject, NFS, subject.lab.text("securityGroupId"));
    const missing = groups.filter(({ id }) => !sources.includes(id)).map(({ name }) => name);
    expect(missing.length === 0, `NFS is closed to ${missing.join(", ")}: mounting times out`);
    const others = sources.filter((source) => !groups.some(({ id }) => id === source));
    expect(others.length === 0, `NFS is also open to ${others.join(", ")}`);
    return groups.map(({ name, id }) => `${name} (${id})`).join(", ");
  },
};

const encryptsAlways: Check = {
  name: {
    en: "the file system is encrypted, and refuses clients without TLS",
    ko: "파일 시스템이 암호화되어 있고, TLS를 쓰지 않는 클라이언트를 거부합니다",
  },
  hint: {
    en: "restore the file system policy (Enforce in-transit encryption), or run npm run class -- solve",
    ko: "파일 시스템 정책에서 전송 중 암호화를 적용하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    const FileSystemId = lab.text("fileSystemId");
    const efs = await aws.client(efsClient);
    const { FileSystems: [files] = [] } = await efs.describeFileSystems({ FileSystemId });
    expect(files?.Encrypted, "the file system is not encrypted");
    const { Policy = "" } = await efs.describeFileSystemPolicy({ FileSystemId });
    expect(refusesPlain(Policy), "the file system policy allows clients without TLS");
    return "at rest and in transit";
  },
};

const backupsAreAsConfigured: Check = {
  name: {
    en: "automatic backups are as configured (backups)",
    ko: "자동 백업이 설정(backups)과 같습니다",
  },
  hint: {
    en: "change Automatic backups of the file system, or run npm run class -- solve",
    ko: "파일 시스템의 자동 백업을 바꾸거나 npm run class -- solve를 실행하세요",
  },
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
};

const serversMountIt: Check = {
  name: {
    en: `every server has the file system mounted at ${MOUNT_POINT}, over TLS`,
    ko: `모든 서버의 ${MOUNT_POINT}에 파일 시스템이 TLS로 마운트되어 있습니다`,
  },
  hint: {
    en: "on the server, run sudo cat /var/log/cloud-init-output.log, then the commands of output mount by hand",
    ko: "서버에서 sudo cat /var/log/cloud-init-output.log로 원인을 확인한 뒤, 출력 mount의 명령을 직접 실행하세요",
  },
  async run(subject) {
    needsAws(subject, "runs no commands on servers");
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
};

export const proof: Proof = {
  checks: [
    zonesHaveMountTargets,
    nfsIsOpenToServersOnly,
    encryptsAlways,
    backupsAreAsConfigured,
    everyServerRuns,
    serversMountIt,
  ],
  fault: {
    does: {
      en: "the NFS rule of one server allows a wrong port",
      ko: "서버 한 대의 NFS 규칙을 잘못된 포트로 바꿉니다",
    },
    foundBy: nfsIsOpenToServersOnly,
    async make(subject) {
      const groupId = subject.lab.text("securityGroupId");
      const typed = { FromPort: 2094, ToPort: 2094 };
      const needs = "npm run class -- solve restores it";
      await mistypeRule(subject, { groupId, port: NFS, typed, needs });
    },
  },
};

/** The security groups of the lab's servers: all of its groups except the file system's. */
const serverGroups = (lab: Subject["lab"]): DeployedResource[] =>
  lab.all(SECURITY_GROUP).filter(({ id }) => id !== lab.text("securityGroupId"));
