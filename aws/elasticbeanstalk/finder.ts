import { pages, type Finder, tagsOf, type Tie } from "../contract/finder.ts";
import { elasticBeanstalkClient } from "./client.ts";
import { APPLICATION, ENVIRONMENT } from "./types.ts";

export const environments: Finder = {
  kind: "Beanstalk environment",
  types: [ENVIRONMENT],
  arns: ["elasticbeanstalk:environment"],
  after: [],
  async find({ client }) {
    const beanstalk = await client(elasticBeanstalkClient);
    const found = await pages(async (NextToken) => {
      const page = { IncludeDeleted: false, ...(NextToken && { NextToken }) };
      const { Environments, NextToken: next } = await beanstalk.describeEnvironments(page);
      return { items: Environments, next };
    });
    return found
      .filter(({ Status }) => Status !== "Terminated")
      .map(({ EnvironmentId = "", EnvironmentName, EnvironmentArn, ...its }) => ({
        id: EnvironmentId,
        arn: EnvironmentArn,
        name: EnvironmentName,
        tags: async () =>
          tagsOf(
            (await beanstalk.listTagsForResource({ ResourceArn: EnvironmentArn })).ResourceTags,
          ),
        createdAt: its.DateCreated,
        ties: inApplication(its.ApplicationName),
        charges: [], // the resources that it has created are charged
        going: its.Status === "Terminating",
        remove: () => beanstalk.terminateEnvironment({ EnvironmentId }),
      }));
  },
};

/** `eb create` makes an environment in the class's application, which cannot be deleted before it. */
const inApplication = (id: string | undefined): Tie[] =>
  id === undefined ? [] : [{ how: "in application", id, type: APPLICATION, bond: "inside" }];

export const beanstalkApplications: Finder = {
  kind: "Beanstalk application",
  types: [APPLICATION],
  named: true,
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
