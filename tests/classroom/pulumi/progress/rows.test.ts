import assert from "node:assert/strict";
import { linesAtWork, summaryLines } from "../../../../classroom/pulumi/progress/rows.ts";
import { operationAfter, recorded, expecting, step } from "./recorded.ts";

const WIDE = { columns: 80, rows: 24 };
const UP = expecting("up", { shared: 14, "linux-server": 7 });

/** What is shown of a recorded run after some seconds. */
function atWork(name: string, seconds: number, expected = UP, room = WIDE): string[] {
  const { operation, now } = operationAfter(recorded(name), seconds, expected);
  return linesAtWork(operation, now, room);
}

function summary(name: string, expected = UP): string[] {
  const { operation, now } = operationAfter(recorded(name), 100, expected);
  operation.hasSucceeded = true;
  return summaryLines(operation, now, 80);
}

describe("the lines of an operation at work", () => {
  it("have every lab that is expected, before the program has come to a resource", () => {
    assert.deepEqual(atWork("up", 3), [
      "  shared        0 of 14",
      "  linux-server   0 of 7",
      "  total         0 of 21  3 s  starting the program",
    ]);
  });

  it("say what a refresh and a destroy begin with: neither runs the program", () => {
    const total = (kind: "refresh" | "destroy") => atWork("up", 3, expecting(kind, {})).at(-1);
    assert.equal(total("refresh"), "  total  0  3 s  comparing the state with AWS");
    assert.equal(total("destroy"), "  total  0  3 s  starting Pulumi");
  });

  it("have how many resources are done, seconds, and what takes longest", () => {
    assert.deepEqual(atWork("up", 24), [
      "  shared        1 of 14  10 s  creating VPC, 9 s",
      "  linux-server   2 of 7   9 s  creating IAM instance profile, 4 s",
      "  total         3 of 21  24 s",
    ]);
  });

  it("say that a lab waits for what labs share", () => {
    assert.equal(atWork("up", 28)[1], "  linux-server   3 of 7  13 s  waiting for the shared VPC");
  });

  it("count no components, and no providers", () => {
    assert.deepEqual(atWork("up", 100).at(-1), "  total         21 of 21  100 s");
  });

  it("say only what is done where nobody knows how many there will be", () => {
    const { operation, now } = operationAfter(recorded("up"), 24);
    assert.deepEqual(linesAtWork(operation, now, WIDE), [
      "  shared        1  10 s  creating VPC, 9 s",
      "  linux-server  2   9 s  creating IAM instance profile, 4 s",
      "  total         3  24 s",
    ]);
  });

  it("show a failure as long as the others go on", () => {
    const expected = expecting("up", { shared: 1, "linux-server": 7, dynamodb: 10 });
    assert.deepEqual(atWork("failed", 9, expected)[2], "  dynamodb      0 of 10  0 s  1 failed");
  });

  it("have a lab that is switched off, too, and what of it is gone", () => {
    assert.deepEqual(atWork("switched", 30, expecting("up", { shared: 1 })), [
      "  shared    1 of 1   0 s",
      "  dynamodb       9   1 s  deleting DynamoDB table",
      "  total         10  30 s",
    ]);
  });

  it("are no wider than the terminal, in Korean either", () => {
    const expected = expecting("up", { shared: 14, 리눅스서버: 7 });
    assert.deepEqual(atWork("up", 24, expected, { columns: 30, rows: 24 }), [
      "  shared        1 of 14  10 …",
      "  리눅스서버     0 of 7     …",
      "  linux-server        2   9 …",
      "  total               3  24 s",
    ]);
  });

  it("are no more than the terminal has: what is done gives way", () => {
    const expected = expecting("up", { shared: 14, "linux-server": 7, cdn: 2, efs: 3 });
    assert.deepEqual(atWork("up", 60, expected, { columns: 80, rows: 4 }), [
      "  cdn         0 of 2",
      "  efs         0 of 3",
      "  2 others",
      "  total     21 of 26  60 s",
    ]);
  });

  it("say what is fetched before the program starts", () => {
    const { operation, now } = operationAfter([{ timestamp: 0 }], 5);
    operation.take({ progressEvent: { message: "Downloading plugin aws", done: false } });
    assert.deepEqual(linesAtWork(operation, now, WIDE), [
      "  total  0  5 s  Downloading plugin aws",
    ]);
  });

  it("count nothing as done that is only previewed", () => {
    const events = recorded("up").map((event) => ({
      ...event,
      ...(event.resourcePreEvent && {
        resourcePreEvent: { ...event.resourcePreEvent, planning: true },
      }),
      ...(event.resOutputsEvent && {
        resOutputsEvent: { ...event.resOutputsEvent, planning: true },
      }),
    }));
    const { operation, now } = operationAfter(events, 100, UP);
    assert.equal(
      linesAtWork(operation, now, WIDE).at(-1),
      "  total         0 of 21  100 s  previewing the changes, checking the policies",
    );
  });
});

