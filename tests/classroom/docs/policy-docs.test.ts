import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { POLICY_DOCS, policyDocs } from "../../../classroom/docs/policy-docs.ts";

describe("docs/policies.md", () => {
  it("says what the rules say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(POLICY_DOCS, "utf8"), await policyDocs());
  });
});
