import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "cloudwatch/alarm": { service: "AmazonCloudWatch", usage: "CW:AlarmMonitorUsage" },
  "cloudwatch/metric": { service: "AmazonCloudWatch", usage: "CW:MetricMonitorUsage" },
});
