import assert from "node:assert/strict";
import { nearest } from "../../../labs/contract/nearest.ts";

describe("the name that is meant", () => {
  for (const [name, valid, said] of [
    ["dve", ["dev", "prod"], "did you mean dev? Valid: dev, prod"],
    ["s20", ["s01", "s02"], "did you mean s02? Valid: s01, s02"],
    [
      "linux",
      ["linux-server", "s3-bucket"],
      "did you mean linux-server? Valid: linux-server, s3-bucket",
    ],
    ["ohio", ["dev", "prod"], "write one of dev, prod"],
    ["x", [], "remove it: nothing can be set here"],
  ] as const)
    it(`is found for ${name}, or all are listed`, () => {
      assert.equal(nearest(name, valid), said);
    });
});
