import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate } from "node:timers/promises";
import { StillUpError } from "../../../classroom/gateway/stack-gate.ts";
import { classGate, gateTo } from "../../../classroom/leftovers/class-gate.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { ACCOUNT, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";

const ID = IDENTITY.id ?? "";

describe("the gate to what carries a class's tags, of whatever stack", () => {
  const stackOf = (outputs: Record<string, Record<string, unknown>>) => {
    const stack = new FakeStack();
    stack.outputsNow = outputs;
    return stack;
  };
  afterEach(() => {
    mock.timers.reset();
  });
  const gate = (className: string, ...stacks: readonly FakeStack[]) =>
    gateTo({
      ...{ className, regions: ["ap-northeast-2"] },
      aws: fakeAws({
        paginateDescribeVolumes: () => ({
          Volumes: [
            { VolumeId: "vol-1", Tags: [{ Key: "class-id", Value: ID }] },
            { VolumeId: "vol-2", Tags: [{ Key: "class", Value: "aws-class" }] },
            { VolumeId: "vol-3" },
          ],
        }),
      }),
      stacks: () => Promise.resolve(stacks),
      isDeleting: true,
      report: () => undefined,
    });
  const standings = async (className: string) =>
    (await gate(className).look()).found.map(({ id, standing }) => [id, standing]);

  it("finds by the id what carries it, and never takes that for certain", async () => {
    assert.deepEqual(await standings(ID), [["vol-1", "claimed"]]);
  });

  it("leaves out what another stack holds, whatever its tags say", async () => {
    const other = new FakeStack([
      { type: "aws:ebs/volume:Volume", name: "data", id: "vol-1", outputs: {} },
    ]);
    assert.deepEqual((await gate(ID, other).look()).found, []);
  });

  it("finds by the name what has no id", async () => {
    assert.deepEqual(
      (await standings("aws-class")).map(([id]) => id),
      ["vol-2"],
    );
  });

  it("says where it searches, once that takes long", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const waiting = Promise.withResolvers<object>();
    const said: string[] = [];
    const looking = gateTo({
      ...{ className: ID, regions: ["ap-northeast-2", "us-east-1"] },
      aws: fakeAws({ describeAddresses: () => waiting.promise }),
      stacks: () => Promise.resolve([]),
      isDeleting: false,
      report: (line) => said.push(line),
    }).look();
    mock.timers.tick(5000);
    await setImmediate();
    assert.deepEqual(said, ["Searching ap-northeast-2 and us-east-1"]);
    waiting.resolve({});
    await looking;
  });

  it("deletes nothing by a name", async () => {
    await assert.rejects(gate("aws-class").check(), /--class NAME only lists.*--class ID --delete/);
  });

  it("deletes nothing while the class is up, or may be", async () => {
    const unknown = stackOf({});
    for (const stack of [new FakeStack(), unknown])
      await assert.rejects(
        gate(ID, stack).check(),
        (error) =>
          error instanceof StillUpError &&
          error.message.includes(`Class ${ID} is, or may be, running in stack dev. Nothing was`),
      );
  });

  it("names every stack that the class is, or may be, running in, and no other", async () => {
    const named = (name: string, outputs: ReturnType<typeof stackOf>["outputsNow"]) =>
      Object.assign(stackOf(outputs), { name });
    const stacks = [
      named("dev", { class: { ...IDENTITY } }),
      named("other", { class: { ...IDENTITY, id: "zzzzzzzz2345" } }),
      named("old", { class: { ...IDENTITY, id: undefined } }),
      named("prod", { page: {} }),
    ];
    await assert.rejects(gate(ID, ...stacks).check(), /running in stack dev, prod\. Nothing/);
  });

  it("lets what no stack holds be deleted, beside other classes", async () => {
    const other = stackOf({ class: { ...IDENTITY, id: "zzzzzzzz2345" } });
    await gate(ID, other).check();
    await gate(ID).check();
    await gate(ID).remember([]);
  });

  it("deletes nothing where a stack cannot be asked", async () => {
    const silent = new FakeStack();
    silent.outputs = () => Promise.reject(new Error("the passphrase is wrong"));
    await assert.rejects(gate(ID, silent).check(), /passphrase is wrong/);
  });
});

describe("the gate to a class of no known stack", () => {
  const server = localServer();
  fakeEnvironment(() => ({ AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }));

  it("is of the account of the environment's credentials, asked for in the first region", async () => {
    const signed: string[] = [];
    process.env.AWS_ENDPOINT_URL = await server.serve(({ headers }, response) => {
      signed.push(headers.authorization ?? "");
      response.end(`<Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:root</Arn>`);
    });
    const regions = ["us-west-2", "us-east-1"];
    const { account } = await classGate(ID, regions, {
      isDeleting: false,
      report: () => undefined,
    });
    assert.equal(account, ACCOUNT);
    assert.equal(signed.length, 1);
    assert.match(signed[0] ?? "", /\/us-west-2\/sts\//);
  });
});
