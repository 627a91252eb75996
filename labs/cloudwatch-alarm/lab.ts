import { z } from "zod";
import { Monitoring } from "../../components/watching/monitoring.ts";
import { STRESS_COMMAND } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { defineLab } from "../contract/lab.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { instanceType } from "../contract/settings.ts";

export const cloudwatchAlarm = defineLab({
  id: "cloudwatch-alarm",
  title: { ko: "Cloud watch", en: "An alarm" },
  teaches:
    "Watch a server's CPU minute by minute, and be told by e-mail when it is too busy. Raise the load with stress-ng, " +
    "follow the alarm from OK to ALARM and back, and read the dashboard.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    cpuThresholdPercent: z.int().min(1).max(99).default(70),
    cpuPeriods: z.int().min(1).max(10).default(2),
  }),
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
        instances: { server: server.instanceId },
      },
      { parent },
    );
    return {
      instanceId: server.instanceId,
      stress: STRESS_COMMAND,
      topicArn: monitoring.topicArn,
      alarmNames: monitoring.alarmNames,
      dashboard: monitoring.dashboardUrl,
    };
  },
});
