import assert from "node:assert/strict";
import { NoEngineError } from "../../engine/choice/first-open.ts";
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
        error instanceof NoEngineError &&
        /install it \(https.*\n- Pulumi built here: .* not on AWS/.test(error.message),
    );
  });

  it("works where an emulator on this machine stands in for AWS", () => {
    for (const host of ["127.0.0.1:5000", "localhost:4566", "[::1]:5000", "s3.localhost"])
      assert.ok(realEngine(engine(false), { AWS_ENDPOINT_URL: `http://${host}` }), host);
  });

  it("takes no other endpoint for an emulator: AWS has some too", () => {
    for (const endpoint of ["", "https://s3.amazonaws.com", "http://127.0.0.1.example"])
      assert.throws(
        () => realEngine(engine(false), { AWS_ENDPOINT_URL: endpoint }),
        NoEngineError,
        endpoint,
      );
  });

  it("is no answer to an endpoint that is no address, nor is Pulumi", () => {
    for (const endpoint of ["localhost", "localhost:5000", "yes", "http://"])
      for (const official of [true, false])
        assert.throws(() => realEngine(engine(official), { AWS_ENDPOINT_URL: endpoint }), {
          message: `AWS_ENDPOINT_URL = "${endpoint}": not an address that begins with http:// or https://\n  fix: for an emulator, write e.g. http://127.0.0.1:5000; for AWS: unset AWS_ENDPOINT_URL`,
        });
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

  it("only looks with the options that say so", () => {
    assert.ok(!isChange(["refresh", "--stack", "prod", "--preview-only"]));
    assert.ok(!isChange(["up", "--help"]));
  });

  it("is told a change behind options too, as the CLI itself finds the command there", () => {
    for (const options of [
      "--non-interactive",
      "-C ..",
      "--cwd=..",
      "-C..",
      "--stack prod",
      "-v 9",
    ])
      assert.ok(isChange([...options.split(" "), "up"]), options);
    assert.ok(!isChange(["--stack", "up", "preview"]));
    assert.ok(!isChange(["stack", "import", "--file", "state.json"]));
  });
});
