import type { Instance } from "@aws-sdk/client-ec2";
import { frozenAs } from "../../../aws/contract/freeze.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { SECURITY_GROUP_INGRESS_RULE } from "../../../aws/vpc/types.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect, Failure, needsAws } from "../../contract/outcome.ts";
import { volumesNow } from "./disks.ts";
import { ingressOf, opens, sourceOf } from "./security-groups.ts";

/** The part of a subject that these functions need. */
type Asking = Pick<Subject, "aws">;

/** A server, as it is now on AWS. @param region @default the class's */
export async function serverNow({ aws }: Asking, id: string, region?: string): Promise<Instance> {
  const ec2 = await aws.client(ec2Client, region);
  const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [id] });
  const server = Reservations.flatMap(({ Instances = [] }) => Instances)[0];
  expect(server, `there is no server ${id}`);
  return server;
}

/** @returns the server, running and healthy. @throws Failure with its actual state otherwise */
export async function runningServer(asking: Asking, id: string, region?: string) {
  const server = await serverNow(asking, id, region);
  const state = server.State?.Name ?? "in no state";
  const frozen = frozenAs(server.Tags) === undefined ? "" : ": the class is frozen, until thaw";
  expect(state === "running", `server ${id} is ${state}${frozen}`);
  const ec2 = await asking.aws.client(ec2Client, region);
  const { InstanceStatuses = [] } = await ec2.describeInstanceStatus({ InstanceIds: [id] });
  const [status] = InstanceStatuses;
  const reports = {
    instance: status?.InstanceStatus?.Status,
    system: status?.SystemStatus?.Status,
  };
  for (const [about, report = "not known yet"] of Object.entries(reports))
    expect(report === "ok", `the ${about} status check of server ${id} is ${report}`);
  return server;
}

/** The sources that reach a TCP port of a server, through any of its security groups. */
export async function whoReaches(
  asking: Asking,
  { SecurityGroups = [] }: Instance,
  port: number,
): Promise<string[]> {
  const groups = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []);
  if (groups.length === 0) return [];
  const rules = await ingressOf(asking, groups);
  return [...new Set(rules.filter((rule) => opens(rule, port)).map(sourceOf))];
}

/** @returns who may log in. @throws Failure when the sources differ from `admins` */
export function onlyAdmins(sources: readonly string[], admins: readonly string[]): string {
  const strange = sources.filter((source) => !admins.includes(source));
  expect(strange.length === 0, `also open to others than adminCidrs: ${strange.join(", ")}`);
  const missing = admins.filter((admin) => !sources.includes(admin));
  expect(missing.length === 0, `closed to ${missing.join(", ")}; a login times out`);
  return admins.length > 0 ? `from ${admins.join(", ")}` : "nobody: log in with Session Manager";
}

/** The lab's only server, from the output `instanceId`. */
const ownServer = (subject: Subject): Promise<Instance> =>
  serverNow(subject, subject.lab.text("instanceId"));

/** A check for labs with one server. */
export const serverRuns: Check = {
  name: {
    en: "the server is running and passes its status checks",
    ko: "서버가 실행 중이고 상태 검사를 통과합니다",
  },
  hint: {
    en: "start it in the EC2 console; a new server needs 3 minutes (check --wait); stop and start one that fails a status check",
    ko: "EC2 콘솔에서 시작하세요. 새 서버는 3분 정도 걸립니다(check --wait). 상태 검사에 실패한 서버는 중지했다가 다시 시작하세요",
  },
  async run(subject) {
    const id = subject.lab.text("instanceId");
    const { InstanceType = "" } = await runningServer(subject, id);
    return `${id} runs, ${InstanceType}`;
  },
};

/** The same for a lab with several servers (output `instanceIds`); a terminated server is reported as missing. */
export const everyServerRuns: Check = {
  name: {
    en: "every server of the lab is running and passes its status checks",
    ko: "실습의 모든 서버가 실행 중이고 상태 검사를 통과합니다",
  },
  hint: {
    en: "start a stopped server in the EC2 console; npm run class -- solve launches a terminated one again; a new server needs 3 minutes (check --wait)",
    ko: "중지된 서버는 EC2 콘솔에서 시작하세요. 종료된 서버는 npm run class -- solve가 다시 만듭니다. 새 서버는 3분 정도 걸립니다(check --wait)",
  },
  async run(subject) {
    const ids = Object.values(subject.lab.texts("instanceIds"));
    for (const id of ids) await runningServer(subject, id);
    return ids.join(", ");
  },
};

/** A check of who may log in, e.g. with SSH on port 22. */
export const loginOf = (protocol: string, port: number): Check => ({
  name: {
    en: `${protocol} is open to adminCidrs only`,
    ko: `${protocol}가 adminCidrs에만 열려 있습니다`,
  },
  hint: {
    en: "compare the inbound rules of the server's security groups with class:adminCidrs; npm run class -- solve adds missing rules; delete extra rules by hand",
    ko: "서버 보안 그룹의 인바운드 규칙을 class:adminCidrs와 비교하세요. 빠진 규칙은 npm run class -- solve가 추가합니다. 남는 규칙은 직접 삭제하세요",
  },
  async run(subject) {
    const sources = await whoReaches(subject, await ownServer(subject), port);
    // The prefix list of EC2 Instance Connect, when the class allows it.
    const lists = subject.lab
      .all(SECURITY_GROUP_INGRESS_RULE)
      .flatMap(({ outputs: { prefixListId: list } }) => (typeof list === "string" ? list : []))
      .filter((list) => list !== "");
    return onlyAdmins(sources, [...subject.config.adminCidrs, ...lists]);
  },
});

/** A check of the settings that every server of the class has. */
export const serverIsHardened: Check = {
  name: {
    en: "the server requires IMDSv2, has a role and encrypted volumes",
    ko: "서버가 IMDSv2를 요구하고, 역할이 있으며, 볼륨이 암호화되어 있습니다",
  },
  hint: {
    en: "npm run class -- solve restores metadata options and role; a volume that is not encrypted was added by hand: delete it",
    ko: "메타데이터 옵션과 역할은 npm run class -- solve가 복원합니다. 암호화되지 않은 볼륨은 직접 추가된 것이니 삭제하세요",
  },
  async run(subject) {
    const server = await ownServer(subject);
    const { MetadataOptions, IamInstanceProfile, BlockDeviceMappings = [] } = server;
    expect(MetadataOptions?.HttpTokens === "required", "IMDSv1 answers without a token");
    expect(IamInstanceProfile, "the server has no role: Session Manager cannot reach it");
    const ids = BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);
    if (ids.length === 0) throw new Failure("the server has no volume");
    const open = (await volumesNow(subject, ids)).filter(({ Encrypted }) => !Encrypted);
    const names = open.map(({ VolumeId }) => VolumeId).join(", ");
    expect(open.length === 0, `not encrypted: ${names}`);
    return `IMDSv2, ${IamInstanceProfile.Arn?.split("/").pop() ?? "a role"}, ${ids.length} encrypted`;
  },
};

/** A check of a program that is open to the internet, as far as the server's security groups allow it. */
export const answersAtPublicAddress = (
  ask: (address: string) => Promise<string>,
  about: Pick<Check, "name" | "hint">,
): Check => ({
  ...about,
  async run(subject) {
    needsAws(subject, "lets nobody log in to a server");
    const { PublicIpAddress } = await ownServer(subject);
    expect(PublicIpAddress, "the server has no public address");
    return ask(PublicIpAddress);
  },
});
