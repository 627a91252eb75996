import assert from "node:assert/strict";
import { configValues } from "../../../classroom/pulumi/stack-file.ts";

describe("configuration as the program is given it", () => {
  it("goes without secrets, which a command cannot read and down must not fail by", () => {
    const values = configValues({
      "class:email": { secure: "v1:abc:def" },
      "class:owner": "teacher",
      "class:labs": { billing: { reason: { secure: "v1:ghi:jkl" } } },
    });
    assert.equal(values["class:owner"], "teacher");
    assert.equal(values["class:email"], ""); // its default
    assert.doesNotMatch(JSON.stringify(values), /secure|v1:/);
  });
});
