import { GROUP } from "../autoscaling/types.ts";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { cloudWatchClient } from "./client.ts";
import { alarmCharge, dashboardCharge } from "./price.ts";
import { DASHBOARD, METRIC_ALARM } from "./types.ts";

/** An Auto Scaling group deletes the alarms of its scaling policies. */
export const alarms: Finder = {
  kind: "alarm",
  types: [METRIC_ALARM],
  named: true,
  arns: ["cloudwatch:alarm"],
  after: [GROUP],
  async find({ client }) {
    const cloudWatch = await client(cloudWatchClient);
    const found = await all(
      cloudWatch.paginateDescribeAlarms({}),
      ({ MetricAlarms }) => MetricAlarms,
    );
    return found.map(({ AlarmName = "", AlarmArn, AlarmConfigurationUpdatedTimestamp }) => ({
      id: AlarmName,
      arn: AlarmArn,
      name: AlarmName,
      tags: async () =>
        tagsOf((await cloudWatch.listTagsForResource({ ResourceARN: AlarmArn })).Tags),
      createdAt: AlarmConfigurationUpdatedTimestamp,
      redated: true,
      charges: [alarmCharge],
      remove: () => cloudWatch.deleteAlarms({ AlarmNames: [AlarmName] }),
    }));
  },
};

/** They have no tags. */
export const dashboards: Finder = {
  kind: "dashboard",
  types: [DASHBOARD],
  named: true,
  arns: [],
  after: [],
  async find({ client }) {
    const cloudWatch = await client(cloudWatchClient);
    const found = await all(
      cloudWatch.paginateListDashboards({}),
      ({ DashboardEntries }) => DashboardEntries,
    );
    return found.map(({ DashboardName = "", LastModified }) => ({
      id: DashboardName,
      name: DashboardName,
      tags: {},
      createdAt: LastModified,
      redated: true,
      charges: [dashboardCharge],
      remove: () => cloudWatch.deleteDashboards({ DashboardNames: [DashboardName] }),
    }));
  },
};
