import assert from "node:assert/strict";
import { NoEngineError } from "../../engine/choice.ts";
import { isChange, realEngine } from "../../engine/stand-in.ts";

const engine = (official: boolean) => ({
  command: "pulumi",
  env: {},
  description: "Pulumi built here",
  official,
});

describe("a stand-in for Pulumi", () => {
  it("changes nothing on AWS", () => {
    assert.throws(
      () => realEngine(engine(false), {}),
      (error) =>
        error instanceof NoEngineError && /Pulumi built here.*install pulumi/.test(error.message),
    );
  });

  it("works where an emulator stands in for AWS", () => {
    assert.equal(
      realEngine(engine(false), { AWS_ENDPOINT_URL: "http://127.0.0.1:5000" }).official,
      false,
    );
  });

  it("is not what Pulumi's own is", () => {
    assert.equal(realEngine(engine(true), {}).official, true);
  });

  it("is told a change from a look", () => {
    for (const change of ["up", "update", "destroy", "down", "refresh", "import"])
      assert.ok(isChange([change, "--stack", "prod"]), change);
    for (const look of [["preview"], ["config", "get", "up"], ["stack", "ls"], ["--version"], []])
      assert.ok(!isChange(look), look.join(" "));
  });
});
