import assert from "node:assert/strict";
import { takeDown, type TakeDownOptions } from "../../../classroom/destroy/take-down.ts";
import { type Held, Ledger } from "../../../classroom/record/ledger.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY, urnOf } from "../../support/fakes/fake-stack.ts";

const VOLUME = { type: "aws:ebs/volume:Volume", name: "disk", id: "vol-1" };
const SEOUL = "ap-northeast-2";

/** As AWS shows it. */
interface Volume {
  readonly VolumeId: string;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** Takes down a stack with a volume, of which AWS still shows `ids` afterwards. */
async function ended(
  ids: readonly (string | Volume)[],
  its: Partial<TakeDownOptions> = {},
  held: readonly Held[] = [],
) {
  const stack = new FakeStack([VOLUME]);
  const keeper = new FakeKeeper({ ledger: new Ledger(held) });
  const aws = fakeAws({
    paginateDescribeVolumes: (_, region) => ({
      Volumes:
        region === SEOUL
          ? ids.map((each) => (typeof each === "string" ? { VolumeId: each } : each))
          : [],
    }),
    deleteVolume: () => assert.fail("down deletes only by Pulumi"),
  });
  const lines: string[] = [];
  const pauses: number[] = [];
  const isClean = await takeDown({ identity: IDENTITY, stack: stack.pulumi, aws }, keeper, {
    ...{ report: (line: string) => void lines.push(line), verbose: true, deleteProtected: false },
    sleep: (ms) => Promise.resolve(pauses.push(ms)),
    ...its,
  });
  return { isClean, archived: keeper.archived, pauses, said: lines.join("\n") };
}

/** Takes this stack down, in an account that is empty. @param meanwhile happens while it waits */
async function endOf(stack: FakeStack, keeper: FakeKeeper, meanwhile = () => undefined as unknown) {
  const lines: string[] = [];
  const open = { identity: IDENTITY, stack: stack.pulumi, aws: fakeAws({}) };
  const isClean = await takeDown(open, keeper, {
    ...{ report: (line: string) => void lines.push(line), verbose: true, deleteProtected: false },
    sleep: () => Promise.resolve(meanwhile()),
  });
  return { isClean, calls: stack.calls, said: lines.join("\n") };
}

describe("a class that was taken down", () => {
  it("has ended clean when two looks find nothing, and its record is laid aside", async () => {
    const { isClean, archived, pauses, said } = await ended([]);
    assert.deepEqual([isClean, archived, pauses], [true, 1, [2000]]);
    assert.match(said, /^Looking for leftovers$/m);
    assert.match(said, /Clean: checked twice, nothing found/);
    assert.doesNotMatch(said, /--delete/);
  });

  it("has not while something is left, which is shown and not deleted", async () => {
    const { isClean, archived, said } = await ended(["vol-1"]);
    assert.deepEqual([isClean, archived], [false, 0]);
    assert.match(said, /volume +vol-1[\s\S]*in the stack's record/);
    assert.match(said, /^npm run class -- leftovers --stack dev --delete {3}deletes it$/m);
  });

  it("is not said to be clean where it held nothing, and nothing is known of what it held before", async () => {
    const empty = async (history: readonly object[], record?: { readonly ledger: Ledger }) => {
      const stack = new FakeStack();
      stack.history = history;
      const keeper = new FakeKeeper(record);
      const { isClean, said } = await endOf(stack, keeper);
      return { isClean, record: keeper.record, said };
    };
    const lost = await empty([{ kind: "destroy" }]);
    assert.deepEqual([lost.isClean, lost.record], [false, undefined]);
    assert.match(
      lost.said,
      /not known: stack dev was deployed before, and its record is missing\. .*leftovers --class abcdefgh2345 --regions ap-northeast-2,ap-northeast-1/,
    );
    const known = { ledger: new Ledger([]) };
    assert.equal((await empty([{ kind: "destroy" }], known)).isClean, true);
    assert.equal((await empty([])).isClean, true); // it is new
  });

  it("is not at its end where another run brings it up again while it is looked for leftovers", async () => {
    const [stack, keeper] = [new FakeStack([VOLUME]), new FakeKeeper()];
    const { isClean, said } = await endOf(stack, keeper, () => (stack.resources = [VOLUME]));
    assert.deepEqual([isClean, keeper.archived], [false, 0]);
    assert.match(said, /Not clean: the class is still running \(1 resource\); nothing found/);
    assert.match(said, /^npm run down -- --stack dev {3}destroys it again$/m);
    assert.doesNotMatch(said, /leftovers --stack/);
  });

  it("has let go of what is the account's own, and not destroyed it", async () => {
    const type = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
    const policy = { type, name: "passwords", id: "iam-account-password-policy" };
    const { calls, said } = await endOf(new FakeStack([policy, VOLUME]), new FakeKeeper());
    assert.equal(calls[0], `state delete ${urnOf(policy)}`);
    assert.match(said, /AccountPasswordPolicy stays as it is/);
  });

  it("has noted what another run made until its lock was gone", async () => {
    const [stack, keeper] = [new FakeStack([VOLUME]), new FakeKeeper()];
    keeper.pulumiLock = () => {
      if (stack.resources.length > 1) return Promise.resolve(undefined);
      stack.resources = [VOLUME, { ...VOLUME, name: "late", id: "vol-2" }];
      return Promise.resolve("file:///state/.pulumi/locks");
    };
    await endOf(stack, keeper);
    assert.equal(keeper.ledger.known("vol-2").length, 1);
  });

  it("has left nothing that another stack holds by now", async () => {
    const other = new Ledger([{ type: VOLUME.type, region: SEOUL, ids: ["vol-1"] }]);
    const { isClean } = await ended(["vol-1"], { elsewhere: () => Promise.resolve(other) });
    assert.equal(isClean, true);
  });

  it("has left what its environment's own stack has made, and not what a tag of anybody's says that", async () => {
    const environment = {
      ...{ type: "aws:elasticbeanstalk/environment:Environment", region: SEOUL },
      ids: ["e-abcdefghij"],
    };
    const tagged = (Key: string, Value: string) => ({
      VolumeId: "vol-2",
      Tags: [{ Key, Value }],
    });
    const forged = tagged("elasticbeanstalk:environment-id", "e-abcdefghij");
    assert.equal((await ended([forged], {}, [environment])).isClean, true);
    const made = tagged("aws:cloudformation:stack-name", "awseb-e-abcdefghij-stack");
    const { isClean, said } = await ended([made], {}, [environment]);
    assert.equal(isClean, false);
    assert.match(said, /vol-2[\s\S]*made by e-abcdefghij/);
  });

  it("has left nothing in its account that its record knows of another", async () => {
    const held = { type: VOLUME.type, region: SEOUL, ids: ["vol-2"], account: "999999999999" };
    assert.equal((await ended(["vol-2"], { account: ACCOUNT }, [held])).isClean, true);
    assert.equal((await ended(["vol-2"], {}, [held])).isClean, false);
  });
});
