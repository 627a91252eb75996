import { elbClient } from "../../aws/elb/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { everyServerRuns } from "../kit/server/servers.ts";
import { expectValues } from "../kit/values.ts";
import { expectTurns } from "../kit/web/shares.ts";
import { pagesOf, pagesOfOneVisitor } from "../kit/web/visit.ts";
import {
  expectTargets,
  onlyByBalancer,
  targetsAreHealthy,
  targetsOf,
} from "../kit/web/web-tier.ts";
import { loadBalancer } from "./lab.ts";

/** Enough visits to see every server: the chance of missing one of two is 1 in 500. */
const VISITS = 10;

const everyServerIsTarget: Check = {
  name: {
    en: "every server is a target of the load balancer",
    ko: "모든 서버가 로드 밸런서의 대상으로 등록되어 있습니다",
  },
  hint: {
    en: "register the missing server with the target group, or run npm run class -- solve",
    ko: "빠진 서버를 대상 그룹에 등록하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const servers = Object.values(subject.lab.texts("instanceIds"));
    expectTargets(await targetsOf(subject, targetGroup(subject)), servers);
    return `${servers.length} targets`;
  },
};

const healthCheckIsAsConfigured: Check = {
  name: {
    en: "the health-check interval is as configured",
    ko: "상태 확인 간격이 설정과 같습니다",
  },
  hint: {
    en: "edit the target group's health check, or run npm run class -- solve",
    ko: "대상 그룹의 상태 확인 설정을 편집하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const elb = await subject.aws.client(elbClient);
    const { TargetGroups: [group] = [] } = await elb.describeTargetGroups({
      TargetGroupArns: [targetGroup(subject)],
    });
    const { HealthCheckIntervalSeconds: seconds = 0, UnhealthyThresholdCount: times = 0 } =
      group ?? {};
    const { healthCheckIntervalSeconds } = subject.lab.settingsOf(loadBalancer);
    expectValues({ seconds }, { seconds: healthCheckIntervalSeconds });
    return `every ${seconds} s: a stopped server leaves the rotation within ${seconds * times} s`;
  },
};

const stickinessIsAsConfigured: Check = {
  name: {
    en: "stickiness is set as configured (stickinessSeconds)",
    ko: "고정 세션이 설정(stickinessSeconds)과 같습니다",
  },
  hint: {
    en: "edit the target group's attributes, or run npm run class -- solve",
    ko: "대상 그룹의 속성을 편집하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const elb = await subject.aws.client(elbClient);
    const { Attributes = [] } = await elb.describeTargetGroupAttributes({
      TargetGroupArn: targetGroup(subject),
    });
    const now = Object.fromEntries(Attributes.map(({ Key = "", Value }) => [Key, Value]));
    const { stickinessSeconds: seconds } = subject.lab.settingsOf(loadBalancer);
    expectValues(now, {
      "stickiness.enabled": String(seconds !== undefined),
      ...(seconds !== undefined && {
        "stickiness.lb_cookie.duration_seconds": String(seconds),
      }),
    });
    return seconds === undefined ? "not sticky" : `sticky for ${seconds} s`;
  },
};

const requestsAlternate: Check = {
  name: {
    en: "visitors get the pages of all healthy servers in turn, and no other page",
    ko: "방문자에게 모든 정상 서버의 페이지가 번갈아 표시되고, 다른 페이지는 표시되지 않습니다",
  },
  hint: {
    en: "the target group shows why a server is out of rotation; a stopped server leaves after two failed health checks",
    ko: "서버가 제외된 이유는 대상 그룹에 나옵니다. 중지한 서버는 상태 확인에 두 번 실패하면 제외됩니다",
  },
  async run(subject) {
    const targets = await targetsOf(subject, targetGroup(subject));
    const servers = subject.lab.texts("instanceIds");
    const titles = Object.entries(subject.lab.texts("pages"));
    const stateOf = (server = "") =>
      targets.find(({ id }) => id === server)?.state ?? "not registered";
    const states = titles.map(([key, title]) => [title, stateOf(servers[key])] as const);
    const pages = await pagesOf(subject, subject.lab.text("url"), VISITS);
    return expectTurns(pages, Object.fromEntries(states));
  },
};

const visitorStays: Check = {
  name: {
    en: "a visitor stays with one server when sessions are sticky",
    ko: "고정 세션을 사용하면 방문자가 한 서버에 유지됩니다",
  },
  hint: {
    en: "the browser must keep the AWSALB cookie; visitors of an unhealthy server move to another one",
    ko: "브라우저가 AWSALB 쿠키를 유지해야 합니다. 서버가 비정상 상태가 되면 방문자는 다른 서버로 옮겨집니다",
  },
  async run(subject) {
    const { stickinessSeconds } = subject.lab.settingsOf(loadBalancer);
    if (stickinessSeconds === undefined) return "sessions are not sticky";
    const kept = [...(await pagesOfOneVisitor(subject, subject.lab.text("url"), VISITS))];
    expect(kept.length === 1, `one visitor was sent to ${kept.join(" and ")}`);
    return `${kept.join()}, ${VISITS} times`;
  },
};

export const proof: Proof = {
  checks: [
    everyServerRuns,
    everyServerIsTarget,
    onlyByBalancer,
    healthCheckIsAsConfigured,
    targetsAreHealthy,
    stickinessIsAsConfigured,
    requestsAlternate,
    visitorStays,
  ],
  fault: {
    does: {
      en: "one server is deregistered from the target group",
      ko: "서버 한 대를 대상 그룹에서 등록 취소합니다",
    },
    foundBy: everyServerIsTarget,
    async make(subject) {
      const [Id] = Object.values(subject.lab.texts("instanceIds"));
      if (Id === undefined) throw new Failure("the lab has no server");
      const elb = await subject.aws.client(elbClient);
      await elb.deregisterTargets({
        TargetGroupArn: targetGroup(subject),
        Targets: [{ Id }],
      });
    },
  },
};

const targetGroup = ({ lab }: Subject): string => lab.texts("targetGroupArns").web ?? "";
