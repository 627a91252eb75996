import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { takenByNpm } from "../../../classroom/console/npm/npm-options.ts";
import { PROJECT } from "../../../lib/project.ts";
import { COMPILE_CACHE } from "../../support/processes/compile-cache.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OPTIONS = { own: ["stack", "yes", "labs", "yes-delete-protected"], others: ["json", "wait"] };

const taken = (env: NodeJS.ProcessEnv) =>
  takenByNpm(OPTIONS, { npm_lifecycle_event: "down", ...env });

describe("npm's environment", () => {
  const folder = temporaryFolder();

  it("shows the options that npm took, misspelt ones as they were meant", () => {
    assert.deepEqual(taken({ npm_config_stack: "dev", npm_config_yes_delete_protected: "true" }), [
      { name: "stack", value: "dev" },
      { name: "yes-delete-protected", value: "true" },
    ]);
    assert.deepEqual(taken({ npm_config_stak: "dev" }), [{ name: "stack", value: "dev" }]);
    assert.deepEqual(taken({ npm_config_wait: "true" }), [{ name: "wait", value: "true" }]);
  });

  it("says nothing where npm runs nothing", () => {
    assert.deepEqual(takenByNpm(OPTIONS, { npm_config_stack: "dev" }), []);
  });

  it("has settings of npm's own that are not options of ours", () => {
    const own = ["cache", "call", "tag", "shell", "scope", "yes_", "save", "long", "json"];
    const env = Object.fromEntries(own.map((name) => [`npm_config_${name}`, "true"]));
    assert.deepEqual(taken(env), []);
  });

  it("shows an option that npm has, too, unless a setting or npx has set it", () => {
    const env = { npm_config_yes: "true" };
    const npmrc = path.join(folder.path, ".npmrc");
    assert.deepEqual(taken(env), [{ name: "yes", value: "true" }]);
    assert.deepEqual(taken({ ...env, NPM_CONFIG_YES: "true" }), []);
    assert.deepEqual(taken({ ...env, npm_config_call: "npm start" }), []);
    writeFileSync(npmrc, "registry=https://example.com\nyes = true\n");
    assert.deepEqual(taken({ ...env, npm_config_userconfig: npmrc }), []);
    assert.deepEqual(taken({ ...env, npm_package_json: path.join(folder.path, "p.json") }), []);
  });
});

describe("a call by npm", function () {
  this.timeout("30s");
  const folder = temporaryFolder();

  /** Calls the project's command line by the npm of this machine, as its scripts do. */
  function npm(...args: string[]) {
    const main = path.join(PROJECT, "classroom/main.ts");
    const run = (name: string) => `"${process.execPath}" "${main}" ${name}`;
    const scripts = { start: run("up"), down: run("down"), class: run("") };
    writeFileSync(path.join(folder.path, "package.json"), JSON.stringify({ scripts }));
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")),
    );
    const { status, stdout, stderr } = spawnSync("npm", args, {
      cwd: folder.path,
      encoding: "utf8",
      env: {
        ...env,
        ...COMPILE_CACHE,
        AWS_CLASS_FOLDER: path.join(folder.path, "class"),
        NO_COLOR: "1",
      },
    });
    return { status, stdout, stderr: stripVTControlCharacters(stderr) };
  }

  for (const [call, answer] of [
    ["start --expires 8h", /`--`\? npm start -- --expires 8h$/m],
    ["run down --labs=cdn", /^npm run down has no option --labs\.$/m],
  ] as const)
    it(`is answered with the right one: npm ${call}`, () => {
      const { status, stderr } = npm(...call.split(" "));
      assert.match(stderr, answer);
      assert.notEqual(status, 0);
    });

  it("is answered with help", () => {
    const { status, stdout } = npm("run", "down", "--", "-h");
    assert.match(stdout, /^Usage: npm run down/m);
    assert.equal(status, 0);
  });
});
