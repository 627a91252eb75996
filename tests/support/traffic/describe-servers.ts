import type { Suite } from "mocha";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const problem = await sandboxProblem();

/** Tests that start sandboxes, with a folder for each. Where there is none they are skipped, and their title says why. */
export function describeServers(
  title: string,
  tests: (this: Suite, folder: { readonly path: string }) => void,
): void {
  describe(problem === undefined ? title : `${title} (skipped: ${problem})`, function () {
    this.timeout("3m");
    before(function () {
      if (problem !== undefined) this.skip(); // no bubblewrap, or a kernel that refuses it: the title says which
    });
    tests.call(this, temporaryFolder());
  });
}
