import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { poll } from "../../lib/poll.ts";
import { PROJECT } from "../../lib/project.ts";
import { talk, type Talk } from "../../lib/spawn.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SOON = { limitMs: 20_000, pauseMs: 20 };

describe("a command that is followed", () => {
  for (const outlives of [false, true]) {
    const how = outlives ? "through files" : "through pipes";
    const heard = async (script: string, more: Partial<Talk> = {}) => {
      const output = { stdout: "", stderr: "" };
      const ended = await talk({
        ...{ command: "sh", args: ["-c", script], env: process.env, detached: true, outlives },
        listener: (stream, chunk) => (output[stream] += chunk),
        ...more,
      });
      return { ...ended, ...output };
    };

    it(`is heard ${how} to its last word, and ends as it ends`, async () => {
      const ended = await heard("echo out; echo bad >&2; printf last; exit 3");
      const { code, signal, interrupted, stdout, stderr } = ended;
      assert.deepEqual([code, signal, interrupted], [3, undefined, false]);
      assert.deepEqual([stdout, stderr], ["out\nlast", "bad\n"]);
    });

    it(`is heard ${how} while it is at work, and is told once of Ctrl-C`, async () => {
      let said = "";
      const ended = await heard(
        "trap 'echo told; told=1' INT; echo begun; until [ $told ]; do sleep 0.1; done; echo over",
        {
          listener: (_, chunk) => {
            const isFirst = said === "";
            said += chunk;
            if (isFirst) process.emit("SIGINT", "SIGINT");
          },
        },
      );
      assert.deepEqual([ended.code, ended.interrupted], [0, true]);
      assert.equal(said, "begun\ntold\nover\n");
    });
  }

  it("cannot be started where there is none: that is said", async () => {
    const call = { command: "/no/such/command", args: [], env: {}, listener: () => undefined };
    await assert.rejects(talk({ ...call, detached: true, outlives: true }), /ENOENT/);
  });
});

describe("a command whose parent is killed", () => {
  const folder = temporaryFolder();

  it("goes on to its end, and can say whatever it likes", async () => {
    const [begun, over] = ["begun", "over"].map((name) => path.join(folder.path, name));
    assert.ok(begun && over);
    const script = `echo begun; touch ${begun}; sleep 1; echo said; echo said >&2; echo $? > ${over}`;
    const parent = spawn(process.execPath, [
      ...["--input-type=module", "--eval"],
      `import { talk } from ${JSON.stringify(path.join(PROJECT, "lib/spawn.ts"))};
       const args = ["-c", ${JSON.stringify(script)}];
       await talk({ command: "sh", args, env: process.env, detached: true, outlives: true, listener: () => {} });`,
    ]);
    await poll(() => existsSync(begun) || undefined, SOON);
    parent.kill("SIGKILL");
    await once(parent, "exit");
    assert.ok(!existsSync(over));
    const code = await poll(
      () => (existsSync(over) && readFileSync(over, "utf8")) || undefined,
      SOON,
    );
    assert.equal(code, "0\n");
  });
});
