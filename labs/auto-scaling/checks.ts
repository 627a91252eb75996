import type { Activity } from "@aws-sdk/client-auto-scaling";
import { autoScalingClient } from "../../aws/autoscaling/client.ts";
import { autoScaling } from "./lab.ts";
import { CannotTell, expect, Failure, needsAws, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectPage } from "../kit/site/pages.ts";
import { topicHasReader } from "../kit/watching/topics.ts";
import { expectValues } from "../kit/values.ts";
import { desiredAreInService, groupNow, inService } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";

const FOLLOWS_CPU = "the group follows the CPU of its servers";
const POLICY = "aws:autoscaling/policy:Policy";

export const proof: Proof = {
  checks: [
    desiredAreInService,
    {
      name: "the group has the limits that the lab sets",
      hint: "set minimum and maximum capacity of the group, or npm run class -- solve",
      async run(subject) {
        const { MinSize, MaxSize, DesiredCapacity } = await ownGroup(subject);
        const { min, max } = subject.lab.settingsOf(autoScaling);
        expectValues({ min: MinSize, max: MaxSize }, { min, max });
        return `${min} to ${max} servers, ${DesiredCapacity} now`;
      },
    },
    {
      name: FOLLOWS_CPU,
      hint: "put the target tracking policy back (Automatic scaling tab), or npm run class -- solve",
      async run({ lab, aws }) {
        const { min, max, cpuTargetPercent } = lab.settingsOf(autoScaling);
        if (min === max) return `nothing to follow: always ${min} servers`;
        const client = await aws.client(autoScalingClient);
        const { ScalingPolicies = [] } = await client.describePolicies({
          AutoScalingGroupName: lab.text("groupName"),
        });
        const policy = ScalingPolicies.find(
          ({ TargetTrackingConfiguration: its }) =>
            its?.PredefinedMetricSpecification?.PredefinedMetricType === "ASGAverageCPUUtilization",
        );
        expect(policy, "it has no policy for CPU: it stays as big as it is");
        expect(policy.Enabled !== false, `policy ${policy.PolicyName} is switched off`);
        const { TargetValue } = policy.TargetTrackingConfiguration ?? {};
        expectValues(
          { "target in percent": TargetValue },
          { "target in percent": cpuTargetPercent },
        );
        return `keeps it at ${TargetValue} %`;
      },
    },
    {
      name: "the activity log tells of every launch, and the last one went well",
      hint: "the log's status reason says what AWS refused: a quota, an instance type that the zone has not, a permission",
      async run(subject) {
        const log = await activities(subject);
        const [last] = log;
        expect(last, "the log is empty: the group has never launched a server");
        const { Description = "", StatusCode, StatusMessage = "" } = last;
        expect(StatusCode !== "Failed", `${Description}: ${StatusMessage}`);
        const silent = inService(await ownGroup(subject)).filter(
          ({ InstanceId = "" }) => !log.some((entry) => entry.Description?.includes(InstanceId)),
        );
        const names = silent.map(({ InstanceId }) => InstanceId).join(", ");
        expect(silent.length === 0, `the log has no word of ${names}`);
        return `${log.length} entries, the last: ${Description}`;
      },
    },
    {
      name: "load has called servers in, and its end has sent them home",
      hint: "the alarms of the policy (CloudWatch, TargetTracking-...) say what CPU they have seen; growing takes 3 minutes of load, shrinking 15 without",
      async run(subject) {
        needsAws(subject, "measures no CPU");
        const { min, max } = subject.lab.settingsOf(autoScaling);
        if (min === max) return `nothing to call: always ${min} servers`;
        return loadStory(await activities(subject));
      },
    },
    {
      name: "launches and terminations are told to the topic",
      hint: "put the notification back (Activity tab, Activity notifications), or npm run class -- solve",
      async run({ lab, aws }) {
        if (!lab.settingsOf(autoScaling).notifications) return "notifications are off";
        const topic = lab.one("aws:sns/topic:Topic").id;
        const client = await aws.client(autoScalingClient);
        const { NotificationConfigurations = [] } = await client.describeNotificationConfigurations(
          {
            AutoScalingGroupNames: [lab.text("groupName")],
          },
        );
        const told = NotificationConfigurations.filter(({ TopicARN }) => TopicARN === topic).map(
          ({ NotificationType = "" }) => NotificationType.replace("autoscaling:EC2_INSTANCE_", ""),
        );
        const missing = EVENTS.filter((event) => !told.includes(event));
        expect(missing.length === 0, `nobody is told of ${missing.join(", ")}`);
        return told.join(", ");
      },
    },
    topicHasReader,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    {
      name: "the site answers",
      hint: "every target must be healthy first; then compare the load balancer's security group: port 80 from everywhere",
      async run(subject) {
        if (!subject.lab.settingsOf(autoScaling).loadBalancer)
          return "the lab has no load balancer: nobody gets in";
        needsTraffic(subject);
        const { title } = await expectPage(subject.lab.text("url"), { status: 200 });
        return `"${title}"`;
      },
    },
  ],
  fault: {
    does: "the scaling policy is deleted: the group does not grow any more",
    foundBy: FOLLOWS_CPU,
    async make({ lab, aws }) {
      const [policy] = lab.all(POLICY);
      if (!policy) throw new Failure("the lab has no scaling policy: set max above min");
      const client = await aws.client(autoScalingClient);
      await client.deletePolicy({
        AutoScalingGroupName: lab.text("groupName"),
        PolicyName: policy.id,
      });
    },
  },
};

const EVENTS = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR"];

const ownGroup = (subject: Subject) => groupNow(subject, subject.lab.text("groupName"));

async function activities({ lab, aws }: Subject): Promise<Activity[]> {
  const client = await aws.client(autoScalingClient);
  const { Activities = [] } = await client.describeScalingActivities({
    AutoScalingGroupName: lab.text("groupName"),
  });
  return Activities;
}

/**
 * What alarms have done to the group's size, the newest activity first.
 *
 * @throws CannotTell when no load has come yet, or has not gone
 */
export function loadStory(log: readonly Pick<Activity, "Cause">[]): string {
  const steps = log.flatMap(({ Cause = "" }) => {
    const [, from, to] = /triggered policy .*? from (\d+) to (\d+)/.exec(Cause) ?? [];
    return from === undefined || to === undefined ? [] : [[Number(from), Number(to)] as const];
  });
  const grown = steps.filter(([from, to]) => to > from);
  if (grown.length === 0)
    throw new CannotTell("no load has called a server in yet: run the lab's output stress on one");
  const most = Math.max(...grown.map(([, to]) => to));
  const [[from, to] = [0, 0]] = steps;
  if (to > from) throw new CannotTell(`it has grown to ${most}, and the load is not over yet`);
  return `grown to ${most}, back to ${to}`;
}
