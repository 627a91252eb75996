import assert from "node:assert/strict";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import { heldBy, heldIn } from "../../../classroom/record/held-resources.ts";

const NOW = new Date("2026-11-25T09:00:00Z");
const SEEN = NOW.toISOString();
const VOLUME = "aws:ebs/volume:Volume";

const resource = (its: Partial<DeployedResource>): DeployedResource => ({
  ...{ urn: "urn", type: VOLUME, name: "disk", group: "x", id: "vol-1", outputs: {} },
  ...{ protect: false, isKept: false, isDoomed: false, created: undefined },
  ...its,
});
const held = async (...its: Partial<DeployedResource>[]) =>
  (await heldBy(its.map(resource), "ap-northeast-2", NOW)).held;

describe("what a stack holds, for its record", () => {
  it("has no more than is known of it", async () => {
    assert.deepEqual(await held({}), [
      { type: VOLUME, region: "ap-northeast-2", seen: SEEN, ids: ["vol-1"] },
    ]);
  });

  it("has its own region, time, ARN and name", async () => {
    const arn = "arn:aws:ec2:us-east-1:111122223333:volume/vol-1";
    const created = "2026-11-25T08:00:00Z";
    assert.deepEqual(await held({ created, outputs: { arn, name: "disk", region: "us-east-1" } }), [
      {
        ...{ type: VOLUME, region: "us-east-1", seen: SEEN, created, account: "111122223333" },
        ids: ["vol-1", arn, "disk"],
      },
    ]);
  });

  it("is in the account that any of it names", async () => {
    const arn = "arn:aws:ec2:us-east-1:111122223333:volume/vol-2";
    const found = await held({}, { id: "vol-2", outputs: { arn } });
    assert.deepEqual(
      found.map(({ account }) => account),
      ["111122223333", "111122223333"],
    );
  });

  it("is in the account that the stack says, also where nothing of it names one", async () => {
    const urn = "urn:pulumi:dev::class::aws:s3/bucket:Bucket::b";
    const bucket = { urn, type: "aws:s3/bucket:Bucket", custom: true, id: "homework", outputs: {} };
    const stack = (account?: string) => ({
      ...{ urn: "urn:pulumi:dev::class::pulumi:pulumi:Stack::x", type: "pulumi:pulumi:Stack" },
      outputs: { class: { account } },
    });
    const accountOf = async (...resources: object[]) =>
      (await heldIn({ deployment: { resources } }, "ap-northeast-2", NOW)).held[0]?.account;
    assert.equal(await accountOf(bucket, stack("111122223333")), "111122223333");
    assert.equal(await accountOf(bucket, stack()), undefined); // of an older version
  });

  it("takes nothing for an account that is not twelve digits", async () => {
    for (const arn of [
      "arn:aws:s3:::bucket",
      "arn:aws:x::1111222233334:y",
      "arn:aws:x::a111122223333:y",
      "arn",
      1,
    ])
      assert.equal((await held({ outputs: { arn } }))[0]?.account, undefined);
  });

  it("has no empty name, and each once", async () => {
    const [{ ids } = { ids: [] }] = await held({ outputs: { name: "", arn: "vol-1" } });
    assert.deepEqual(ids, ["vol-1"]);
    assert.deepEqual((await held({ id: "" }))[0]?.ids, []);
  });

  it("has what AWS made along with it, as far as it is there", async () => {
    const type = "aws:ec2/instance:Instance";
    const server = (rootBlockDevice: unknown) =>
      held({ type, id: "i-1", outputs: { rootBlockDevice } });
    assert.deepEqual(
      (await server({ volumeId: "vol-9" })).map((each) => [each.type, each.ids, each.seen]),
      [
        [type, ["i-1"], SEEN],
        [VOLUME, ["vol-9"], SEEN],
      ],
    );
    for (const nothing of [undefined, null, "text", 1, [], { volumeId: "" }, { volumeId: 1 }])
      assert.equal((await server(nothing)).length, 1);
  });
});
