import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

describe("the packages that Pulumi does not load", () => {
  it("are asked for by name where a program's functions are to be packaged", async () => {
    await assert.rejects(pulumi.runtime.computeCodePaths(), {
      message: /leaves out what Pulumi needs to package functions.*remove @npmcli\/arborist/,
    });
  });
});
