import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { commands } from "../../../classroom/commands.ts";
import { COMMAND_DOCS, commandDocs } from "../../../classroom/docs/command-docs.ts";

describe("docs/commands.md", () => {
  it("is what the commands say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(COMMAND_DOCS, "utf8"), await commandDocs(commands));
  });
});
