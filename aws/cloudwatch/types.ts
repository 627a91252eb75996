import type { ServiceTypes } from "../contract/resource-type.ts";

export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const types: ServiceTypes = {
  [DASHBOARD]: { names: ["dashboardName"] },
  [METRIC_ALARM]: {},
};
