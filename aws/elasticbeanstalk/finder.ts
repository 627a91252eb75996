import { type Finder, tagsOf } from "../contract/finder.ts";
import { elasticBeanstalkClient } from "./client.ts";
import { APPLICATION, ENVIRONMENT } from "./types.ts";

export const environments: Finder = {
  kind: "Beanstalk environment",
  types: [ENVIRONMENT],
  arns: ["elasticbeanstalk:environment"],
  after: [],
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
  types: [APPLICATION],
  arns: ["elasticbeanstalk:application", "elasticbeanstalk:applicationversion"],
  after: [ENVIRONMENT],
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
