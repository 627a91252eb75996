import { autoScalingClient } from "../../aws/autoscaling/client.ts";
import { SCALING_POLICY } from "../../aws/autoscaling/types.ts";
import { TOPIC } from "../../aws/sns/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { expectPage } from "../kit/site/pages.ts";
import { expectValues } from "../kit/values.ts";
import { topicHasReader } from "../kit/watching/topics.ts";
import { desiredAreInService, inService, ownGroup } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";
import { autoScaling } from "./lab.ts";
import { activitiesNow, scalingHistory } from "./scaling-history.ts";

const EVENTS = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR"];

const limitsAreAsConfigured: Check = {
  name: {
    en: "the group's minimum and maximum are as configured",
    ko: "그룹의 최소 용량과 최대 용량이 설정과 같습니다",
  },
  hint: {
    en: "set the group's minimum and maximum capacity, or run npm run class -- solve",
    ko: "그룹의 최소 용량과 최대 용량을 설정하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { MinSize, MaxSize, DesiredCapacity } = await ownGroup(subject);
    const { min, max } = subject.lab.settingsOf(autoScaling);
    expectValues({ min: MinSize, max: MaxSize }, { min, max });
    return `${min} to ${max} servers, ${DesiredCapacity} now`;
  },
};

const followsCpu: Check = {
  name: {
    en: "the group scales with the CPU utilization of its servers",
    ko: "그룹이 서버의 CPU 사용률에 따라 조정됩니다",
  },
  hint: {
    en: "restore the target tracking policy (Automatic scaling tab), or run npm run class -- solve",
    ko: "대상 추적 정책을 복원(자동 크기 조정 탭)하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    const { min, max, cpuTargetPercent } = lab.settingsOf(autoScaling);
    if (min === max) return `no scaling: always ${min} servers`;
    const client = await aws.client(autoScalingClient);
    const { ScalingPolicies = [] } = await client.describePolicies({
      AutoScalingGroupName: lab.text("groupName"),
    });
    const policy = ScalingPolicies.find(
      ({ TargetTrackingConfiguration: its }) =>
        its?.PredefinedMetricSpecification?.PredefinedMetricType === "ASGAverageCPUUtilization",
    );
    expect(policy, "the group has no scaling policy for CPU: its size does not change");
    expect(policy.Enabled !== false, `policy ${policy.PolicyName} is disabled`);
    const { TargetValue } = policy.TargetTrackingConfiguration ?? {};
    expectValues({ "target in percent": TargetValue }, { "target in percent": cpuTargetPercent });
    return `target ${TargetValue} %`;
  },
};

const launchesSucceeded: Check = {
  name: {
    en: "the activity history has every launch, and the last activity succeeded",
    ko: "활동 기록에 모든 시작이 있고, 마지막 활동이 성공했습니다",
  },
  hint: {
    en: "the status reason in the history shows what AWS refused: a quota, an instance type that the zone does not offer, a permission",
    ko: "활동 기록의 상태 이유에 AWS가 거부한 원인이 나옵니다. 할당량, 가용 영역에서 제공하지 않는 인스턴스 유형, 권한 등입니다",
  },
  async run(subject) {
    const activities = await activitiesNow(subject);
    const [last] = activities;
    expect(last, "the history is empty: the group has never launched a server");
    const { Description = "", StatusCode, StatusMessage = "" } = last;
    expect(StatusCode !== "Failed", `${Description}: ${StatusMessage}`);
    const missing = inService(await ownGroup(subject)).filter(
      ({ InstanceId = "" }) =>
        !activities.some((activity) => activity.Description?.includes(InstanceId)),
    );
    const names = missing.map(({ InstanceId }) => InstanceId).join(", ");
    expect(missing.length === 0, `the history has no entry for ${names}`);
    return `${activities.length} entries, the last: ${Description}`;
  },
};

