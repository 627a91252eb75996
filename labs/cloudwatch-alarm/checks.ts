import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import { snsClient } from "../../aws/sns/client.ts";
import { cloudwatchAlarm } from "./lab.ts";
import { alarmStory, letsIn } from "./alarm-story.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { serverIsHardened, serverNow, serverRuns } from "../kit/server/servers.ts";
import { topicHasReader } from "../kit/watching/topics.ts";
import { expectValues } from "../kit/values.ts";

const TELLS = "the alarm tells the topic of trouble, and of its end";

export const proof: Proof = {
  checks: [
    serverRuns,
    serverIsHardened,
    {
      name: "the server's CPU is measured every minute",
      hint: "enable detailed monitoring of the server (Actions, Monitor and troubleshoot), or npm run class -- solve",
      async run(subject) {
        const { Monitoring } = await serverNow(subject, subject.lab.text("instanceId"));
        const state = Monitoring?.State ?? "unknown";
        expect(/^(enabled|pending)$/.test(state), `detailed monitoring is ${state}`);
        return state;
      },
    },
    {
      name: "the alarm watches the server, with the lab's limit",
      hint: "compare the alarm's condition with cpuThresholdPercent and cpuPeriods, or npm run class -- solve",
      async run(subject) {
        const { Dimensions = [], ...alarm } = await alarmNow(subject);
        const { cpuThresholdPercent: percent, cpuPeriods: minutes } =
          subject.lab.settingsOf(cloudwatchAlarm);
        const watched = Dimensions.find(({ Name }) => Name === "InstanceId")?.Value;
        expectValues(
          {
            server: watched,
            metric: alarm.MetricName,
            percent: alarm.Threshold,
            minutes: alarm.EvaluationPeriods,
            "seconds between two looks": alarm.Period,
          },
          {
            server: subject.lab.text("instanceId"),
            metric: "CPUUtilization",
            percent,
            minutes,
            "seconds between two looks": 60,
          },
        );
        return `${alarm.StateValue}; above ${percent} % for ${minutes} minutes`;
      },
    },
    {
      name: TELLS,
      hint: "enable the alarm's actions (Actions, Alarm actions), or npm run class -- solve",
      async run(subject) {
        const { ActionsEnabled, AlarmActions = [], OKActions = [] } = await alarmNow(subject);
        const topic = subject.lab.text("topicArn");
        expect(ActionsEnabled, "its actions are switched off: it rings, and tells nobody");
        expect(AlarmActions.includes(topic), "it does not tell the topic of trouble");
        expect(OKActions.includes(topic), "it does not tell the topic that all is well again");
        return topic;
      },
    },
    {
      name: "CloudWatch may publish to the topic, which is encrypted",
      hint: "npm run class -- solve puts the topic's policy and key back",
      async run({ lab, aws }) {
        const sns = await aws.client(snsClient);
        const { Attributes = {} } = await sns.getTopicAttributes({
          TopicArn: lab.text("topicArn"),
        });
        const { Policy = "{}", KmsMasterKeyId } = Attributes;
        expect(letsIn(Policy, "cloudwatch.amazonaws.com"), "its policy does not let CloudWatch in");
        expect(KmsMasterKeyId, "it has no key");
        return KmsMasterKeyId;
      },
    },
    topicHasReader,
    {
      name: "each ALARM has sent one notification",
      hint: "the alarm's History tab says why a notification failed: mostly the topic's policy or the policy of its key",
      async run(subject) {
        needsAws(subject, "keeps no history of alarms");
        const cloudWatch = await subject.aws.client(cloudWatchClient);
        const { AlarmHistoryItems = [] } = await cloudWatch.describeAlarmHistory({
          AlarmName: alarmName(subject),
        });
        return alarmStory(AlarmHistoryItems, subject.lab.text("topicArn"));
      },
    },
    {
      name: "the dashboard shows the alarm and the server's CPU",
      hint: "npm run class -- solve puts the dashboard back as it was",
      async run(subject) {
        const { lab, aws } = subject;
        const { id: DashboardName } = lab.one("aws:cloudwatch/dashboard:Dashboard");
        const cloudWatch = await aws.client(cloudWatchClient);
        const { DashboardBody = "" } = await cloudWatch.getDashboard({ DashboardName });
        const { AlarmArn = "" } = await alarmNow(subject);
        expect(DashboardBody.includes(AlarmArn), "it does not show the alarm");
        expect(DashboardBody.includes(lab.text("instanceId")), "it does not show the server");
        return DashboardName;
      },
    },
  ],
  fault: {
    does: "the alarm's actions are switched off: it rings, and tells nobody",
    foundBy: TELLS,
    async make(subject) {
      const cloudWatch = await subject.aws.client(cloudWatchClient);
      await cloudWatch.disableAlarmActions({ AlarmNames: [alarmName(subject)] });
    },
  },
};

function alarmName({ lab }: Subject): string {
  const [name] = Object.values(lab.texts("alarmNames"));
  expect(name, "the lab has no alarm");
  return name;
}

async function alarmNow(subject: Subject): Promise<MetricAlarm> {
  const name = alarmName(subject);
  const cloudWatch = await subject.aws.client(cloudWatchClient);
  const { MetricAlarms: [alarm] = [] } = await cloudWatch.describeAlarms({ AlarmNames: [name] });
  expect(alarm, `there is no alarm ${name}`);
  return alarm;
}