describe("the summary of an operation", () => {
  it("has what has become of each lab's resources, and how long that took", () => {
    assert.deepEqual(summary("up"), [
      "  shared        14 of 14   23 s  14 created",
      "  linux-server    7 of 7   30 s  7 created",
      "  total         21 of 21  100 s  21 created",
    ]);
  });

  it("counts a replacement once, and what has failed", () => {
    const expected = expecting("up", { shared: 1, "linux-server": 7, dynamodb: 10 });
    assert.deepEqual(summary("failed", expected), [
      "  shared         1 of 1    0 s  1 replaced",
      "  linux-server   4 of 7    0 s  4 unchanged",
      "  dynamodb      0 of 10    0 s  1 failed",
      "  total         5 of 18  100 s  1 replaced, 4 unchanged, 1 failed",
    ]);
  });

  it("counts a resource that is replaced before the new one exists once, too", () => {
    const urn = "urn:pulumi:local::class::class:lab:dynamodb$aws:dynamodb/table:Table::dynamodb";
    const events = [
      ...step("delete-replaced", urn, { at: 1, end: 2 }),
      ...step("replace", urn, { at: 2, end: 2 }),
      ...step("create-replacement", urn, { at: 3, end: 9 }),
    ];
    const during = operationAfter(events, 4, expecting("up", { dynamodb: 1 }));
    assert.equal(
      linesAtWork(during.operation, during.now, WIDE)[0],
      "  dynamodb  0 of 1  4 s  replacing DynamoDB table, 2 s",
    );
    const after = operationAfter(events, 9, expecting("up", { dynamodb: 1 }));
    assert.match(summaryLines(after.operation, after.now, 80)[0] ?? "", /1 of 1 .* 1 replaced$/);
  });

  it("has what was destroyed", () => {
    const expected = expecting("destroy", { shared: 1, "linux-server": 7 });
    assert.deepEqual(summary("down", expected), [
      "  shared        1 of 1    0 s  1 deleted",
      "  linux-server  7 of 7   16 s  7 deleted",
      "  total         8 of 8  100 s  8 deleted",
    ]);
  });

  it("is one line where nothing has changed", () => {
    const events = recorded("switched").filter(({ timestamp = 0 }) => timestamp < 1795904100);
    const { operation, now } = operationAfter(events, 100, expecting("up", { shared: 1 }));
    operation.hasSucceeded = true;
    assert.deepEqual(summaryLines(operation, now, 80), [
      "No changes: 1 resource is as the program describes.",
    ]);
  });

  it("is one line of a refresh, which changes no resource", () => {
    const at = (op: string, name: string) =>
      step(op, `urn:pulumi:dev::class::class:lab:S3Bucket$aws:s3/bucket:Bucket::${name}`, {
        at: 0,
        end: 1,
      });
    const events = [...at("same", "a"), ...at("same", "b"), ...at("update", "c")];
    const all = operationAfter([...events, ...at("delete", "d")], 2, expecting("refresh", {}));
    all.operation.hasSucceeded = true;
    assert.deepEqual(summaryLines(all.operation, all.now, 80), [
      "Compared the state with AWS: 1 changed, 1 gone, 2 unchanged.",
    ]);
  });

  it("never says that nothing has changed when it was interrupted", () => {
    const { operation, now } = operationAfter(recorded("failed"), 8, UP);
    assert.doesNotMatch(summaryLines(operation, now, 80).join("\n"), /No changes/);
  });

  it("is empty where no resource was reached", () => {
    const { operation, now } = operationAfter(recorded("up"), 3, UP);
    assert.deepEqual(summaryLines(operation, now, 80), []);
  });
});
