import assert from "node:assert/strict";
import { ByHandGate, type ByHandOptions } from "../../../classroom/gateway/by-hand-gate.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };
const SEOUL = "ap-northeast-2";

describe("the gate to what was made by hand in a class that is up", () => {
  const gateOf = (
    answers: Readonly<Record<string, Answer>>,
    { keeper = new FakeKeeper(), stack = new FakeStack([VPC]), ...more }: Given = {},
  ) =>
    new ByHandGate({ identity: IDENTITY, stack: stack.pulumi, aws: fakeAws(answers) }, keeper, {
      ...{ check: () => Promise.resolve(), account: ACCOUNT },
      ...more,
    });
  type Given = Partial<ByHandOptions> & { keeper?: FakeKeeper; stack?: FakeStack };

  /** A subnet in the class's network, which people have tagged so. */
  const subnetTagged = (tags: Readonly<Record<string, string>>): Record<string, Answer> => ({
    paginateDescribeSubnets: (_, region) => ({
      Subnets:
        region === SEOUL
          ? [
              {
                ...{ SubnetId: "subnet-9", VpcId: "vpc-1" },
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
              },
            ]
          : [],
    }),
  });
  const found = async (...args: Parameters<typeof gateOf>) =>
    (await gateOf(...args).look()).found.map(({ id, standing }) => [id, standing]);

  it("finds what lies in what the stack holds, by no tag", async () => {
    assert.deepEqual(await found(subnetTagged({})), [["subnet-9", "proven"]]);
    assert.deepEqual(await found(subnetTagged({}), { stack: new FakeStack() }), []);
  });

  it("finds nothing that another stack of the backend holds", async () => {
    const its = { type: "aws:ec2/subnet:Subnet", region: SEOUL, ids: ["subnet-9"] };
    const elsewhere = () => Promise.resolve(new Ledger([its]));
    assert.deepEqual(await found(subnetTagged({}), { elsewhere }), []);
  });

  it("leaves out what our own command has made, and deletes itself", async () => {
    const isOurs = ({ id }: Leftover) => id === "subnet-9";
    assert.deepEqual(await found(subnetTagged({}), { isOurs }), []);
    const { inside, unseen } = await gateOf(subnetTagged({}), { isOurs: () => false }).find();
    assert.deepEqual([inside.map(({ id }) => id), unseen], [["subnet-9"], []]);
  });

  it("says who has made each, or that nobody knows, and keeps them apart", async () => {
    const unseen = [{ kind: "subnet", region: SEOUL, reason: "denied", passing: false }];
    const lookupEvents = () => {
      throw awsError("AccessDenied");
    };
    const other = { ...made, id: "vol-8" };
    const gate = gateOf({ lookupEvents });
    const shown = await gate.attributed({ inside: [made], attached: [other], unseen });
    const whys = (all: readonly Leftover[]) => all.map(({ id, why }) => `${id} ${why}`);
    assert.deepEqual(whys(shown.inside), ["vol-9 attached to i-1; who made it is not known"]);
    assert.deepEqual(whys(shown.attached), ["vol-8 attached to i-1; who made it is not known"]);
    assert.deepEqual(shown.unseen, unseen);
  });

  it("tells the class's tags from those of another class, or environment", async () => {
    const { id = "", name } = IDENTITY;
    for (const [tags, standing] of [
      [{ "class-id": id }, "proven"],
      [{ class: name, environment: "dev" }, "proven"],
      [{ "class-id": "zzzzzzzz2345" }, "foreign"],
      [{ class: "another" }, "foreign"],
      [{ environment: "prod" }, "foreign"],
    ] as const)
      assert.deepEqual(await found(subnetTagged(tags)), [["subnet-9", standing]]);
  });

  it("looks in the class's regions, and wherever the stack holds something", async () => {
    const regions = new Set<string>();
    const answers = { paginateDescribeSubnets: (_: unknown, at: string) => void regions.add(at) };
    const stack = new FakeStack([VPC, { ...VPC, name: "b", outputs: { region: "us-east-2" } }]);
    await gateOf(answers, { stack }).look();
    assert.deepEqual([...regions].sort(), ["ap-northeast-1", SEOUL, "us-east-2"]);
  });

  it("says where it could not look", async () => {
    const paginateDescribeSubnets = () => {
      throw awsError("UnauthorizedOperation");
    };
    const { unseen } = await gateOf({ paginateDescribeSubnets }).look();
    assert.deepEqual(
      unseen.map(({ kind, region }) => [kind, region]),
      [
        ["subnet", SEOUL],
        ["subnet", "ap-northeast-1"],
      ],
    );
  });

  it("is closed where the class may not be destroyed", async () => {
    const check = () => Promise.reject(new Error("another run holds the stack"));
    await assert.rejects(gateOf({}, { check }).check(), /another run holds the stack/);
  });

  const made: Leftover = {
    ...{
      kind: "volume",
      id: "vol-9",
      arn: "arn:vol-9",
      region: SEOUL,
      type: "aws:ebs/volume:Volume",
    },
    ...{ createdAt: new Date("2026-11-01T00:00:00Z"), standing: "proven", order: 1, going: false },
    ...{ why: "attached to i-1", charges: [], remove: () => Promise.resolve() },
  };
  const noted = async (note: (gate: ByHandGate) => Promise<void>) => {
    const keeper = new FakeKeeper();
    const before = Date.now();
    await note(gateOf({}, { keeper }));
    return keeper.ledger.held.map(({ seen = "", ...held }) => {
      assert.ok(Date.parse(seen) >= before && Date.parse(seen) <= Date.now());
      return held;
    });
  };
  const HELD = {
    ...{ type: "aws:ebs/volume:Volume", region: SEOUL },
    ...{ ids: ["vol-9", "arn:vol-9"], account: ACCOUNT },
  };

  it("remembers what is going to be deleted, in its account, since when it is there", async () => {
    assert.deepEqual(await noted((gate) => gate.remember([made])), [
      { ...HELD, created: "2026-11-01T00:00:00.000Z" },
    ]);
  });

  it("remembers nothing that only blocks the destroy: it may be others', whom it would make the class's", async () => {
    const obstacle = { ...made, remove: undefined, byHand: "choose another parameter group" };
    assert.deepEqual(await noted((gate) => gate.remember([obstacle])), []);
  });

  it("notes what stays behind with what it was attached to: its age says nothing of the class", async () => {
    const held = await noted((gate) => gate.noteAttached([made, { ...made, type: undefined }]));
    assert.deepEqual(held, [{ ...HELD, created: undefined, attached: "attached to i-1" }]);
  });
});
