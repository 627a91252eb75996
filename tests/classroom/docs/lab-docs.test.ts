import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { LAB_DOCS, labDocs } from "../../../classroom/docs/lab-docs.ts";

describe("docs/labs.md", () => {
  it("says what the labs say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(LAB_DOCS, "utf8"), await labDocs());
  });
});
