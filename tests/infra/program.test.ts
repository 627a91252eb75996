import assert from "node:assert/strict";
import fc from "fast-check";
import { catalogue } from "../../labs/catalogue.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { inventory, recordLabs } from "../support/labs.ts";
import { ofType, only } from "../support/mocks.ts";
import { physicalNames } from "../support/names/physical-names.ts";

const withDefaults = (labs: readonly Lab[]) => labs.map((lab) => [lab, {}] as const);
/** The labs, and those that they cannot do without. */
const labsCalled = (...ids: string[]) =>
  catalogue.filter(({ id }) => ids.includes(id) || ids.some((each) => NEEDS[each] === id));

/** Labs that are refused without another one. */
const NEEDS: Readonly<Record<string, string>> = { "load-test": "load-balancer" };

/** Where tags stand inside another property; a launch template's are left as they are (ignoreChanges). */
const EXTENDED_INSIDE = [
  "aws:ec2/instance:Instance rootBlockDevice",
  "aws:ec2/launchTemplate:LaunchTemplate tagSpecifications",
  "awsx:ec2:Vpc vpcEndpointSpecs",
];

describe("the program", () => {
  it("makes nothing when no lab is on", async () => {
    const { resources } = await recordLabs([]);
    assert.deepEqual(inventory(resources), {});
  });

  it("gives outputs by lab id", async () => {
    const { outputs } = await recordLabs(withDefaults(labsCalled("vpc-manual", "dynamodb")));
    assert.deepEqual(Object.keys(outputs), ["dynamodb", "vpc-manual"]);
  });

  it("makes a site for the class's pages when it is asked for, in a private bucket", async () => {
    const { resources, outputs } = await recordLabs([], { publish: true });
    assert.deepEqual(Object.keys(outputs), ["pages"]);
    const { forceDestroy, tags } = only(resources, "aws:s3/bucket:Bucket").inputs;
    assert.equal(forceDestroy, true);
    assert.equal((tags as Record<string, string>).lab, "pages");
    const block = only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.equal(block.inputs.blockPublicPolicy, true);
    const cdn = only(resources, "aws:cloudfront/distribution:Distribution").inputs;
    const headers = only(resources, "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy");
    const behavior = cdn.defaultCacheBehavior as Record<string, unknown>;
    assert.equal(behavior.responseHeadersPolicyId, "pages-id");
    const { items } = headers.inputs.customHeadersConfig as { items: unknown };
    assert.deepEqual(items, [
      { header: "X-Robots-Tag", value: "noindex, nofollow", override: true },
    ]);
  });

  it("makes a foundation once for all labs that stand on it", async () => {
    const labs = labsCalled("linux-server", "load-balancer", "cloudwatch-alarm");
    const { resources } = await recordLabs(withDefaults(labs));
    assert.deepEqual(
      ["aws:ec2/vpc:Vpc", "aws:ec2/keyPair:KeyPair"].map((type) => inventory(resources)[type]),
      [1, 1],
    );
  });

  it("tags what AWS can tag with class, class-id, environment, lab, owner and expires", async () => {
    const { resources } = await recordLabs(withDefaults(labsCalled("linux-server")));
    const [server] = ofType(resources, "aws:ec2/instance:Instance");
    assert.deepEqual(server?.inputs.tags, {
      Name: "linux-server",
      class: "aws-class",
      "class-id": "tests2222222",
      environment: "local",
      lab: "linux-server",
      owner: "instructor",
      expires: "2099-12-31T18:00:00+09:00",
    });
  });

  for (const lab of catalogue) {
    it(`tags every taggable resource of ${lab.id}`, async () => {
      const { resources } = await recordLabs(withDefaults(labsCalled(lab.id)));
      const taggable = resources.filter(({ inputs }) => inputs.tags && !Array.isArray(inputs.tags));
      const bare = taggable.filter(({ inputs }) => !Object.hasOwn(inputs.tags ?? {}, "expires"));
      assert.deepEqual(bare, []);
    });
  }

  it("builds all labs together, no two resources with one physical name", async () => {
    const { resources, outputs } = await recordLabs(withDefaults(catalogue));
    assert.equal(Object.keys(outputs).length, catalogue.length);
    const names = physicalNames(resources);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  it("changes nothing but tags when the class is extended", async () => {
    const { resources: before } = await recordLabs(withDefaults(catalogue));
    const expires = "2099-12-31T20:00:00+09:00";
    const { resources: after } = await recordLabs(withDefaults(catalogue), { expires });
    const changed = after.flatMap(({ type, inputs }, at) =>
      Object.keys(inputs)
        .filter((key) => JSON.stringify(inputs[key]) !== JSON.stringify(before[at]?.inputs[key]))
        .filter((key) => key !== "tags")
        .map((key) => `${type} ${key}`),
    );
    assert.deepEqual([...new Set(changed)].sort(), EXTENDED_INSIDE);
  });

  it("builds any subset of the labs", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.subarray(catalogue.map(({ id }) => id)), async (ids) => {
        const labs = labsCalled(...ids);
        const { resources, outputs } = await recordLabs(withDefaults(labs));
        assert.deepEqual(
          Object.keys(outputs),
          labs.map(({ id }) => id),
        );
        const names = physicalNames(resources);
        assert.equal(new Set(names).size, names.length);
      }),
      { numRuns: 8 },
    );
  });
});
