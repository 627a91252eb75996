import assert from "node:assert/strict";
import { runOnMocks } from "../../classroom/mocks/dry-run.ts";
import { settingsOf } from "../../classroom/stack/class-settings.ts";
import { withLabs } from "../../infra/active-labs.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { buildClass } from "../../infra/program.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { overlaps, parseCidr } from "../../lib/cidr.ts";
import { ED25519_KEY } from "../support/keys.ts";
import type { Recorded } from "../support/mocks.ts";
import { physicalNames } from "../support/names/physical-names.ts";

const DEV = settingsOf("dev");
const PROD = settingsOf("prod");

/**
 * Labs that take a name or a network from their settings, and what they take: who switches one of them on in both
 * environments of one account gives it other settings in one of them (docs/environments.md).
 */
const NAMED_BY_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["aws:dynamodb/table:Table UserLeaderboard"],
  "dns-zone": ["aws:route53/zone:Zone aws-class.test"],
  "domain-site": ["aws:s3/bucket:Bucket aws-class.test", "aws:s3/bucket:Bucket www.aws-class.test"],
  "iam-users": ["aws:iam/user:User student-01", "aws:iam/user:User student-02"],
  "vpc-manual": ["10.30.0.0/16"],
  "vpc-peering": ["10.40.0.0/16", "10.41.0.0/16"],
  "vpc-wizard": ["10.31.0.0/16"],
};

const resourcesOf = async (config: ClassConfig): Promise<Recorded[]> =>
  (await runOnMocks(() => buildClass(config), config.stack)).resources;

/** The address blocks of its networks. */
const blocksOf = (resources: readonly Recorded[]): string[] =>
  resources.flatMap(({ type, inputs }) =>
    /^awsx?:ec2\W.*Vpc$/.test(type) && typeof inputs.cidrBlock === "string"
      ? [inputs.cidrBlock]
      : [],
  );

/** The names and address blocks that two environments both claim. */
async function shared(one: ClassConfig, other: ClassConfig): Promise<string[]> {
  const [a, b] = [await resourcesOf(one), await resourcesOf(other)];
  // What ends like this on mocks has the end that Pulumi makes up, another one in each stack.
  const names = physicalNames(b).filter((name) => !name.endsWith("-0123456"));
  const blocks = blocksOf(b).map(parseCidr);
  return [
    ...physicalNames(a).filter((name) => names.includes(name)),
    ...blocksOf(a).filter((block) => blocks.some((each) => overlaps(parseCidr(block), each))),
  ].sort();
}

const withAllLabs = (config: ClassConfig): ClassConfig =>
  withLabs(
    { ...config, email: "teacher@example.com", publicKey: ED25519_KEY },
    catalogue.map((lab) => ({ lab, settings: lab.settings.parse({}) })),
  );

describe("dev and prod", function () {
  this.timeout(60_000);
  it("share no physical name and no address block", async () => {
    assert.deepEqual(await shared(DEV, PROD), []);
  });

  it("would share with all labs on only what a lab's settings name", async () => {
    const expected = Object.values(NAMED_BY_SETTINGS).flat().sort();
    assert.deepEqual(await shared(withAllLabs(DEV), withAllLabs(PROD)), expected);
  });

  it("share no more if both are one stack's name, as of two students in one account", async () => {
    const named = [DEV.network.cidrBlock, ...Object.values(NAMED_BY_SETTINGS).flat()].sort();
    const classes = ["first2222222", "second222222"].map((id) => withAllLabs({ ...DEV, id }));
    const [one = DEV, other = DEV] = classes;
    assert.deepEqual(await shared(one, other), named);
  });

  it("differ in what protects data", () => {
    assert.deepEqual([DEV.protect, PROD.protect], [false, true]);
    assert.deepEqual([DEV.environment, PROD.environment], ["dev", "prod"]);
  });
});
