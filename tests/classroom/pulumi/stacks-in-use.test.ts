import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import {
  stacksByUse,
  stacksInUse,
  stacksOnBackend,
} from "../../../classroom/pulumi/stacks-in-use.ts";
import type { Engine } from "../../../engine/engine.ts";
import { PROJECT } from "../../../lib/project.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the stacks in use", () => {
  const folder = temporaryFolder();

  /** Asks a Pulumi that is the shell script `script`. */
  function ask<T>(script: string, question: (engine: Engine) => Promise<T>): Promise<T> {
    const command = path.join(folder.path, "pulumi");
    writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return question({ command, env: process.env, description: "a script", official: false });
  }

  it("are those that hold something, as the backend or else their state says", async () => {
    const listed = [
      { name: "dev", resourceCount: 3 },
      { name: "prod", resourceCount: 0 },
      { name: "new" },
      { name: "older" },
      { name: "unknown" },
    ];
    const script = `case "$*" in
      "stack output --json --stack dev") echo '{"class":{"name":"dev"}}';;
      "stack ls --json") echo '${JSON.stringify(listed)}';;
      "stack export --stack unknown") echo '{"deployment":{"resources":[{}]}}';;
      "stack export --stack new") echo '{"version":3,"deployment":{}}';;
      "stack export --stack older") echo '{"version":1}';;
      *) exit 1;;
    esac`;
    const { used, empty } = await ask(script, stacksByUse);
    assert.deepEqual(
      [used, empty].map((stacks) => stacks.map(({ name }) => name)),
      [
        ["dev", "unknown"],
        ["prod", "new", "older"],
      ],
    );
    assert.deepEqual(await used[0]?.outputs(), { class: { name: "dev" } });
  });

  it("are some of all that are on the backend", async () => {
    const listed = JSON.stringify([{ name: "dev", resourceCount: 3 }, { name: "new" }]);
    const script = `[ "$(pwd -P) $*" = "${PROJECT} stack ls --json" ] && echo '${listed}'`;
    assert.deepEqual(await ask(script, stacksOnBackend), ["dev", "new"]);
  });

  it("are asked for in vain where nobody is logged in, in Pulumi's words", async () => {
    await assert.rejects(
      ask("echo 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 1", stacksInUse),
      (error) => {
        assert.ok(error instanceof PulumiError);
        return error.message.endsWith("error: PULUMI_ACCESS_TOKEN must be set");
      },
    );
  });
});
