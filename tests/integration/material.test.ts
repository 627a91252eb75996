import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { PROJECT } from "../../lib/project.ts";
import { cfnLint, shellCheck } from "../support/linters.ts";

const files = (...patterns: string[]): string[] => {
  const found = globSync(patterns, { cwd: PROJECT }).map((file) => `${PROJECT}/${file}`);
  assert.notEqual(found.length, 0);
  return found.sort();
};

/** What students take into their own hands, and what runs on servers; the checkers come from PyPI. */
describe("the labs' material", function () {
  this.timeout("3m");

  it("has CloudFormation templates that cfn-lint has nothing to say about, not even as advice", async () => {
    const templates = files("labs/**/*.template");
    const regions = ["--regions", "ap-northeast-2", "ap-northeast-1"];
    assert.equal(await cfnLint(...regions, "--include-checks", "I", "--", ...templates), "");
  });

  it("has shell scripts that ShellCheck has nothing to say about", async () => {
    const scripts = ["components/server/scripts/*.sh", "labs/**/*.sh"];
    assert.equal(
      await shellCheck(...files(...scripts, "engine/traffic/{boot,sandbox}/**/*.sh")),
      "",
    );
  });
});
