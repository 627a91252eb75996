import assert from "node:assert/strict";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import { heldBy } from "../../../classroom/record/held-resources.ts";
import { type Held, Ledger } from "../../../classroom/record/ledger.ts";

const SEOUL = "ap-northeast-2";
const NOW = new Date("2026-11-25T09:00:00Z");
const resource = (
  type: string,
  id: string,
  outputs: Record<string, unknown>,
): DeployedResource => ({
  type,
  id,
  outputs,
  urn: "",
  name: "",
  group: "",
  protect: false,
});

const NONE = new Ledger([]);

describe("Ledger", () => {
  it("knows a resource by Pulumi's id, its ARN and its name, in its region", async () => {
    const outputs = { arn: "arn:aws:rds:1", identifier: "class-db", region: "ap-northeast-1" };
    const ledger = await heldBy(
      [resource("aws:rds/instance:Instance", "db-ABC", outputs)],
      SEOUL,
      NOW,
    );
    for (const id of ["db-ABC", "arn:aws:rds:1", "class-db"])
      assert.ok(ledger.find("aws:rds/instance:Instance", id, "ap-northeast-1").length, id);
    assert.ok(!ledger.find("aws:rds/instance:Instance", "class-db", SEOUL).length);
  });

  it("takes the class's region where a resource names none", async () => {
    const ledger = await heldBy([resource("aws:ec2/eip:Eip", "eipalloc-1", {})], SEOUL, NOW);
    assert.ok(ledger.find("aws:ec2/eip:Eip", "eipalloc-1", SEOUL).length);
  });

  it("knows what AWS makes with a server, and not what the server was only given", async () => {
    const outputs = {
      ami: "ami-1",
      subnetId: "subnet-1",
      rootBlockDevice: { volumeId: "vol-1" },
      ebsBlockDevices: [{ volumeId: "vol-2" }, { volumeId: "vol-3" }],
      primaryNetworkInterfaceId: "eni-1",
    };
    const ledger = await heldBy(
      [resource("aws:ec2/instance:Instance", "i-1", outputs)],
      SEOUL,
      NOW,
    );
    const all = ["i-1", "vol-1", "vol-2", "vol-3", "eni-1", "ami-1", "subnet-1"];
    assert.deepEqual(
      all.filter((id) => ledger.known(id).length),
      all.slice(0, 5),
    );
  });

  it("knows the account of each, and when it was made and seen", async () => {
    const created = "2026-11-25T08:00:00Z";
    const topic = resource("aws:sns/topic:Topic", "t", {
      arn: "arn:aws:sns:ap-northeast-2:111122223333:t",
    });
    const bucket = resource("aws:s3/bucket:Bucket", "b", { arn: "arn:aws:s3:::b" });
    const { held } = await heldBy([bucket, { ...topic, created }], SEOUL, NOW);
    const seen = NOW.toISOString();
    assert.deepEqual(
      held.map(({ account, created: made, seen: last }) => [account, made, last]),
      [
        ["111122223333", undefined, seen],
        ["111122223333", created, seen],
      ],
    );
    const [lone] = (await heldBy([bucket], SEOUL, NOW)).held;
    assert.equal(lone?.account, undefined);
  });

  it("has each resource once, as it was last seen", () => {
    const held = (seen?: string) => ({
      type: "t",
      region: SEOUL,
      ids: ["a"],
      ...(seen && { seen }),
    });
    const [early, late] = ["2026-11-25T08:00:00Z", "2026-11-25T09:00:00Z"];
    for (const [first, second] of [
      [early, late],
      [late, early],
      [undefined, late],
      [late, undefined],
    ])
      assert.deepEqual(new Ledger([held(first)]).with(new Ledger([held(second)])).held, [
        held(late),
      ]);
  });

  it("has the account of a resource that an older version noted without, and keeps accounts apart", () => {
    const bare = { type: "t", region: SEOUL, ids: ["a"], created: "2026-11-25T08:00:00Z" };
    const [one, other] = ["1", "2"].map((account) => ({ ...bare, account }));
    assert.ok(one && other);
    const both = (...its: Held[]) => its.reduce((all, each) => all.with(new Ledger([each])), NONE);
    assert.deepEqual(both(bare, one).held, [one]);
    assert.deepEqual(both(one, bare).held, [one]);
    assert.deepEqual(both(one, other).held, [one, other]);
    for (const unlike of [{ type: "u" }, { region: "r" }, { ids: ["b"] }, { created: undefined }])
      assert.equal(both({ ...bare, ...unlike }, one).held.length, 2);
  });
});
