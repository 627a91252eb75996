import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { INSTALLS, madeUpProject, putInto } from "./packages-support.ts";
import { Terminal } from "../screens/terminal.ts";

const PTY = path.resolve(import.meta.dirname, "../support/engine/pty_run.py");

describe("packages.mjs", () => {
  let project: string;

  const put = (file: string, content: string): string => putInto(project, file, content);

  /** Stands in for npm. */
  function npm(script = INSTALLS) {
    chmodSync(put("bin/npm", `#!/bin/sh\necho called npm "$@"\n${script}\n`), 0o755);
  }

  const script = () => path.join(project, "engine/packages.mjs");
  const env = () => ({ PATH: `${path.join(project, "bin")}:/usr/bin:/bin` });
  /** @param node the version that the system's Node says it is */
  function run(node = process.versions.node) {
    const says = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${node}"})`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", says, script()], {
      env: env(),
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  beforeEach(() => {
    project = madeUpProject();
    npm();
  });

  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it("installs what is missing, says so on stderr, and is silent from then on", () => {
    const first = run();
    assert.match(
      first.stderr,
      /^Installing npm packages.*\ncalled npm ci .*\nInstalled in \d+ s\n$/,
    );
    assert.equal(first.stdout, "");
    assert.deepEqual(run(), { status: 0, stdout: "", stderr: "" });
  });

  it("needs two lines of a terminal, however long npm works", () => {
    npm(`${INSTALLS}; sleep 2.2`);
    const command = [PTY, "80", "24", process.execPath, script()];
    const { stdout } = spawnSync("python3", command, { env: env(), encoding: "utf8" });
    assert.match(stdout, /npm has been working for 2 s/);
    const terminal = new Terminal(80);
    terminal.write(stdout);
    const lines = terminal.lines.map((line) => line.map(({ text }) => text).join(""));
    assert.match(lines.join("\n"), /^Installing npm packages.*\nInstalled in \d+ s *\n?$/);
  });

  it("runs no package's install script, which npm 12 would block", () => {
    assert.match(run().stderr, /npm ci --ignore-scripts/);
  });

  it("installs again when the lock file has changed", () => {
    run();
    put(
      "package-lock.json",
      JSON.stringify({ packages: { "node_modules/b": { version: "2.0.0" } } }),
    );
    assert.match(run().stderr, /called npm ci/);
  });

  it("installs again after an install that failed or was killed", () => {
    npm(`${INSTALLS}; exit 7`);
    assert.equal(run().status, 1);
    npm(`${INSTALLS}; kill -9 $$`);
    assert.match(run().stderr, /not installed: npm ci failed/);
    npm();
    assert.match(run().stderr, /called npm ci/);
  });

  it("does not take packages for whole of which npm could not write every file", () => {
    const record = '{"packages":{"node_modules/a":{"version":"1.0.0"}}}';
    const full = "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write";
    npm(`${INSTALLS}; echo '${record}' > node_modules/.package-lock.json; echo "${full}" >&2`);
    for (const { status, stderr } of [run(), run()]) {
      assert.match(stderr, /called npm ci.*\n.*not installed: the disk is full: npm needs/);
      assert.doesNotMatch(stderr, /^ +at /m);
      assert.equal(status, 1);
    }
  });

  it("says that the disk is full when it cannot even note that all is there", () => {
    npm(`${INSTALLS}; ln -s /dev/full node_modules/.aws-class-packages`);
    const { status, stderr } = run();
    assert.match(stderr, /not installed: the disk is full: npm needs/);
    assert.doesNotMatch(stderr, /^ +at /m);
    assert.equal(status, 1);
  });

  for (const [said, sentence] of [
    [
      "npm error code ENOTFOUND",
      /npm cannot reach its registry.*\(ENOTFOUND\), then run this again/,
    ],
    ["npm error code ENOTCACHED", /npm cannot reach its registry/],
    ["npm error code ENOSPC", /the disk is full: npm needs about 500 MB/],
    ["npm error code EACCES", /npm may not write here/],
    ["npm error code EINTEGRITY", /a package differs from package-lock.json/],
    ["npm error something else", /npm ci failed:\nnpm error something else/],
  ] as const)
    it(`explains "${said}" without a stack trace`, () => {
      npm(`echo "${said}" >&2; exit 1`);
      const { status, stderr } = run();
      assert.equal(status, 1);
      assert.match(stderr, sentence);
      assert.doesNotMatch(stderr, /^ +at /m);
    });

  it("explains where there is no npm", () => {
    rmSync(path.join(project, "bin/npm"));
    const env = { PATH: path.join(project, "bin") };
    const script = path.join(project, "engine/packages.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, /npm cannot be started.*Install npm/);
  });

  it("takes the user's own npm ci for what it is", () => {
    put(
      "node_modules/.package-lock.json",
      JSON.stringify({ packages: { "node_modules/a": { version: "1.0.0" } } }),
    );
    assert.deepEqual(run(), { status: 0, stdout: "", stderr: "" });
  });

  it("does not take an outdated node_modules for it", () => {
    put(
      "node_modules/.package-lock.json",
      JSON.stringify({ packages: { "node_modules/a": { version: "0.9.0" } } }),
    );
    assert.match(run().stderr, /called npm ci/);
  });

  for (const version of ["20.20.2", "22.17.1", "23.11.0"])
    it(`installs a Node of its own beside Node ${version}, once`, () => {
      assert.match(run(version).stderr, /Installing Node, as this one is older than 22\.18/);
      assert.ok(existsSync(path.join(project, "node_modules/.bin/node")));
      assert.deepEqual(run(version), { status: 0, stdout: "", stderr: "" });
    });

  for (const version of ["22.18.0", "22.22.2", "24.0.0", "26.1.0"])
    it(`needs no other Node than ${version}`, () => {
      run(version);
      assert.ok(!existsSync(path.join(project, "node_modules/.bin/node")));
    });

  it("installs its own Node again when an install has removed the one that it runs on", () => {
    const own = put("node_modules/.aws-class-node/bin/node", "");
    copyFileSync(process.execPath, own);
    chmodSync(own, 0o755);
    const script = path.join(project, "engine/packages.mjs");
    const env = { PATH: `${path.join(project, "bin")}:/usr/bin:/bin` };
    const { stderr } = spawnSync(own, [script], { env, encoding: "utf8" });
    assert.match(stderr, /Installing npm packages[^]*Installing Node/);
  });

  it("says where to get Node when npm has none for the machine", () => {
    npm("mkdir -p node_modules/.bin");
    const { status, stderr } = run("20.20.2");
    assert.equal(status, 1);
    assert.match(stderr, /needs Node 22\.18 or newer, this is 20\.20\.2.*https:\/\/nodejs\.org/);
  });

  it("keeps npm away from the Node that it is going to remove", () => {
    npm(`echo "npm sees $PATH"; ${INSTALLS}`);
    const own = path.join(project, "node_modules/.bin");
    const script = path.join(project, "engine/packages.mjs");
    const env = { PATH: `${own}:${path.join(project, "bin")}:/usr/bin:/bin` };
    const { stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
    assert.match(stderr, /npm sees (?!.*node_modules)/);
  });
});
