import type { Instance } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { type Check, expect, Failure, needsTraffic, type Subject } from "../../contract/check.ts";
import { volumesNow } from "./disks.ts";
import { ingressOf, opens, sourceOf } from "./security-groups.ts";

/** What a function here asks AWS with. */
type Asking = Pick<Subject, "aws">;

/** A server as AWS has it now. @param region @default the class's */
export async function serverNow({ aws }: Asking, id: string, region?: string): Promise<Instance> {
  const ec2 = await aws.client(ec2Client, region);
  const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [id] });
  const server = Reservations.flatMap(({ Instances = [] }) => Instances)[0];
  expect(server, `there is no server ${id}`);
  return server;
}

/** @returns the server, up and healthy. @throws Failure that says in which state it is instead */
export async function runningServer(asking: Asking, id: string, region?: string) {
  const server = await serverNow(asking, id, region);
  const state = server.State?.Name ?? "in no state";
  expect(state === "running", `server ${id} is ${state}`);
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

/** Who reaches a TCP port of a server, by any of its security groups. */
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

/** @returns who may log in. @throws Failure when that is somebody else than `admins`, or not all of them */
export function onlyAdmins(sources: readonly string[], admins: readonly string[]): string {
  const strange = sources.filter((source) => !admins.includes(source));
  expect(strange.length === 0, `let in besides the administrators: ${strange.join(", ")}`);
  const missing = admins.filter((admin) => !sources.includes(admin));
  expect(missing.length === 0, `not let in: ${missing.join(", ")}; a login times out`);
  return admins.length > 0 ? `from ${admins.join(", ")}` : "nobody: log in by Session Manager";
}

/** Of a lab's one server, the output `instanceId`. */
const ownServer = (subject: Subject): Promise<Instance> =>
  serverNow(subject, subject.lab.text("instanceId"));

/** What a lab with one server shows of it. */
export const serverRuns: Check = {
  name: "the server runs and passes its status checks",
  hint: "start it in the EC2 console; one just launched takes 3 minutes (check --wait); stop and start one that fails a status check",
  async run(subject) {
    const id = subject.lab.text("instanceId");
    const { InstanceType = "" } = await runningServer(subject, id);
    return `${id} runs, ${InstanceType}`;
  },
};

/** The same for who may log in, e.g. by SSH on port 22. */
export const loginOf = (protocol: string, port: number): Check => ({
  name: `${protocol} is let in from adminCidrs only`,
  hint: `compare the inbound rules of the server's security groups with class:adminCidrs: npm run class -- solve adds what is missing; delete by hand what is too much`,
  async run(subject) {
    const sources = await whoReaches(subject, await ownServer(subject), port);
    return onlyAdmins(sources, subject.config.adminCidrs);
  },
});

/** The same for what every server of the class has. */
export const serverIsHardened: Check = {
  name: "the server insists on IMDSv2, has a role and encrypted volumes",
  hint: "npm run class -- solve puts metadata options and role back; a volume that is not encrypted was added by hand: delete it",
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

/** The same for a program that answers the world, as far as the server's security groups let it. */
export const answersAtPublicAddress = (
  ask: (address: string) => Promise<string>,
  about: Pick<Check, "name" | "hint">,
): Check => ({
  ...about,
  async run(subject) {
    needsTraffic(subject);
    const { PublicIpAddress } = await ownServer(subject);
    expect(PublicIpAddress, "the server has no public address");
    return ask(PublicIpAddress);
  },
});
