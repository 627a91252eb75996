import { cloudFormationClient } from "../../../aws/cloudformation/client.ts";
import { codeDeployClient } from "../../../aws/codedeploy/client.ts";
import { elasticBeanstalkClient } from "../../../aws/elasticbeanstalk/client.ts";
import { accountOf } from "../../../aws/account.ts";
import { all, type Finder, tagsOf } from "../../../aws/contract/finder.ts";

export const stacks: Finder = {
  kind: "CloudFormation stack",
  types: ["aws:cloudformation/stack:Stack"],
  arns: ["cloudformation:stack"],
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
        charges: [], // what it has made is paid for
        going: StackStatus === "DELETE_IN_PROGRESS",
        remove: () => cloudFormation.deleteStack({ StackName: StackId }),
      }));
  },
};

export const environments: Finder = {
  kind: "Beanstalk environment",
  types: ["aws:elasticbeanstalk/environment:Environment"],
  arns: ["elasticbeanstalk:environment"],
  async find({ client }) {
    const beanstalk = await client(elasticBeanstalkClient);
    const { Environments = [] } = await beanstalk.describeEnvironments({ IncludeDeleted: false });
    return Environments.filter(({ Status }) => Status !== "Terminated").map(
      ({ EnvironmentId = "", EnvironmentName, EnvironmentArn, DateCreated, Status }) => ({
        id: EnvironmentId,
        arn: EnvironmentArn,
        name: EnvironmentName,
        tags: async () =>
          tagsOf(
            (await beanstalk.listTagsForResource({ ResourceArn: EnvironmentArn })).ResourceTags,
          ),
        createdAt: DateCreated,
        charges: [], // what it has made is paid for
        going: Status === "Terminating",
        remove: () => beanstalk.terminateEnvironment({ EnvironmentId }),
      }),
    );
  },
};

export const beanstalkApplications: Finder = {
  kind: "Beanstalk application",
  types: ["aws:elasticbeanstalk/application:Application"],
  arns: ["elasticbeanstalk:application", "elasticbeanstalk:applicationversion"],
  async find({ client }) {
    const beanstalk = await client(elasticBeanstalkClient);
    const { Applications = [] } = await beanstalk.describeApplications({});
    return Applications.map(({ ApplicationName = "", ApplicationArn, DateCreated }) => ({
      id: ApplicationName,
      arn: ApplicationArn,
      name: ApplicationName,
      tags: async () =>
        tagsOf((await beanstalk.listTagsForResource({ ResourceArn: ApplicationArn })).ResourceTags),
      createdAt: DateCreated,
      remove: () => beanstalk.deleteApplication({ ApplicationName }),
    }));
  },
};

/** Its deployment groups go with it. */
export const codeDeployApplications: Finder = {
  kind: "CodeDeploy application",
  types: ["aws:codedeploy/application:Application"],
  arns: ["codedeploy:application", "codedeploy:deploymentgroup"],
  async find(place) {
    const codeDeploy = await place.client(codeDeployClient);
    const names = await all(
      codeDeploy.paginateListApplications({}),
      ({ applications }) => applications,
    );
    if (names.length === 0) return [];
    const account = await accountOf(place);
    return names.map((applicationName) => {
      const arn = `arn:aws:codedeploy:${place.region}:${account}:application:${applicationName}`;
      return {
        id: applicationName,
        arn,
        name: applicationName,
        tags: async () => tagsOf((await codeDeploy.listTagsForResource({ ResourceArn: arn })).Tags),
        remove: () => codeDeploy.deleteApplication({ applicationName }),
      };
    });
  },
};
