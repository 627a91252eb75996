import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import { withSection } from "./section.ts";

const PAGE =
  "# Page\n\n<!-- bench:a -->\n\nold\n\n<!-- bench:end -->\n\n<!-- bench:b -->\n<!-- bench:end -->\n";

describe("a section of docs/performance.md", () => {
  it("takes the place of the one before, and of no other", () => {
    const page = withSection(PAGE, "a", "new");
    assert.equal(page, PAGE.replace("old", "new"));
    assert.equal(withSection(page, "a", "old"), PAGE);
    assert.match(
      withSection(PAGE, "b", "new"),
      /old[^]*bench:b -->\n\nnew\n\n<!-- bench:end -->\n$/,
    );
  });

  it("has a place of its own", () => {
    assert.throws(() => withSection(PAGE, "c", "new"), {
      message: "the document has no <!-- bench:c --> ... <!-- bench:end -->",
    });
    const page = readFileSync(path.join(PROJECT, "docs/performance.md"), "utf8");
    for (const name of ["class", "terraform"]) assert.match(withSection(page, name, "new"), /new/);
  });
});
