import { z } from "zod";
import { sessionCommand, STRESS_COMMAND } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { Monitoring } from "../../components/watching/monitoring.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { ownName } from "../kit/own-name.ts";
import { serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const cloudwatchAlarm = defineLab({
  id: "cloudwatch-alarm",
  title: { ko: "CloudWatch 경보", en: "An alarm" },
  teaches: {
    en:
      "Monitor a server's CPU every minute, and get an e-mail when it is too busy. Raise the load with stress-ng, " +
      "follow the alarm from OK to ALARM and back, and read the dashboard.",
    ko:
      "서버의 CPU를 1분마다 모니터링하고, 사용률이 높아지면 이메일로 알림을 받습니다. stress-ng로 부하를 높여 경보가 OK에서 " +
      "ALARM으로, 다시 OK로 바뀌는 과정을 살펴보고 대시보드를 읽습니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    cpuThresholdPercent: z.int().min(1).max(99).default(70).meta({
      description: "CPU utilization in percent above which the alarm goes off.",
      ko: "경보가 울리는 CPU 사용률의 임계값(%).",
    }),
    cpuPeriods: z.int().min(1).max(10).default(2).meta({
      description: "Minutes in a row above the threshold before the alarm goes off.",
      ko: "임계값을 연속으로 초과해야 경보가 울리는 시간(분).",
    }),
  }),
  outputs: {
    instanceId: value("Instance ID", "인스턴스 ID"),
    sessionManager: serverOutputs.sessionManager,
    stress: command(
      "Load the CPU (on the server, after login)",
      "CPU에 부하 주기(로그인한 서버에서 실행)",
    ),
    topicArn: value("SNS topic ARN", "SNS 주제 ARN"),
    alarmNames: value("Alarm names", "경보 이름"),
    dashboard: link("CloudWatch dashboard", "CloudWatch 대시보드"),
  },
  build(context, { instanceType, ...limits }) {
    const { parent, name, config } = context;
    const server = new Server(
      name,
      {
        ...serverPlace(context),
        instanceType,
        detailedMonitoring: true,
        userData: linuxUserData([{ name: "install-stress" }]),
      },
      { parent },
    );
    const monitoring = new Monitoring(
      name,
      {
        ...limits,
        detailedMonitoring: true,
        email: config.email,
        // The class id distinguishes classes whose stacks have the same name in the same account.
        dashboardSuffix: config.id && ownName(config, config.id),
        instances: { server: server.instanceId },
      },
      { parent },
    );
    return {
      instanceId: server.instanceId,
      sessionManager: sessionCommand(server),
      stress: STRESS_COMMAND,
      topicArn: monitoring.topicArn,
      alarmNames: monitoring.alarmNames,
      dashboard: monitoring.dashboardUrl,
    };
  },
});
