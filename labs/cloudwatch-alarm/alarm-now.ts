import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import type { Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";

/** The name of the lab's alarm. */
export function alarmName({ lab }: Subject): string {
  const [name] = Object.values(lab.texts("alarmNames"));
  expect(name, "the lab has no alarm");
  return name;
}

/** The lab's alarm as AWS has it now. */
export async function alarmNow(subject: Subject): Promise<MetricAlarm> {
  const name = alarmName(subject);
  const cloudWatch = await subject.aws.client(cloudWatchClient);
  const { MetricAlarms: [alarm] = [] } = await cloudWatch.describeAlarms({ AlarmNames: [name] });
  expect(alarm, `there is no alarm ${name}`);
  return alarm;
}
