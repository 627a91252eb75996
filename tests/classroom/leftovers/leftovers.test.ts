import assert from "node:assert/strict";
import { UsageError } from "../../../classroom/console/command.ts";
import { findAndDelete, type LeftoversOptions } from "../../../classroom/leftovers/leftovers.ts";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NONE: LeftoversOptions = {
  ...{ stack: undefined, className: undefined, regions: [], deleting: false },
  ...{ confirmed: undefined, uncertain: undefined, json: false },
};

const refuses = (options: Partial<LeftoversOptions>, why: RegExp): Promise<void> => {
  const call = findAndDelete({ ...NONE, ...options });
  return assert.rejects(call, (error) => error instanceof UsageError && why.test(error.message));
};

/** Opens a stack that has no record, in an account that has nothing. */
const opening = (stack: FakeStack) => async () => ({
  ...{ identity: IDENTITY, stack: stack.pulumi, aws: fakeAws({}), account: ACCOUNT },
  ...{ keeper: new FakeKeeper(), elsewhere: () => Promise.resolve(new Ledger([])) },
  read: await readOnce(stack.pulumi),
});

describe("leftovers", () => {
  const printed = capturedConsole();
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  it("are none, also for a program, where the emulator does not run", async () => {
    const { error } = console;
    const said: string[] = [];
    console.error = (line: string) => void said.push(line);
    const code = await findAndDelete({ ...NONE, json: true }).finally(() => {
      console.error = error;
    });
    assert.equal(code, 0);
    assert.deepEqual(said, ["The emulator is not running, so nothing of the class exists."]);
    const none = { clean: true, unseen: [], stuck: [], found: [] };
    assert.deepEqual(JSON.parse(printed.text), none);
  });

  it("of a class that is up are not all that there is: it is said, also to a program, and not clean", async () => {
    const stack = new FakeStack([{ type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" }]);
    const open = opening(stack);
    assert.equal(await findAndDelete({ ...NONE, stack: "dev" }, open), 1);
    assert.doesNotMatch(printed.text, /Clean/);
    assert.match(
      printed.text,
      /Not clean: the class is still running \(1 resource\); nothing found\./,
    );
    const { error } = console;
    console.error = () => undefined;
    const before = printed.text.length;
    const code = await findAndDelete({ ...NONE, stack: "dev", json: true }, open).finally(() => {
      console.error = error;
    });
    const { clean, up } = JSON.parse(printed.text.slice(before)) as Record<string, unknown>;
    assert.deepEqual([code, clean, up], [1, false, 1]);
  });

  it("of a class of which nothing is known are not said to be none", async () => {
    const stack = new FakeStack();
    stack.history = [{ kind: "destroy" }];
    assert.equal(await findAndDelete({ ...NONE, stack: "dev" }, opening(stack)), 1);
    assert.match(
      printed.text,
      /earlier resources of the stack in ap-northeast-2: not known: stack/,
    );
  });

  it("are a stack's or a class's, not both", async () => {
    await refuses(
      { stack: "dev", className: "aws-class", regions: ["us-east-1"] },
      /either --stack or --class/,
    );
  });

  it("of a class are looked for where the call says", async () => {
    await refuses({ className: "aws-class" }, /--regions/);
  });

  it("are looked for in regions of AWS", async () => {
    await refuses(
      { className: "aws-class", regions: ["us-east-1", "ap-norteast-2"] },
      /^--regions ap-norteast-2: AWS has no such region; did you mean ap-northeast-2\?/,
    );
  });

  it("are confirmed only to be deleted", async () => {
    await refuses({ confirmed: "aws-class" }, /--delete/);
    await refuses({ uncertain: "111122223333:4:1f0c9a3e" }, /--delete/);
    await refuses({ uncertain: "4", deleting: true }, /ACCOUNT:COUNT:CODE/);
  });
});
