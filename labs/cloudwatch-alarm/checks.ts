import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import { DASHBOARD } from "../../aws/cloudwatch/types.ts";
import { snsClient } from "../../aws/sns/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import { serverIsHardened, serverNow, serverRuns } from "../kit/server/servers.ts";
import { expectValues } from "../kit/values.ts";
import { topicHasReader } from "../kit/watching/topics.ts";
import { alarmName, alarmNow } from "./alarm-now.ts";
import { alarmStory, letsIn } from "./alarm-story.ts";
import { cloudwatchAlarm } from "./lab.ts";

const cpuIsMeasured: Check = {
  name: {
    en: "detailed monitoring is on: the server's CPU is measured every minute",
    ko: "세부 모니터링이 켜져 있어 서버의 CPU를 1분마다 측정합니다",
  },
  hint: {
    en: "enable detailed monitoring for the server (Actions, Monitor and troubleshoot), or run npm run class -- solve",
    ko: "서버의 세부 모니터링을 활성화하거나(작업, 모니터링 및 문제 해결) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { Monitoring } = await serverNow(subject, subject.lab.text("instanceId"));
    const state = Monitoring?.State ?? "unknown";
    expect(/^(enabled|pending)$/.test(state), `detailed monitoring is ${state}`);
    return state;
  },
};

const alarmIsAsConfigured: Check = {
  name: {
    en: "the alarm watches the server with the configured threshold (cpuThresholdPercent, cpuPeriods)",
    ko: "경보가 설정한 임계값(cpuThresholdPercent, cpuPeriods)으로 서버를 감시합니다",
  },
  hint: {
    en: "compare the alarm's conditions with cpuThresholdPercent and cpuPeriods, or run npm run class -- solve",
    ko: "경보의 조건을 cpuThresholdPercent, cpuPeriods와 비교하거나 npm run class -- solve를 실행하세요",
  },
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
        "period in seconds": alarm.Period,
      },
      {
        server: subject.lab.text("instanceId"),
        metric: "CPUUtilization",
        percent,
        minutes,
        "period in seconds": 60,
      },
    );
    return `${alarm.StateValue}; above ${percent} % for ${minutes} minutes`;
  },
};

const alarmNotifies: Check = {
  name: {
    en: "the alarm notifies on ALARM and on OK",
    ko: "경보가 ALARM과 OK 상태가 될 때 알림을 보냅니다",
  },
  hint: {
    en: "enable the alarm's actions (Actions, Alarm actions), or run npm run class -- solve",
    ko: "경보의 작업을 활성화하거나(작업, 경보 작업) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { ActionsEnabled, AlarmActions = [], OKActions = [] } = await alarmNow(subject);
    const topic = subject.lab.text("topicArn");
    expect(ActionsEnabled, "the alarm's actions are disabled: it notifies nobody");
    expect(AlarmActions.includes(topic), "the alarm does not notify the topic on ALARM");
    expect(OKActions.includes(topic), "the alarm does not notify the topic on OK");
    return topic;
  },
};

const cloudWatchMayPublish: Check = {
  name: {
    en: "the topic is encrypted and allows CloudWatch to publish",
    ko: "주제가 암호화되어 있고 CloudWatch의 게시를 허용합니다",
  },
  hint: {
    en: "npm run class -- solve restores the topic's policy and key",
    ko: "npm run class -- solve가 주제의 정책과 키를 복원합니다",
  },
  async run({ lab, aws }) {
    const sns = await aws.client(snsClient);
    const { Attributes = {} } = await sns.getTopicAttributes({
      TopicArn: lab.text("topicArn"),
    });
    const { Policy = "{}", KmsMasterKeyId } = Attributes;
    expect(
      letsIn(Policy, "cloudwatch.amazonaws.com"),
      "the topic's policy does not allow CloudWatch to publish",
    );
    expect(KmsMasterKeyId, "the topic has no key");
    return KmsMasterKeyId;
  },
};

const eachAlarmNotifiedOnce: Check = {
  name: {
    en: "each ALARM sent one notification",
    ko: "ALARM 상태가 될 때마다 알림을 한 번 보냈습니다",
  },
  hint: {
    en: "the alarm's History tab shows why a notification failed: usually the topic's policy or its key's policy",
    ko: "알림이 실패한 이유는 경보의 기록 탭에서 확인하세요. 대개 주제의 정책이나 키의 정책 때문입니다",
  },
  async run(subject) {
    needsAws(subject, "keeps no alarm history");
    const cloudWatch = await subject.aws.client(cloudWatchClient);
    const { AlarmHistoryItems = [] } = await cloudWatch.describeAlarmHistory({
      AlarmName: alarmName(subject),
    });
    return alarmStory(AlarmHistoryItems, subject.lab.text("topicArn"));
  },
};

const dashboardShowsBoth: Check = {
  name: {
    en: "the dashboard shows the alarm and the server's CPU",
    ko: "대시보드에 경보와 서버의 CPU가 표시됩니다",
  },
  hint: {
    en: "npm run class -- solve restores the dashboard",
    ko: "npm run class -- solve가 대시보드를 복원합니다",
  },
  async run(subject) {
    const { lab, aws } = subject;
    const { id: DashboardName } = lab.one(DASHBOARD);
    const cloudWatch = await aws.client(cloudWatchClient);
    const { DashboardBody = "" } = await cloudWatch.getDashboard({ DashboardName });
    const { AlarmArn = "" } = await alarmNow(subject);
    expect(DashboardBody.includes(AlarmArn), "the dashboard does not show the alarm");
    expect(
      DashboardBody.includes(lab.text("instanceId")),
      "the dashboard does not show the server",
    );
    return DashboardName;
  },
};

export const proof: Proof = {
  checks: [
    serverRuns,
    serverIsHardened,
    cpuIsMeasured,
    alarmIsAsConfigured,
    alarmNotifies,
    cloudWatchMayPublish,
    topicHasReader,
    eachAlarmNotifiedOnce,
    dashboardShowsBoth,
  ],
  fault: {
    does: {
      en: "the alarm's actions are disabled: it notifies nobody",
      ko: "경보의 작업을 비활성화해 아무에게도 알리지 않게 합니다",
    },
    foundBy: alarmNotifies,
    async make(subject) {
      const cloudWatch = await subject.aws.client(cloudWatchClient);
      await cloudWatch.disableAlarmActions({ AlarmNames: [alarmName(subject)] });
    },
  },
};
