import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { hasSibling } from "../../../engine/provider/sibling.ts";

/** A plugin that says that it runs, and stays until its input ends. */
const PLUGIN = path.join(import.meta.dirname, "waiting-plugin.ts");

describe("hasSibling", function () {
  before(function () {
    // Elsewhere nothing is known, and the answer is false.
    if (!existsSync(`/proc/self/task/${process.pid}/children`)) this.skip();
  });

  it("finds another process of the same script and parent", async () => {
    const plugin = spawn(process.execPath, [PLUGIN], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      await once(plugin.stdout, "data");
      assert.equal(hasSibling(PLUGIN, process.pid, 1), true);
      assert.equal(hasSibling(PLUGIN, process.pid, plugin.pid ?? 0), false, "itself is none");
      assert.equal(hasSibling("/other/main.ts", process.pid, 1), false, "another script is none");
      assert.equal(hasSibling(PLUGIN, plugin.pid ?? 0, 1), false, "another parent's is none");
    } finally {
      plugin.stdin.end();
      await once(plugin, "exit");
    }
    assert.equal(hasSibling(PLUGIN, process.pid, 1), false, "it has ended");
  });
});
