import { accountOf } from "../account.ts";
import { all, pages, type Finder, tagsOf } from "../contract/finder.ts";
import { codeDeployClient } from "./client.ts";
import { APPLICATION } from "./types.ts";

/** Its deployment groups are deleted with it. */
export const codeDeployApplications: Finder = {
  kind: "CodeDeploy application",
  types: [APPLICATION],
  named: true,
  arns: ["codedeploy:application", "codedeploy:deploymentgroup"],
  after: [],
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
        tags: async () =>
          tagsOf(
            await pages(async (NextToken) => {
              const page = { ResourceArn: arn, ...(NextToken && { NextToken }) };
              const { Tags, NextToken: next } = await codeDeploy.listTagsForResource(page);
              return { items: Tags, next };
            }),
          ),
        remove: () => codeDeploy.deleteApplication({ applicationName }),
      };
    });
  },
};
