import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { stacksInUse } from "../../../classroom/pulumi/stacks-in-use.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the stacks in use", () => {
  const folder = temporaryFolder();

  /** Asks a Pulumi that is the shell script `script`. */
  function ask(script: string): Promise<string[]> {
    const command = path.join(folder.path, "pulumi");
    writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return stacksInUse({ command, env: process.env, description: "a script", official: false });
  }

  it("are those that hold something", async () => {
    const listed = [
      { name: "dev", resourceCount: 3 },
      { name: "prod", resourceCount: 0 },
      { name: "new" },
    ];
    assert.deepEqual(await ask(`echo '${JSON.stringify(listed)}'`), ["dev"]);
  });

  it("are asked for in vain where nobody is logged in, in Pulumi's words", async () => {
    await assert.rejects(
      ask("echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 1"),
      (error) => {
        assert.ok(error instanceof PulumiError);
        return error.message.endsWith("error: PULUMI_ACCESS_TOKEN must be set");
      },
    );
  });
});
