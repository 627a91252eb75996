import assert from "node:assert/strict";
import { ErrorLog } from "../../../engine/traffic/error-log.ts";
import { capturedErrors } from "../../support/fakes/captured-console.ts";

describe("the log of work that is repeated", () => {
  const errors = capturedErrors();
  const silent = new Error("no answer");

  it("has an error once, and again when it is another one", () => {
    const log = new ErrorLog();
    for (const error of [silent, silent, new Error("access denied"), silent])
      log.failed("a", error);
    assert.deepEqual(errors.lines, ["no answer", "access denied", "no answer"]);
  });

  it("has it again when the work has succeeded in the meantime", () => {
    const log = new ErrorLog();
    log.failed("a", silent, "deployment d-1");
    log.succeeded("a");
    log.failed("a", silent, "deployment d-1");
    assert.deepEqual(errors.lines, Array(2).fill("deployment d-1: no answer"));
  });

  it("keeps works apart, and forgets those that failed longest ago", () => {
    const log = new ErrorLog();
    log.failed("first", silent);
    for (let at = 0; at < 1000; at++) log.failed(`work ${at}`, silent);
    log.failed("work 999", silent);
    assert.equal(errors.lines.length, 1001);
    log.failed("first", silent);
    assert.equal(errors.lines.length, 1002);
  });
});
