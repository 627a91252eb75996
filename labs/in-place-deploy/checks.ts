import { autoScalingClient } from "../../aws/autoscaling/client.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService, groupNow, userDataOf } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";

export const proof: Proof = {
  checks: [
    desiredAreInService,
    {
      name: "new servers get the page of the lab's version",
      hint: "npm run class -- solve makes the launch template anew and starts an instance refresh",
      async run(subject) {
        const version = subject.lab.text("version");
        const told = await userDataOf(subject, await ownGroup(subject));
        expect(told.includes(`<title>${version}</title>`), `they would not get ${version}`);
        return version;
      },
    },
    {
      name: "every server has the newest launch template",
      hint: "an instance refresh takes 5 minutes a server (check --wait); Instance refresh in the group's console says why one failed, and starts another",
      async run(subject) {
        const { LaunchTemplate, Instances = [] } = await ownGroup(subject);
        const wanted = LaunchTemplate?.Version;
        const old = Instances.filter(({ LaunchTemplate: its }) => its?.Version !== wanted);
        const refresh = await lastRefresh(subject);
        expect(old.length === 0, `${old.length} of ${Instances.length} are old; ${refresh}`);
        return `version ${wanted} of it; ${refresh}`;
      },
    },
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    {
      name: "the site answers throughout, with the lab's version",
      hint: "during an instance refresh old and new pages take turns; an error means that minHealthyPercentage leaves too few servers",
      async run(subject) {
        needsTraffic(subject);
        const { lab } = subject;
        return watchSite(lab.text("url"), lab.text("version"));
      },
    },
  ],
  fault: {
    does: "the load balancer's target group is detached from the group of servers",
    foundBy: groupsAreTargets.name,
    async make({ lab, aws }) {
      const autoScaling = await aws.client(autoScalingClient);
      await autoScaling.detachLoadBalancerTargetGroups({
        AutoScalingGroupName: lab.text("groupName"),
        TargetGroupARNs: [lab.one("aws:lb/targetGroup:TargetGroup").id],
      });
    },
  },
};

const ownGroup = (subject: Subject) => groupNow(subject, subject.lab.text("groupName"));

async function lastRefresh({ lab, aws }: Subject): Promise<string> {
  const autoScaling = await aws.client(autoScalingClient);
  const { InstanceRefreshes: [last] = [] } = await autoScaling.describeInstanceRefreshes({
    AutoScalingGroupName: lab.text("groupName"),
  });
  if (!last) return "no refresh so far";
  const { Status = "unknown", PercentageComplete = 0, StatusReason = "" } = last;
  return `the last refresh is ${Status}, ${PercentageComplete} % done ${StatusReason}`.trimEnd();
}

/** Visits a site for some time. @throws Failure unless every visitor gets the version */
export async function watchSite(
  url: string,
  version: string,
  { visits = 20, pauseMs = 500 } = {},
): Promise<string> {
  const pages = await pagesOf(url, visits, pauseMs);
  const seen = countsOf(pages);
  expect(pages.size === 1 && pages.has(version), `seen ${seen}`);
  return seen;
}
