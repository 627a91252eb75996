import { budgetsClient } from "../../../aws/budgets/client.ts";
import { cloudWatchClient } from "../../../aws/cloudwatch/client.ts";
import { logsClient } from "../../../aws/logs/client.ts";
import { snsClient } from "../../../aws/sns/client.ts";
import { accountOf } from "../../../aws/account.ts";
import { all, type Finder, tagsOf, type Tie } from "../../../aws/contract/finder.ts";

export const alarms: Finder = {
  kind: "alarm",
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  arns: ["cloudwatch:alarm"],
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
      charges: [{ item: "alarm", price: "cloudwatch/alarm", quantity: 1, per: "month" }],
      remove: () => cloudWatch.deleteAlarms({ AlarmNames: [AlarmName] }),
    }));
  },
};

/** They carry no tags. */
export const dashboards: Finder = {
  kind: "dashboard",
  types: ["aws:cloudwatch/dashboard:Dashboard"],
  arns: [],
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
      charges: [{ item: "dashboard", price: "cloudwatch/dashboard", quantity: 1, per: "month" }],
      remove: () => cloudWatch.deleteDashboards({ DashboardNames: [DashboardName] }),
    }));
  },
};

export const topics: Finder = {
  kind: "topic (SNS)",
  types: ["aws:sns/topic:Topic"],
  arns: ["sns:*"],
  async find({ client }) {
    const sns = await client(snsClient);
    const found = await all(sns.paginateListTopics({}), ({ Topics }) => Topics);
    return found.map(({ TopicArn = "" }) => ({
      id: TopicArn,
      arn: TopicArn,
      name: TopicArn.split(":").pop(),
      tags: async () => tagsOf((await sns.listTagsForResource({ ResourceArn: TopicArn })).Tags),
      charges: [], // what is sent is paid for
      remove: () => sns.deleteTopic({ TopicArn }),
    }));
  },
};

const GIB = 2 ** 30;

export const logGroups: Finder = {
  kind: "log group",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  arns: ["logs:log-group"],
  async find({ client }) {
    const logs = await client(logsClient);
    const found = await all(logs.paginateDescribeLogGroups({}), ({ logGroups }) => logGroups);
    return found.map(({ logGroupName = "", arn, creationTime, storedBytes = 0 }) => {
      const resourceArn = arn?.replace(/:\*$/, "");
      return {
        id: logGroupName,
        arn: resourceArn,
        name: logGroupName,
        tags: async () => (await logs.listTagsForResource({ resourceArn })).tags ?? {},
        createdAt: creationTime === undefined ? undefined : new Date(creationTime),
        ties: writtenBy(logGroupName),
        ...(storedBytes > 0 && {
          charges: [
            {
              item: "stored logs",
              price: "logs/storage",
              quantity: storedBytes / GIB,
              per: "month" as const,
            },
          ],
        }),
        remove: () => logs.deleteLogGroup({ logGroupName }),
      };
    });
  },
};

/** Services make groups by themselves, without tags, and name them for what writes to them. */
const WRITERS: readonly (readonly [prefix: string, type: string])[] = [
  ["/aws/rds/instance/", "aws:rds/instance:Instance"],
  ["/aws/elasticbeanstalk/", "aws:elasticbeanstalk/environment:Environment"],
];

export function writtenBy(logGroup: string): Tie[] {
  return WRITERS.flatMap(([prefix, type]) => {
    if (!logGroup.startsWith(prefix)) return [];
    const [id = ""] = logGroup.slice(prefix.length).split("/");
    return [{ how: "logs of", id, type }];
  });
}

export const budgets: Finder = {
  kind: "budget",
  types: ["aws:budgets/budget:Budget"],
  arns: ["budgets:budget"],
  global: true,
  async find(place) {
    const AccountId = await accountOf(place);
    const client = await place.client(budgetsClient);
    const found = await all(
      client.paginateDescribeBudgets({ AccountId }),
      ({ Budgets }) => Budgets,
    );
    return found.map(({ BudgetName = "" }) => {
      const arn = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
      return {
        id: `${AccountId}:${BudgetName}`,
        arn,
        name: BudgetName,
        tags: async () =>
          tagsOf((await client.listTagsForResource({ ResourceARN: arn })).ResourceTags),
        remove: () => client.deleteBudget({ AccountId, BudgetName }),
      };
    });
  },
};
