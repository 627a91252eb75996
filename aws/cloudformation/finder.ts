import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ENVIRONMENT } from "../elasticbeanstalk/types.ts";
import { cloudFormationClient } from "./client.ts";
import { STACK } from "./types.ts";

export const stacks: Finder = {
  kind: "CloudFormation stack",
  types: [STACK],
  arns: ["cloudformation:stack"],
  after: [ENVIRONMENT],
  async find({ client }) {
    const cloudFormation = await client(cloudFormationClient);
    const found = await all(cloudFormation.paginateDescribeStacks({}), ({ Stacks }) => Stacks);
    return found
      .filter(({ StackStatus, ParentId }) => StackStatus !== "DELETE_COMPLETE" && !ParentId)
      .map(({ StackId = "", StackName, Tags, CreationTime, StackStatus }) => ({
        id: StackId,
        arn: StackId,
        name: StackName,
        tags: tagsOf(Tags),
        createdAt: CreationTime,
        charges: [], // the resources that it has created are charged
        going: StackStatus === "DELETE_IN_PROGRESS",
        remove: () => cloudFormation.deleteStack({ StackName: StackId }),
      }));
  },
};
