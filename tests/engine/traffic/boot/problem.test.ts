import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("sandboxProblem", () => {
  const folder = temporaryFolder();
  /** A bubblewrap that fails with an error of real ones. */
  const failing = (error: string) => {
    const file = path.join(folder.path, "bwrap");
    writeFileSync(file, `#!/bin/sh\necho 'bwrap: ${error}' >&2\nexit 1\n`);
    for (const each of [folder.path, file]) chmodSync(each, 0o755);
    return sandboxProblem({ PATH: folder.path });
  };

  before(function () {
    if (process.platform !== "linux") this.skip(); // elsewhere it is not even tried
  });

  it("names the package where bubblewrap is missing", async () => {
    assert.match((await sandboxProblem({ PATH: "" })) ?? "", /sudo apt install bubblewrap/);
  });

  it("says what an old bubblewrap lacks", async () => {
    const reason = await failing("Unknown option --disable-userns");
    assert.match(
      reason ?? "",
      /Unknown option --disable-userns \(version 0\.8 or newer is needed\)$/,
    );
  });

  it("says what keeps it from making namespaces", async () => {
    const reason = await failing("setting up uid map: Permission denied");
    assert.match(reason ?? "", /Permission denied \(it may not use user namespaces; on Ubuntu /);
  });
});
