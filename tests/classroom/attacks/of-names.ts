import type { Held } from "../../../classroom/record/ledger.ts";
import type { Answer } from "../../support/fakes/fake-aws.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import type { Attack } from "./attack.ts";
import { held, OURS, World } from "./world.ts";

const ACCOUNT = "111122223333";
const DURING = new Date("2026-11-25T12:00:00Z");
const AFTER = new Date("2027-03-01T12:00:00Z");

const listOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** In the class's region, and nowhere else. */
const inSeoul =
  (answer: object): Answer =>
  (_, region) =>
    region === IDENTITY.region ? answer : {};

/** What else lies in the account; every deletion of it is noted. */
function withForeign(
  answers: Readonly<Record<string, Answer>>,
  ...known: readonly (readonly [id: string, its: Partial<Held>])[]
) {
  const world = new World().record(held("vol-own"), ...known.map(([id, its]) => held(id, its)));
  const deletes = ["deleteVpc", "deleteBucket", "deleteHostedZone", "updateDistribution"];
  const noted = [...deletes, "deleteDistribution", "deleteRole", "deleteLogGroup", "deleteTopic"];
  const calls = noted.map((call): [string, Answer] => [call, () => void world.deleted.push(call)]);
  world.answers = { ...Object.fromEntries(calls), ...answers };
  return world;
}

const bucket = (CreationDate: Date, tags = {}): Record<string, Answer> => ({
  paginateListBuckets: () => ({
    Buckets: [{ Name: "homework", BucketRegion: IDENTITY.region, CreationDate }],
  }),
  getBucketTagging: () => ({ TagSet: listOf(tags) }),
});
const role = (
  CreateDate: Date,
  tags: Readonly<Record<string, string>>,
): Record<string, Answer> => ({
  paginateListRoles: () => ({
    Roles: [{ RoleName: "web", Arn: `arn:aws:iam::${ACCOUNT}:role/web`, CreateDate }],
  }),
  paginateListRoleTags: () => ({ Tags: listOf(tags) }),
});
const vpc = (tags: Readonly<Record<string, string>>): Record<string, Answer> => ({
  paginateDescribeVpcs: inSeoul({ Vpcs: [{ VpcId: "vpc-foreign", Tags: listOf(tags) }] }),
});

const OF_BUCKET = { type: "aws:s3/bucket:Bucket", region: "global" } as const;
const OF_ROLE = { type: "aws:iam/role:Role", region: "global" } as const;

/** With the class's tags on what is others', with its names on what is new, and with wrong clocks. */
export const OF_NAMES: readonly Attack[] = [
  {
    name: "a student copies the class's tags to a VPC of others",
    world: () => withForeign(vpc(OURS)),
    says: /Not certain[\s\S]*VPC +vpc-foreign[\s\S]*tagged, not in the record/,
  },
  {
    name: "a student copies the class's tags to a bucket of others",
    world: () => withForeign(bucket(DURING, OURS)),
    says: /Not certain[\s\S]*bucket +homework[\s\S]*tagged, not in the record/,
  },
  {
    name: "a student copies the class's tags to a hosted zone of others",
    world: () =>
      withForeign({
        paginateListHostedZones: () => ({
          HostedZones: [{ Id: "/hostedzone/Z1", Name: "school.example." }],
        }),
        listTagsForResource: ({ ResourceType }) =>
          ResourceType === "hostedzone" ? { ResourceTagSet: { Tags: listOf(OURS) } } : {},
      }),
    says: /Not certain[\s\S]*hosted zone +school\.example/,
  },
  {
    name: "a student copies the class's tags to a CloudFront distribution of others",
    world: () =>
      withForeign({
        paginateListDistributions: () => ({
          DistributionList: {
            Items: [{ Id: "E1", ARN: "arn:aws:cloudfront::1:distribution/E1", Enabled: true }],
          },
        }),
        listTagsForResource: ({ Resource }) =>
          Resource === undefined ? {} : { Tags: { Items: listOf(OURS) } },
      }),
    says: /Not certain[\s\S]*CloudFront distribution +E1/,
  },
  {
    name: "a student copies the class's tags to a role of others, older than the class",
    world: () => withForeign(role(new Date("2020-01-01"), OURS)),
    call: { uncertain: `${ACCOUNT}:1` },
    says: /Not the class's[\s\S]*IAM role +web[\s\S]*older than the class/,
  },
  {
    name: "a student copies the class's tags to a log group of others",
    world: () =>
      withForeign({
        paginateDescribeLogGroups: inSeoul({
          logGroups: [
            { logGroupName: "/theirs", logGroupArn: "arn:theirs", creationTime: DURING.getTime() },
          ],
        }),
        paginateListTagsForResource: () => ({ tags: OURS }),
        listTagsForResource: () => ({ tags: OURS }),
      }),
    says: /Not certain[\s\S]*log group +\/theirs/,
  },
  {
    name: "a student writes the tag in other letters, and with a space",
    world: () =>
      withForeign({
        paginateDescribeVpcs: inSeoul({
          Vpcs: (
            [
              ["class-id", OURS["class-id"].toUpperCase()],
              ["class-id", `${OURS["class-id"]} `],
              ["Class-Id", OURS["class-id"]],
              ["class-id", ""],
            ] as const
          ).map(([key, value], at) => ({
            VpcId: `vpc-${at}`,
            Tags: listOf({ [key]: value, class: "aws-class" }),
          })),
        }),
      }).lies({ id: "vol-own" }),
    deletes: ["vol-own"],
    says: /Clean/,
  },
  {
    name: "a student adds a space to the tag of the class's own volume",
    world: () =>
      new World()
        .record(held("vol-own"))
        .lies({ id: "vol-own", tags: { ...OURS, "class-id": `${OURS["class-id"]} ` } }),
    says: /Not certain[\s\S]*in the record, tagged as another's/,
  },
  {
    name: "a bucket's name is used again after the class, and a student tags it",
    world: () => withForeign(bucket(AFTER, OURS), ["homework", OF_BUCKET]),
    says: /Not certain[\s\S]*homework[\s\S]*in the record, but it was changed later/,
  },
  {
    name: "a role's name is used again after the class, and a student tags it",
    world: () => withForeign(role(AFTER, OURS), ["web", OF_ROLE]),
    says: /Not certain[\s\S]*IAM role +web[\s\S]*tagged, not in the record/,
  },
  {
    name: "a role's name is used again after the class, which a clock of two days ahead has noted",
    world: () => {
      const ahead = new Date(Date.now() + 2 * 86_400_000).toISOString();
      return withForeign(role(DURING, OURS), ["web", { ...OF_ROLE, seen: ahead }]);
    },
    says: /Not certain[\s\S]*IAM role +web/,
  },
  {
    name: "a clock of two days behind has noted the class's own role",
    world: () => {
      const [created, seen] = ["2026-11-23T09:00:00Z", "2026-11-23T18:00:00Z"];
      return withForeign(role(DURING, OURS), ["web", { ...OF_ROLE, created, seen }]);
    },
    says: /Not certain[\s\S]*IAM role +web/,
  },
  {
    name: "a role of the record's name is in another account",
    world: () => {
      const world = withForeign(role(DURING, OURS), [
        "web",
        { ...OF_ROLE, account: "999999999999" },
      ]);
      return world;
    },
    says: /Not certain[\s\S]*IAM role +web[\s\S]*tagged, not in the record/,
  },
];
