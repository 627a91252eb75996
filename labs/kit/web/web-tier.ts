import { elbClient } from "../../../aws/elb/client.ts";
import { HTTP_PORT } from "../../../components/web/web-access.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect, needsTraffic } from "../../contract/outcome.ts";
import { rulesFor } from "../server/security-groups.ts";
import { groupNow, groupsOf, inService } from "./web-groups.ts";

const NO_BALANCER = "the lab has no load balancer";

/** A server as a load balancer has it. */
export interface Target {
  readonly id: string;
  /** `healthy`, or what it is instead. */
  readonly state: string;
}

/** Who is registered with a target group. */
export async function targetsOf({ aws }: Pick<Subject, "aws">, arn: string): Promise<Target[]> {
  const elb = await aws.client(elbClient);
  const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn: arn });
  return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
    id: Target?.Id ?? "",
    state: TargetHealth?.State ?? "unknown",
  }));
}

/** @throws Failure that names the servers which are not registered */
export function expectTargets(targets: readonly Target[], servers: readonly string[]): void {
  const missing = servers.filter((server) => !targets.some(({ id }) => id === server));
  expect(missing.length === 0, `not in the target group: ${missing.join(", ")}`);
}

/** What a lab with a load balancer before Auto Scaling groups shows. */
export const groupsAreTargets: Check = {
  name: "every server of the group is a target of the load balancer",
  hint: "attach the target group to the Auto Scaling group again (Integrations tab), or npm run class -- solve",
  async run(subject) {
    // As it should be, from the record: a group that was detached does not know its target groups any more.
    const behind = groupsOf(subject.lab).flatMap(({ id, outputs }) =>
      (outputs.targetGroupArns as readonly string[]).map((arn) => ({ id, arn })),
    );
    const counts = await Promise.all(
      behind.map(async ({ id, arn }) => {
        const group = await groupNow(subject, id);
        const attached = group.TargetGroupARNs ?? [];
        expect(attached.includes(arn), `${id} is not attached to its target group`);
        const servers = inService(group).map(({ InstanceId = "" }) => InstanceId);
        expectTargets(await targetsOf(subject, arn), servers);
        return `${id}: ${servers.length}`;
      }),
    );
    return counts.join(", ") || NO_BALANCER;
  },
};

/** What a lab with a load balancer shows of the servers behind it. */
export const targetsAreHealthy: Check = {
  name: "every target is healthy",
  hint: "look at the target group's health reasons: httpd stopped, or port 80 closed to the load balancer",
  async run(subject) {
    needsTraffic(subject);
    const groups = subject.lab.all("aws:lb/targetGroup:TargetGroup");
    const targets = await Promise.all(groups.map(({ id }) => targetsOf(subject, id)));
    const ill = targets.flat().filter(({ state }) => state !== "healthy");
    expect(ill.length === 0, ill.map(({ id, state }) => `${id} is ${state}`).join(", "));
    return groups.length === 0 ? NO_BALANCER : `${targets.flat().length} healthy`;
  },
};

/** The same for who reaches them. */
export const onlyByBalancer: Check = {
  name: "the servers take HTTP from the load balancer alone",
  hint: "the servers' security group needs one rule: port 80 from the load balancer's group; npm run class -- solve puts it back, a rule too many is to be deleted by hand",
  async run(subject) {
    const { lab } = subject;
    const balancers = lab
      .all("aws:lb/loadBalancer:LoadBalancer")
      .flatMap(({ outputs }) => outputs.securityGroups as readonly string[]);
    const servers = lab
      .all("aws:ec2/securityGroup:SecurityGroup")
      .filter(({ id }) => !balancers.includes(id));
    for (const { id } of servers) {
      const sources = await rulesFor(subject, HTTP_PORT, id);
      const missing = balancers.filter((balancer) => !sources.includes(balancer));
      expect(
        missing.length === 0,
        `port ${HTTP_PORT} is closed to the load balancer ${missing.join()}`,
      );
      const others = sources.filter((source) => !balancers.includes(source));
      expect(others.length === 0, `port ${HTTP_PORT} is open to ${others.join(", ")}, too`);
    }
    return balancers.length === 0 ? `${NO_BALANCER}, and nobody gets in` : balancers.join(", ");
  },
};
