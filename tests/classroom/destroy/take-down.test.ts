import assert from "node:assert/strict";
import { ProtectedError } from "../../../classroom/destroy/protected.ts";
import { takeDown } from "../../../classroom/destroy/take-down.ts";
import { LockedError } from "../../../classroom/gateway/stack-gate.ts";
import { type Destroyed, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt } from "../../support/subjects.ts";

const TOPIC = {
  ...{ type: "aws:sns/topic:Topic", name: "alarm" },
  id: "arn:aws:sns:ap-northeast-2:111122223333:alarm",
};
const TABLE = {
  ...{ type: "aws:dynamodb/table:Table", name: "table", id: "Students", protect: true },
};
describe("taking a stack down", () => {
  const server = localServer();
  /** Whether deletion protection was switched on or off. */
  let switched: boolean[];
  let endpoint: string;
  beforeEach(async () => {
    switched = [];
    endpoint = await server.serve((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (String(request.headers["x-amz-target"]).endsWith("DescribeTable"))
          return void response.end(
            `{"Table":{"DeletionProtectionEnabled":${!body.includes("Open")}}}`,
          );
        const [, on] = /"DeletionProtectionEnabled":(true|false)/.exec(body) ?? [];
        if (on !== undefined) switched.push(on === "true");
        response.writeHead(on === undefined ? 403 : 200).end("{}");
      });
    });
  });

  const stackOf = (...resources: ConstructorParameters<typeof FakeStack>[0] & object) =>
    new FakeStack(resources);

  /** Takes it down as far as the search, which nothing answers. */
  async function down(
    stack: FakeStack,
    destroys: readonly Destroyed[],
    {
      deleteProtected = false,
      keeper = new FakeKeeper(),
      stillWanted = undefined as (() => Promise<void>) | undefined,
    } = {},
  ) {
    stack.destroys = destroys;
    const lines: string[] = [];
    const options = {
      ...{ report: (line: string) => void lines.push(line), verbose: true, deleteProtected },
      ...(stillWanted && { stillWanted }),
      sleep: () => Promise.resolve(),
    };
    const open = { identity: IDENTITY, stack: stack.pulumi, aws: awsAt(endpoint) };
    const result = await takeDown(open, keeper, options).catch((error: unknown) => error as Error);
    return { result, keeper, said: lines.join("\n") };
  }

  it("notes first what the stack holds, and whose class it is", async () => {
    const stack = stackOf(TOPIC);
    const keeper = new FakeKeeper();
    const meanwhile = () => {
      assert.equal(keeper.ledger.known(TOPIC.id).length, 1);
    };
    await down(stack, [{ meanwhile }], { keeper });
    assert.deepEqual(keeper.record?.identity, IDENTITY);
  });

  it("refuses protected data before anything is destroyed, and notes what it has", async () => {
    const stack = stackOf(TOPIC, TABLE);
    const { result, keeper } = await down(stack, [{}]);
    assert.ok(result instanceof ProtectedError);
    assert.match(
      result.message,
      /^Stack dev protects data\. Nothing was destroyed:\n {2}table \(Table Students\)\nAWS does not .*\n {2}table \(Table Students\): deletion protection\nfix: pulumi config set protect false --stack dev\n {2}then, .*--extend 1h\n.*--yes-delete-protected/,
    );
    assert.doesNotMatch(result.message, /alarm/);
    assert.deepEqual(stack.calls, []);
    assert.equal(keeper.ledger.known("Students").length, 1);
  });

  it("lifts protection when it is told to, AWS's own too", async () => {
    const stack = stackOf(TABLE);
    await down(stack, [{}], { deleteProtected: true });
    assert.deepEqual(stack.calls, ["state unprotect --all", "refresh", "destroy"]);
    assert.deepEqual(switched, [false]);
  });

  it("protects again what a failed destroy has left, and nothing else", async () => {
    const stack = stackOf(TABLE, TOPIC);
    const { result, said } = await down(
      stack,
      [{ errors: { table: "AccessDenied", alarm: "no" } }],
      {
        deleteProtected: true,
      },
    );
    assert.equal(result, false);
    assert.deepEqual(switched, [false, true]);
    assert.deepEqual(
      stack.resources.map(({ protect }) => protect),
      [true, false],
    );
    assert.match(
      said,
      /2 resources are stuck and stay in stack dev:\n {2}table \(Table Students\)\n {4}AccessDenied/,
    );
  });

  it("switches on no protection of AWS's that was off", async () => {
    const stack = stackOf(TABLE, { ...TABLE, name: "open", id: "Open", outputs: {} });
    await down(stack, [{ errors: { table: "no", open: "no" } }], { deleteProtected: true });
    assert.deepEqual(switched, [false, true]);
  });

  it("protects again when a destroy was not even begun, and says what it could not", async () => {
    const stack = stackOf(TABLE);
    const { result, said } = await down(
      stack,
      [
        {
          nothing: "locked",
          meanwhile: () => (stack.capture = () => Promise.reject(new Error("locked, too"))),
        },
      ],
      {
        deleteProtected: true,
      },
    );
    assert.match((result as Error).message, /pulumi -- cancel/);
    assert.match(said, /table \(Students\) is no longer protected: locked, too/);
  });

  it("protects again where its state cannot be read afterwards, and keeps the error of the destroy", async () => {
    const stack = stackOf(TABLE);
    const unreadable = () => (stack.export = () => Promise.reject(new Error("no export")));
    const { result, said } = await down(stack, [{ nothing: "locked", meanwhile: unreadable }], {
      deleteProtected: true,
    });
    assert.match((result as Error).message, /pulumi -- cancel/);
    assert.match(said, /It is not known what stack dev still has: no export/);
    const kept = stack.resources.map(({ protect }) => protect);
    assert.deepEqual([kept, switched], [[true], [false, true]]);
  });

  it("protects nothing that was not", async () => {
    const stack = stackOf(TOPIC);
    await down(stack, [{ errors: { alarm: "no" } }], { deleteProtected: true });
    assert.ok(!stack.calls.some((call) => call.startsWith("state")));
    assert.deepEqual(switched, []);
  });

  it("stops at a lock that another run holds: before anything, and between tries", async () => {
    const keeper = new FakeKeeper();
    keeper.lock = "file:///state/.pulumi/locks";
    const stack = stackOf(TOPIC);
    const first = await down(stack, [{}], { keeper });
    assert.ok(first.result instanceof LockedError);
    assert.match(
      first.result.message,
      /state\/\.pulumi\/locks.*npm run pulumi -- cancel --yes --stack dev/s,
    );
    assert.deepEqual([stack.calls, keeper.record], [[], undefined]);
    keeper.lock = undefined;
    const taken = { errors: { alarm: "no" }, meanwhile: () => (keeper.lock = "somebody") };
    const second = await down(stack, [taken], { keeper });
    assert.ok(second.result instanceof LockedError);
    assert.deepEqual(stack.calls, ["refresh", "destroy"]);
  });

  it("asks again before each try whether the class is still to be destroyed", async () => {
    const stack = stackOf(TOPIC);
    const refused = () => Promise.reject(new Error("extended"));
    const { result } = await down(stack, [{}], { stillWanted: refused });
    assert.equal((result as Error).message, "extended");
    assert.deepEqual(stack.calls, []);
    for (const calls of [["refresh"], ["refresh", "refresh", "destroy"]]) {
      let left = calls.length === 1 ? 2 : 3; // first, before the try, after its refresh
      const late = () => (left-- > 0 ? Promise.resolve() : refused());
      const end = await down(stack, [{ errors: { alarm: "no" } }], { stillWanted: late });
      assert.deepEqual([(end.result as Error).message, stack.calls], ["extended", calls]);
    }
  });

  it("is not clean where AWS does not let it look, keeps the record, and says what to run", async () => {
    const { result, keeper, said } = await down(stackOf(TOPIC), [{}]);
    assert.equal(result, false);
    assert.equal(keeper.archived, 0);
    assert.match(said, /Could not be searched/);
    assert.match(said, /Not clean/);
    assert.match(said, /leftovers --stack dev --delete/);
  });
});
