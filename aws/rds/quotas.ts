import { all, type Place, tagsOf } from "../contract/finder.ts";
import { foundBy, oneEach, type Quota, type Share } from "../contract/quota.ts";
import { rdsClient } from "./client.ts";
import { databases, parameterGroups, subnetGroups } from "./finder.ts";
import { INSTANCE, PARAMETER_GROUP, SUBNET_GROUP } from "./types.ts";

async function storageIn({ client }: Place): Promise<Share[]> {
  const rds = await client(rdsClient);
  const found = await all(rds.paginateDescribeDBInstances({}), ({ DBInstances }) => DBInstances);
  return found.map(({ AllocatedStorage = 0, TagList }) => ({
    count: AllocatedStorage,
    tags: tagsOf(TagList),
  }));
}

const ofRds = {
  service: "rds",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html",
} as const;

export const quotas: readonly Quota[] = [
  {
    ...ofRds,
    what: "databases",
    code: "L-7B6409FD",
    standard: 40,
    needs: oneEach([INSTANCE]),
    used: foundBy(databases),
  },
  {
    ...ofRds,
    what: "GiB of database storage",
    code: "L-7ADDB58A",
    standard: 100_000,
    needs: {
      [INSTANCE]: ({ props: { allocatedStorage } }) =>
        typeof allocatedStorage === "number" ? [{ count: allocatedStorage }] : undefined,
    },
    used: storageIn,
  },
  {
    ...ofRds,
    what: "database subnet groups",
    code: "L-48C6BF61",
    standard: 50,
    needs: oneEach([SUBNET_GROUP]),
    used: foundBy(subnetGroups),
  },
  {
    ...ofRds,
    what: "database parameter groups",
    code: "L-DE55804A",
    standard: 50,
    needs: oneEach([PARAMETER_GROUP]),
    used: foundBy(parameterGroups),
  },
];
