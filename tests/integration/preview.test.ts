import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { withEnd } from "../../classroom/preview/assumed-end.ts";
import { MARKER } from "../../classroom/preview/comment.ts";
import { onEmulator } from "../../classroom/preview/emulated.ts";
import { losesData } from "../../classroom/preview/environment-preview.ts";
import { previewStack } from "../../classroom/preview/preview-stack.ts";
import { readStackFile } from "../../classroom/pulumi/stack-file.ts";
import { findEngine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { type Settings, TestStack } from "../support/engine/stack.ts";
import { RSA_KEY } from "../support/keys.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const files = (): string =>
  execFileSync("git", ["status", "--porcelain", "Pulumi.*"], { cwd: PROJECT, encoding: "utf8" });

describe("previews of all environments, without an account", function () {
  this.timeout("5m");
  const temporary = temporaryFolder();

  it("come in one comment, and leave the project and the local stack alone", () => {
    const before = files();
    const folder = path.join(temporary.path, "class");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["classroom/main.ts", "preview", "--all", "--emulator", "--format", "markdown"],
      { cwd: PROJECT, encoding: "utf8", env: { ...process.env, AWS_CLASS_FOLDER: folder } },
    );
    assert.equal(status, 0, stderr);
    assert.ok(stdout.startsWith(MARKER));
    assert.match(stdout, /^\| \*\*dev\*\* \| 0 \| 0 \| 0 \| [1-9]/m);
    assert.match(stdout, /^### prod$[^#]*when the class ends .*: previewed with 2099-12-31/m);
    // What it costs, and what the rules say: dev has a public site, for a reason.
    assert.match(stdout, /^\| \*\*dev\*\*.* \| \$0\.0\d+ \(\+\$0\.0\d+\) \| 1 excused \|$/m);
    assert.match(stdout, /^- create `dynamodb\.Table`: `dynamodb`$/m);
    assert.equal(existsSync(folder), false);
    assert.equal(files(), before);
  });

  it("say what is wrong with one of them, without a secret, and show the others", async () => {
    const { config } = withEnd(readStackFile(path.join(PROJECT, "Pulumi.dev.yaml"))).file;
    const wrong = { ...config, "class:email": "nobody", "class:labs": { cnd: true } };
    const engine = await findEngine(console.error);
    const [ill, well] = await onEmulator(engine, console.error, async (emptyStack) => {
      const first = await previewStack(await emptyStack("ill", wrong), true);
      return [first, await previewStack(await emptyStack("well", config), true)] as const;
    });
    assert.match(ill.failure ?? "", /class:labs\.cnd = true: there is no such lab/);
    assert.match(ill.failure ?? "", /class:email = "nobody"/);
    assert.equal(well.failure, undefined);
    assert.notDeepEqual(well.changes, []);
  });
});

describe("the preview of a stack that is up", function () {
  this.timeout("5m");
  const LABS: Settings = { "class:labs": { dynamodb: true, "key-pair": true } };
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
    await stack.up(LABS);
  });
  after(() => stack.stop());

  /** What the classroom's preview says, and Pulumi's own. */
  async function previewed(settings: Settings) {
    const own = await stack.preview(settings);
    return { own, preview: await previewStack(stack.open().stack, false) };
  }

  it("has nothing to change", async () => {
    const { preview } = await previewed(LABS);
    assert.deepEqual(preview.changes, []);
    assert.ok(preview.unchanged > 0);
  });

  it("names the properties that change", async () => {
    const { own, preview } = await previewed({ ...LABS, "class:owner": "somebody" });
    assert.deepEqual(Object.keys(own), ["update"]);
    assert.equal(preview.changes.length, own.update?.length);
    for (const { kind, properties } of preview.changes)
      assert.deepEqual([kind, properties.includes("tags.owner")], ["update", true]);
  });

  it("warns of data that is lost with a lab that is switched off", async () => {
    const { preview } = await previewed({ "class:labs": { "key-pair": true } });
    const [first] = preview.changes;
    assert.deepEqual(
      [first?.kind, first?.type, first && losesData(first)],
      ["delete", "aws:dynamodb/table:Table", true],
    );
  });

  it("names what a replacement is needed for", async () => {
    const { preview } = await previewed({ ...LABS, "class:publicKey": RSA_KEY });
    const replaced = preview.changes.filter(({ kind }) => kind === "replace");
    assert.deepEqual(
      replaced.map(({ type, reasons }) => [type, reasons]),
      [["aws:ec2/keyPair:KeyPair", ["publicKey"]]],
    );
  });
});
