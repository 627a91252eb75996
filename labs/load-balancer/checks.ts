import { elbClient } from "../../aws/elb/client.ts";
import { loadBalancer } from "./lab.ts";
import { expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectTurns } from "../kit/web/shares.ts";
import { expectValues } from "../kit/values.ts";
import { pagesOf, pagesOfOneVisitor } from "../kit/web/visit.ts";
import {
  expectTargets,
  onlyByBalancer,
  targetsAreHealthy,
  targetsOf,
} from "../kit/web/web-tier.ts";

const ALL_IN = "every server is a target of the load balancer";

/** Enough visits to see every server: that one of two is left out by chance happens once in 500. */
const VISITS = 10;

export const proof: Proof = {
  checks: [
    {
      name: ALL_IN,
      hint: "register the missing server with the target group, or npm run class -- solve",
      async run(subject) {
        const servers = Object.values(subject.lab.texts("instanceIds"));
        expectTargets(await targetsOf(subject, targetGroup(subject)), servers);
        return `${servers.length} targets`;
      },
    },
    onlyByBalancer,
    {
      name: "servers are asked for their health as often as the lab sets",
      hint: "edit the target group's health check, or npm run class -- solve",
      async run(subject) {
        const elb = await subject.aws.client(elbClient);
        const { TargetGroups: [group] = [] } = await elb.describeTargetGroups({
          TargetGroupArns: [targetGroup(subject)],
        });
        const { HealthCheckIntervalSeconds: seconds = 0, UnhealthyThresholdCount: times = 0 } =
          group ?? {};
        const { healthCheckIntervalSeconds } = subject.lab.settingsOf(loadBalancer);
        expectValues({ seconds }, { seconds: healthCheckIntervalSeconds });
        return `every ${seconds} s: one that stops leaves the rotation within ${seconds * times} s`;
      },
    },
    targetsAreHealthy,
    {
      name: "sessions are sticky, or not, as the lab sets",
      hint: "edit the target group's attributes, or npm run class -- solve",
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
    },
    {
      name: "visitors get the pages of all healthy servers in turns, and of no other",
      hint: "the target group's health reasons say why a server is out; one that was stopped leaves after two bad answers",
      async run(subject) {
        needsTraffic(subject);
        const targets = await targetsOf(subject, targetGroup(subject));
        const servers = subject.lab.texts("instanceIds");
        const titles = Object.entries(subject.lab.texts("pages"));
        const stateOf = (server = "") =>
          targets.find(({ id }) => id === server)?.state ?? "no target";
        const states = titles.map(([key, title]) => [title, stateOf(servers[key])] as const);
        const pages = await pagesOf(subject.lab.text("url"), VISITS);
        return expectTurns(pages, Object.fromEntries(states));
      },
    },
    {
      name: "a visitor stays with one server when sessions are sticky",
      hint: "the browser must keep the cookie AWSALB; a server that is unhealthy hands its visitors over",
      async run(subject) {
        const { stickinessSeconds } = subject.lab.settingsOf(loadBalancer);
        if (stickinessSeconds === undefined) return "sessions are not sticky";
        needsTraffic(subject);
        const kept = [...(await pagesOfOneVisitor(subject.lab.text("url"), VISITS))];
        expect(kept.length === 1, `one visitor was sent to ${kept.join(" and ")}`);
        return `${kept.join()}, ${VISITS} times`;
      },
    },
  ],
  fault: {
    does: "one server is taken out of the target group",
    foundBy: ALL_IN,
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
