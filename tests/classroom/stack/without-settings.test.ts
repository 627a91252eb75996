import assert from "node:assert/strict";
import path from "node:path";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { NoStackError } from "../../../classroom/pulumi/stack-file.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import {
  checkRecorded,
  stackWithoutSettings,
  openWithoutSettings,
} from "../../../classroom/stack/without-settings.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import {
  ACCOUNT,
  FakeKeeper,
  FakeStack,
  IDENTITY,
  type StateResource,
} from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const VOLUME = { type: "aws:ebs/volume:Volume", name: "disk", id: "vol-1" };

describe("a stack on AWS that is to end", () => {
  const OTHER = { ...VOLUME, name: "other", id: "vol-other" };
  const stackOf = (name: string, ...resources: StateResource[]) =>
    Object.assign(new FakeStack(resources), { name });
  const opened = ({
    keeper = new FakeKeeper(),
    stacks = [stackOf("prod", OTHER)],
    accounts = [ACCOUNT],
  } = {}) => {
    const stack = new FakeStack([VOLUME]);
    const regions: string[] = [];
    const open = stackWithoutSettings(stack.pulumi, {
      keeper,
      prove: (region) => {
        regions.push(region);
        const account = accounts[regions.length - 1] ?? ACCOUNT;
        return Promise.resolve({ aws: fakeAws({}), account });
      },
      inUse: () => Promise.resolve([stack, ...stacks]),
    });
    return { open, regions };
  };

  it("is proven to be in its account, where its output says that it is", async () => {
    const { open, regions } = opened();
    const { identity, account } = await open;
    assert.deepEqual([identity, account, regions], [IDENTITY, ACCOUNT, ["ap-northeast-2"]]);
  });

  it("is proven again by the credentials as they are then", async () => {
    const { open, regions } = opened({ accounts: [ACCOUNT, ACCOUNT, "999999999999"] });
    const { proveAgain } = await open;
    await proveAgain?.();
    await assert.rejects(
      async () => proveAgain?.(),
      (error) => error instanceof WrongAccountError && error.message.includes("999999999999 now"),
    );
    assert.equal(regions.length, 3);
  });

  it("knows what the other stacks of the backend hold, and does not count itself among them", async () => {
    const { held } = await (await opened().open).elsewhere();
    assert.deepEqual(
      held.map(({ ids, region }) => [ids, region]),
      [[["vol-other"], "ap-northeast-2"]],
    );
  });

  it("adds up what several of them hold, and asks for it anew each time", async () => {
    const stacks = [stackOf("prod", OTHER)];
    const { open } = opened({ stacks });
    const { elsewhere } = await open;
    stacks.push(stackOf("b", { ...OTHER, id: "vol-b", outputs: { region: "us-east-1" } }));
    assert.deepEqual(
      (await elsewhere()).held.map(({ ids, region }) => [ids, region]),
      [
        [["vol-other"], "ap-northeast-2"],
        [["vol-b"], "us-east-1"],
      ],
    );
  });

  it("is refused when its record is of another account", async () => {
    const its = { type: "t", region: "r", ids: ["1"], account: "999999999999" };
    const keeper = new FakeKeeper({ identity: IDENTITY, ledger: new Ledger([its]) });
    await assert.rejects(opened({ keeper }).open, WrongAccountError);
  });

  it("is not opened where its account cannot be proven", async () => {
    const prove = () => Promise.reject(new WrongAccountError("another account"));
    const inUse = () => Promise.resolve([]);
    const keeper = new FakeKeeper();
    await assert.rejects(
      stackWithoutSettings(new FakeStack().pulumi, { keeper, prove, inUse }),
      /another account/,
    );
  });
});

describe("the account of a stack's record", () => {
  const recordOf = (...accounts: (string | undefined)[]) => ({
    ledger: new Ledger(
      accounts.map((account, at) => ({
        ...{ type: "t", region: "r", ids: [`${at}`] },
        ...(account !== undefined && { account }),
      })),
    ),
  });

  it("is the one that is looked at, or not known", () => {
    for (const record of [undefined, recordOf(), recordOf(undefined), recordOf(ACCOUNT, "9")])
      checkRecorded(record, ACCOUNT, "dev");
  });

  it("is refused where something was seen in another one later: that is where the class was last", () => {
    const seenIn = (account: string, seen?: string) => ({
      ...{ type: "t", region: "r", ids: [account], account },
      ...(seen !== undefined && { seen }),
    });
    const [before, after] = ["2026-06-01T00:00:00Z", "2026-11-01T00:00:00Z"];
    const check = (...held: ReturnType<typeof seenIn>[]) => {
      checkRecorded({ ledger: new Ledger(held) }, ACCOUNT, "dev");
    };
    for (const seen of [before, undefined])
      assert.throws(
        () => {
          check(seenIn("999999999999", after), seenIn(ACCOUNT, seen));
        },
        (error) =>
          error instanceof WrongAccountError &&
          error.message.includes("is of account 999999999999, "),
      );
    check(seenIn(ACCOUNT, after), seenIn("999999999999", before), seenIn("999999999999"));
  });

  it("is refused when it is another: nothing would be found there, and be called clean", () => {
    assert.throws(
      () => {
        checkRecorded(recordOf("999999999999", undefined, "888888888888"), ACCOUNT, "dev");
      },
      (error) =>
        error instanceof WrongAccountError &&
        /record of stack dev is of account 999999999999, 888888888888, .* lead to 111122223333\. Nothing was done[\s\S]*AWS_PROFILE/.test(
          error.message,
        ),
    );
  });
});

describe("opening a stack that is to end", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: path.join(temporary.path, ".class") }));
  const report = () => undefined;

  it("names the stacks that there are, where there is none of that name", async () => {
    await assert.rejects(
      openWithoutSettings("dve", report),
      (error) =>
        error instanceof NoStackError &&
        error.message.startsWith("There is no stack dve: did you mean dev? Valid: dev, "),
    );
  });

  it("is not possible for the class on this machine where none is up", async () => {
    await assert.rejects(
      openWithoutSettings("local", report),
      (error) => error instanceof NoStackError && error.message.startsWith("No class is running"),
    );
  });
});
