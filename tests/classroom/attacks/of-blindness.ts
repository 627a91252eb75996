import { awsError } from "../../support/fakes/fake-account.ts";
import type { Attack } from "./attack.ts";
import { held, OURS, World } from "./world.ts";

const DENIED = awsError("AccessDenied");

/** By what cannot be seen: denied calls and later pages. */
export const OF_BLINDNESS: readonly Attack[] = [
  {
    name: "one bucket's region is denied",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateListBuckets: () => ({ Buckets: [{ Name: "secret" }, { Name: "ours" }] }),
        getBucketLocation: ({ Bucket }) => {
          if (Bucket === "secret") throw DENIED;
          return { LocationConstraint: "ap-northeast-2" };
        },
        getBucketTagging: () => ({
          TagSet: Object.entries(OURS).map(([Key, Value]) => ({ Key, Value })),
        }),
      };
      return world;
    },
    says: /ours[\s\S]*Could not be searched\n +bucket secret in global: AccessDenied/,
  },
  {
    name: "one table is denied, another is gone since it was listed",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateListTables: (_, region) =>
          region === "ap-northeast-2" ? { TableNames: ["gone", "denied"] } : {},
        describeTable: ({ TableName }) => {
          throw TableName === "gone" ? awsError("ResourceNotFoundException") : DENIED;
        },
      };
      return world;
    },
    says: /Could not be searched\n +table \(DynamoDB\) denied in ap-northeast-2: AccessDenied[\s\S]*1 places/,
  },
  {
    name: "one key is denied",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateListKeys: (_, region) =>
          region === "ap-northeast-2" ? { Keys: [{ KeyId: "k-1" }] } : {},
        describeKey: () => {
          throw DENIED;
        },
      };
      return world;
    },
    says: /KMS key k-1 in ap-northeast-2: AccessDenied/,
  },
  {
    name: "the tags of one thing are denied",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateListRoles: () => ({ Roles: [{ RoleName: "theirs" }] }),
        paginateListRoleTags: () => {
          throw DENIED;
        },
      };
      return world;
    },
    says: /IAM role theirs in global: AccessDenied/,
  },
  {
    name: "a list is denied",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateDescribeNatGateways: () => {
          throw awsError("UnauthorizedOperation");
        },
      };
      return world;
    },
    says: /NAT gateway in ap-northeast-2: UnauthorizedOperation[\s\S]*nothing found; 2 places/,
  },
  {
    name: "the second page of a list fails",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = { paginateDescribeSnapshots: () => [{ Snapshots: [] }, DENIED] };
      return world;
    },
    says: /snapshot in ap-northeast-2: AccessDenied/,
  },
  {
    name: "the class's volume is on page 2",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateDescribeVolumes: (_, region) =>
          region === "ap-northeast-2" && world.deleted.length === 0
            ? [{ Volumes: [] }, { Volumes: [{ VolumeId: "vol-own" }] }]
            : {},
      };
      return world;
    },
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "the class's volume is on page 3, after an empty one",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateDescribeVolumes: (_, region) =>
          region === "ap-northeast-2" && world.deleted.length === 0
            ? [{ Volumes: [{ VolumeId: "vol-1" }] }, {}, { Volumes: [{ VolumeId: "vol-own" }] }]
            : {},
      };
      return world;
    },
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "the third page fails, and the class's volume is on the second",
    world: () => {
      const world = new World().record(held("vol-own"));
      const pages = [{ Volumes: [{ VolumeId: "vol-1" }] }, { Volumes: [{ VolumeId: "vol-own" }] }];
      world.answers = {
        paginateDescribeVolumes: (_, region) =>
          region === "ap-northeast-2" ? [...pages, awsError("InternalError")] : {},
      };
      return world;
    },
    says: /volume in ap-northeast-2: InternalError/,
  },
  {
    name: "the class's tags of a table are on page 2",
    world: () => {
      const world = new World().record(held("vol-own"));
      world.answers = {
        paginateListTables: (_, region) =>
          region === "ap-northeast-2" ? { TableNames: ["t"] } : {},
        describeTable: () => ({ Table: { TableArn: "arn:t" } }),
        listTagsOfResource: ({ NextToken }) =>
          NextToken === undefined
            ? { Tags: [{ Key: "x", Value: "y" }], NextToken: "2" }
            : { Tags: Object.entries(OURS).map(([Key, Value]) => ({ Key, Value })) },
      };
      return world;
    },
    says: /Not certain[\s\S]*table \(DynamoDB\)/,
  },
  {
    name: "credentials expire in the middle",
    world: () => {
      const world = new World().record(held("vol-own")).lies({ id: "vol-own" });
      world.answers = {
        deleteVolume: () => {
          throw awsError("ExpiredToken");
        },
      };
      return world;
    },
    says: /Could not be deleted[\s\S]*ExpiredToken/,
  },
];
