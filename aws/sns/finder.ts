import { METRIC_ALARM } from "../cloudwatch/types.ts";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { snsClient } from "./client.ts";
import { TOPIC } from "./types.ts";

export const topics: Finder = {
  kind: "topic (SNS)",
  types: [TOPIC],
  named: true,
  arns: ["sns:*"],
  after: [METRIC_ALARM],
  async find({ client }) {
    const sns = await client(snsClient);
    const found = await all(sns.paginateListTopics({}), ({ Topics }) => Topics);
    return found.map(({ TopicArn = "" }) => ({
      id: TopicArn,
      arn: TopicArn,
      name: TopicArn.split(":").pop(),
      tags: async () => tagsOf((await sns.listTagsForResource({ ResourceArn: TopicArn })).Tags),
      charges: [], // only sent messages are charged
      remove: () => sns.deleteTopic({ TopicArn }),
    }));
  },
};
