import assert from "node:assert/strict";
import { NobodyToAskError } from "../../../classroom/console/ask.ts";
import { downRemote } from "../../../classroom/down/down-remote.ts";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { NoStackError } from "../../../classroom/pulumi/stack-file.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { StackWithoutSettings } from "../../../classroom/stack/without-settings.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const ZONE = {
  ...{ type: "aws:route53/zone:Zone", name: "zone", id: "Z1" },
  outputs: { name: "school.kr", nameServers: ["ns-1.awsdns-1.org"] },
};
const TABLE = { type: "aws:dynamodb/table:Table", name: "table", id: "Students", protect: true };
const VOLUME = { type: "aws:ebs/volume:Volume", name: "disk", id: "vol-1" };

/** AWS, which shows the volume after the destroy, too. */
const keeping = fakeAws({
  paginateDescribeVolumes: (_, region) => ({
    Volumes: region === IDENTITY.region ? [{ VolumeId: "vol-1" }] : [],
  }),
});

describe("npm run down -- --stack NAME", () => {
  const said = capturedConsole();

  interface Call {
    readonly name?: string;
    readonly yes?: boolean;
    readonly deleteProtected?: boolean;
    /** What is typed; not at a terminal where there is none. */
    readonly typed?: string;
    readonly stack?: FakeStack;
    readonly more?: Partial<StackWithoutSettings>;
  }

  /** Calls it on a stack whose searches find nothing and take no time. */
  async function down({
    name = "dev",
    typed,
    stack = new FakeStack(),
    more,
    ...choice
  }: Call = {}) {
    const asked: string[] = [];
    const opened: string[] = [];
    const keeper = new FakeKeeper();
    const open = async (its: string): Promise<StackWithoutSettings> => {
      opened.push(its);
      const elsewhere = () => Promise.resolve(new Ledger([]));
      const around = { keeper, account: ACCOUNT, elsewhere, ...more };
      const read = await readOnce(stack.pulumi);
      return { identity: IDENTITY, stack: stack.pulumi, read, aws: fakeAws({}), ...around };
    };
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve(typed);
    };
    const given = {
      ...{ yes: false, deleteProtected: false, verbose: true, ...choice },
      consent: () => Promise.resolve(false),
      sleep: () => Promise.resolve(),
    };
    const surroundings = { open, ...(typed !== undefined && { ask }) };
    const result = await downRemote(name, given, surroundings).catch((error: unknown) => error);
    return { result, asked, opened, calls: stack.calls, keeper };
  }

  it("names the stacks that there are, before all else, where there is none of that name", async () => {
    const { result, opened } = await down({ name: "dve" });
    assert.ok(result instanceof NoStackError);
    assert.match(result.message, /^There is no stack dve: did you mean dev\?/);
    assert.deepEqual(opened, []);
  });

  it("is refused, with the call that asks nobody, where there is no terminal", async () => {
    const { result, opened } = await down();
    assert.ok(result instanceof NobodyToAskError);
    assert.match(result.message, /confirmation: npm run down -- --stack dev --yes$/);
    assert.deepEqual(opened, []);
    const { result: whole } = await down({ deleteProtected: true });
    assert.match(
      (whole as Error).message,
      /npm run down -- --stack dev --yes-delete-protected --yes$/,
    );
  });

  it("destroys nothing where another name is typed", async () => {
    const { result, asked, calls } = await down({ typed: "prod", stack: new FakeStack([ZONE]) });
    assert.deepEqual([result, calls], [1, []]);
    assert.deepEqual(asked, ["This destroys everything in stack dev on AWS. Type its name: "]);
    assert.match(said.text, /^Nothing was destroyed: that is not the stack's name, dev\.$/m);
  });

  it("reads the state once to ask, once under its lock, and after the destroy", async () => {
    const stack = new FakeStack([ZONE]);
    const before: number[] = [];
    stack.destroys = [{ gone: [ZONE.name], meanwhile: () => void before.push(stack.exports) }];
    await down({ yes: true, stack });
    assert.deepEqual(before, [2]);
  });

  it("says before it asks what goes dark, and what is destroyed with --yes-delete-protected", async () => {
    const stack = new FakeStack([ZONE]);
    const { asked } = await down({ typed: "", deleteProtected: true, stack });
    assert.deepEqual(asked, [
      "This destroys everything, protected data too, in stack dev on AWS. Type its name: ",
    ]);
    assert.match(said.text, /^school\.kr loses its website/);
  });

  it("destroys the stack where its name is typed, keeps it for the next class, and says so", async () => {
    const { result, opened, calls, keeper } = await down({ typed: "dev", stack: new FakeStack() });
    assert.deepEqual(
      [result, opened, calls, keeper.archived],
      [0, ["dev"], ["stack history --json", "refresh", "destroy"], 1],
    );
    assert.match(said.text, /^Nothing is left: .* Stack dev stays, empty, for the next one\.$/m);
  });

  it("asks nobody with --yes, and fails where something is left that the account still shows", async () => {
    const stack = new FakeStack([VOLUME]);
    const { result, calls, keeper } = await down({ yes: true, stack, more: { aws: keeping } });
    assert.deepEqual([result, calls, keeper.archived], [1, ["refresh", "destroy"], 0]);
    assert.doesNotMatch(said.text, /Nothing is left/);
  });

  it("finds nothing left that another stack holds by now", async () => {
    const its = { type: VOLUME.type, region: IDENTITY.region, ids: ["vol-1"] };
    const elsewhere = () => Promise.resolve(new Ledger([its]));
    const stack = new FakeStack([VOLUME]);
    assert.equal((await down({ yes: true, stack, more: { aws: keeping, elsewhere } })).result, 0);
  });

  it("passes on that protected data is not destroyed", async () => {
    const { result, calls } = await down({ yes: true, stack: new FakeStack([TABLE]) });
    assert.match((result as Error).message, /^Stack dev protects data\. Nothing was destroyed/);
    assert.deepEqual(calls, []);
  });
});
