import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { onServer } from "../../../labs/kit/server/on-server.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt } from "../../support/subjects.ts";

const COMMAND = { instanceId: "i-0123456789abcdef0", command: "findmnt /mnt" };

describe("onServer", () => {
  const local = localServer();

  /** Runs the command where Systems Manager says these things, one at each look. */
  async function run(...says: object[]): Promise<{ said: Promise<string>; sent: () => unknown }> {
    let sent: unknown;
    const endpoint = await local.serve((request, response) => {
      void text(request).then((body) => {
        const isSend = request.headers["x-amz-target"] === "AmazonSSM.SendCommand";
        if (isSend) sent = JSON.parse(body);
        const answer = isSend
          ? { Command: { CommandId: "1" } }
          : (says.shift() ?? { Status: "InProgress" });
        response.statusCode = "__type" in answer ? 400 : 200;
        response.setHeader("content-type", "application/x-amz-json-1.1");
        response.end(JSON.stringify(answer));
      });
    });
    return {
      said: onServer(awsAt(endpoint), COMMAND, { limitMs: 1000, pauseMs: 10 }),
      sent: () => sent,
    };
  }

  it("waits for the command, and returns what it printed", async () => {
    const { said, sent } = await run(
      { __type: "InvocationDoesNotExist" },
      { Status: "Pending" },
      { Status: "InProgress" },
      { Status: "Success", StandardOutputContent: "nfs4 127.0.0.1:/\n" },
    );
    assert.equal(await said, "nfs4 127.0.0.1:/");
    const { DocumentName, Parameters } = sent() as Record<string, unknown>;
    assert.equal(DocumentName, "AWS-RunShellScript");
    assert.deepEqual(Parameters, { commands: ["findmnt /mnt"] });
  });

  it("fails with the error output of a command that fails", async () => {
    const { said } = await run({ Status: "Failed", StandardErrorContent: "no such mount\n" });
    await assert.rejects(said, new Failure("findmnt /mnt: Failed no such mount"));
  });

  it("fails when the server never took it", async () => {
    const { said } = await run({ Status: "TimedOut" });
    await assert.rejects(said, new Failure("findmnt /mnt: TimedOut"));
  });

  it("cannot tell when the command does not end", async () => {
    const { said } = await run();
    await assert.rejects(said, {
      constructor: CannotTell,
      message: /findmnt .* did not finish on .* 1 s/,
    });
  });

  it("passes on other errors of Systems Manager", async () => {
    const { said } = await run({ __type: "InvalidCommandId" });
    await assert.rejects(said, { name: "InvalidCommandId" });
  });
});
