import { elbClient } from "../../../aws/elb/client.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "../../../aws/elb/types.ts";
import { SECURITY_GROUP } from "../../../aws/vpc/types.ts";
import { HTTP_PORT } from "../../../components/web/web-access.ts";
import { NO_SERVER } from "../../../aws/web-request.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { CannotTell, expect, needsWeb } from "../../contract/outcome.ts";
import { rulesFor } from "../server/security-groups.ts";
import { groupNow, groupsOf, inService } from "./web-groups.ts";

const NO_BALANCER = "the lab has no load balancer";

/** A server in a target group. */
export interface Target {
  readonly id: string;
  /** `healthy`, or another state of the target group's health checks. */
  readonly state: string;
  /** AWS's explanation of a state other than `healthy`. */
  readonly description?: string;
}

/** The servers registered with a target group, except those that are draining. */
export async function targetsOf({ aws }: Pick<Subject, "aws">, arn: string): Promise<Target[]> {
  const elb = await aws.client(elbClient);
  const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn: arn });
  return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
    id: Target?.Id ?? "",
    state: TargetHealth?.State ?? "unknown",
    description: TargetHealth?.Description,
  })).filter(({ state }) => state !== "draining");
}

/** @throws Failure that names the servers that are not registered */
export function expectTargets(targets: readonly Target[], servers: readonly string[]): void {
  const missing = servers.filter((server) => !targets.some(({ id }) => id === server));
  expect(missing.length === 0, `not in the target group: ${missing.join(", ")}`);
}

/** A check for every lab with Auto Scaling groups behind a load balancer. */
export const groupsAreTargets: Check = {
  name: {
    en: "every server of the group is a target of the load balancer",
    ko: "그룹의 모든 서버가 로드 밸런서의 대상으로 등록되어 있습니다",
  },
  hint: {
    en: "attach the target group to the Auto Scaling group again (Integrations tab), or run npm run class -- solve",
    ko: "대상 그룹을 Auto Scaling 그룹에 다시 연결(통합 탭)하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    // From the stack's state: a detached group no longer lists its target group.
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

/** A check for every lab with a load balancer: the health of the servers behind it. */
export const targetsAreHealthy: Check = {
  name: { en: "every target is healthy", ko: "모든 대상이 정상 상태입니다" },
  hint: {
    en: "the target group shows the reason for each target: httpd has stopped, or port 80 is closed to the load balancer",
    ko: "대상 그룹에서 대상별 상태 세부 정보를 확인하세요. httpd가 중지되었거나 로드 밸런서에서 80번 포트로 들어오는 트래픽이 막혀 있습니다",
  },
  async run(subject) {
    needsWeb(subject);
    const groups = subject.lab.all(TARGET_GROUP);
    const targets = await Promise.all(
      groups.map(async ({ id }) => {
        const found = await targetsOf(subject, id);
        if (found.length === 0) await expectNoneDesired(subject, id);
        return found;
      }),
    );
    const unhealthy = targets.flat().filter(({ state }) => state !== "healthy");
    const notHere = unhealthy.find(({ state }) => state === "unavailable");
    if (notHere && subject.aws.endpoint !== undefined)
      throw new CannotTell(notHere.description ?? NO_SERVER, "emulator");
    expect(
      unhealthy.length === 0,
      unhealthy.map(({ id, state }) => `${id} is ${state}`).join(", "),
    );
    return groups.length === 0 ? NO_BALANCER : `${targets.flat().length} healthy`;
  },
};

/** @throws Failure when a target group without targets should have some */
async function expectNoneDesired(subject: Subject, arn: string): Promise<void> {
  const behind = groupsOf(subject.lab).filter(({ outputs }) =>
    (outputs.targetGroupArns as readonly string[]).includes(arn),
  );
  const now = await Promise.all(behind.map(({ id }) => groupNow(subject, id)));
  const isIntended = now.length > 0 && now.every(({ DesiredCapacity }) => DesiredCapacity === 0);
  expect(isIntended, `no target is registered with ${arn.split("/").at(1) ?? arn}`);
}

/** A check of the servers' security group. */
export const onlyByBalancer: Check = {
  name: {
    en: "the servers accept HTTP from the load balancer only",
    ko: "서버가 로드 밸런서에서 오는 HTTP만 허용합니다",
  },
  hint: {
    en: "the servers' security group needs one rule: port 80 from the load balancer's security group; npm run class -- solve restores it; delete extra rules by hand",
    ko: "서버의 보안 그룹에는 규칙이 하나만 필요합니다. 로드 밸런서의 보안 그룹에서 오는 80번 포트입니다. 빠진 규칙은 npm run class -- solve가 복원합니다. 남는 규칙은 직접 삭제하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const balancers = lab
      .all(LOAD_BALANCER)
      .flatMap(({ outputs }) => outputs.securityGroups as readonly string[]);
    const servers = lab.all(SECURITY_GROUP).filter(({ id }) => !balancers.includes(id));
    for (const { id } of servers) {
      const sources = await rulesFor(subject, HTTP_PORT, id);
      const missing = balancers.filter((balancer) => !sources.includes(balancer));
      expect(
        missing.length === 0,
        `port ${HTTP_PORT} is closed to the load balancer ${missing.join()}`,
      );
      const others = sources.filter((source) => !balancers.includes(source));
      expect(others.length === 0, `port ${HTTP_PORT} is also open to ${others.join(", ")}`);
    }
    return balancers.length === 0
      ? `${NO_BALANCER}; port ${HTTP_PORT} is closed`
      : balancers.join(", ");
  },
};