const loadChangedSize: Check = {
  name: {
    en: "the group has grown under load and shrunk after it",
    ko: "그룹이 부하에 따라 늘어났고, 부하가 끝난 뒤 줄어들었습니다",
  },
  hint: {
    en: "the policy's alarms (CloudWatch, TargetTracking-...) show the measured CPU; growing takes 3 minutes under load, shrinking 15 minutes without",
    ko: "정책의 경보(CloudWatch, TargetTracking-...)에 측정된 CPU가 나옵니다. 부하가 3분 이어지면 늘어나고, 부하 없이 15분이 지나면 줄어듭니다",
  },
  async run(subject) {
    const { min, max } = subject.lab.settingsOf(autoScaling);
    if (min === max) return `no scaling: always ${min} servers`;
    return scalingHistory(await activitiesNow(subject), loadFor(subject));
  },
};

const topicIsNotified: Check = {
  name: {
    en: "launches and terminations are sent to the topic",
    ko: "서버의 시작과 종료가 SNS 주제로 전송됩니다",
  },
  hint: {
    en: "restore the notification (Activity tab, Activity notifications), or run npm run class -- solve",
    ko: "알림을 복원(활동 탭의 활동 알림)하거나 npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    if (!lab.settingsOf(autoScaling).notifications) return "notifications are off";
    const topic = lab.one(TOPIC).id;
    const client = await aws.client(autoScalingClient);
    const { NotificationConfigurations = [] } = await client.describeNotificationConfigurations({
      AutoScalingGroupNames: [lab.text("groupName")],
    });
    const sent = NotificationConfigurations.filter(({ TopicARN }) => TopicARN === topic).map(
      ({ NotificationType = "" }) => NotificationType.replace("autoscaling:EC2_INSTANCE_", ""),
    );
    const missing = EVENTS.filter((event) => !sent.includes(event));
    expect(missing.length === 0, `no notification on ${missing.join(", ")}`);
    return sent.join(", ");
  },
};

const siteAnswers: Check = {
  name: { en: "the site answers", ko: "사이트가 응답합니다" },
  hint: {
    en: "every target must be healthy; then check the load balancer's security group: port 80 open to everyone",
    ko: "먼저 모든 대상이 정상 상태여야 합니다. 그다음 로드 밸런서의 보안 그룹이 80번 포트를 모두에게 여는지 확인하세요",
  },
  async run(subject) {
    if (!subject.lab.settingsOf(autoScaling).loadBalancer)
      return "the lab has no load balancer, so the site is not reachable";
    const { title } = await expectPage(subject, subject.lab.text("url"), { status: 200 });
    return `"${title}"`;
  },
};

export const proof: Proof = {
  checks: [
    desiredAreInService,
    limitsAreAsConfigured,
    followsCpu,
    launchesSucceeded,
    loadChangedSize,
    topicIsNotified,
    topicHasReader,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    siteAnswers,
  ],
  fault: {
    does: {
      en: "the scaling policy is deleted, so the group no longer grows",
      ko: "조정 정책을 삭제하여 그룹이 더 이상 늘어나지 않게 합니다",
    },
    foundBy: followsCpu,
    async make({ lab, aws }) {
      const [policy] = lab.all(SCALING_POLICY);
      if (!policy) throw new Failure("the lab has no scaling policy: set max above min");
      const client = await aws.client(autoScalingClient);
      await client.deletePolicy({
        AutoScalingGroupName: lab.text("groupName"),
        PolicyName: policy.id,
      });
    },
  },
};

/** How to put load on the group on the emulator, where nobody can log in to the servers: the CPU metric is set directly. */
function loadFor({ lab, aws }: Subject): string | undefined {
  if (aws.endpoint === undefined) return undefined;
  const group = `AutoScalingGroupName=${lab.text("groupName")}`;
  return `aws cloudwatch put-metric-data --namespace AWS/EC2 --metric-name CPUUtilization --dimensions ${group} --value 90 adds one, --value 5 removes it`;
}
