import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../engine/cache.ts";
import { ProjectCopy } from "../support/project-copy.ts";

/** `npm run pulumi` on the class of this machine, by a user who is logged in elsewhere. */
describe("npm run pulumi on the local stack", function () {
  this.timeout("5m");
  let copy: ProjectCopy;
  let home: string;
  /** What the last program said beside its output. */
  let noted: string;
  const credentials = () => path.join(home, ".pulumi/credentials.json");
  const LOGIN = '{"current":"file:///somewhere","accounts":{"file:///somewhere":{}}}';

  before(() => {
    copy = new ProjectCopy();
    copy.configure("local", { "class:labs": { "s3-bucket": true } });
    home = path.join(copy.folder, "home");
    mkdirSync(path.dirname(credentials()), { recursive: true });
    writeFileSync(credentials(), LOGIN);
    run("classroom/main.ts", "up");
  });
  after(() => {
    run("classroom/main.ts", "down");
    copy.remove();
  });

  /** Runs one of the project's programs, which ends well. @returns what it said */
  function run(program: string, ...args: string[]): string {
    const { PULUMI_BACKEND_URL, PULUMI_STACK, ...env } = process.env;
    assert.deepEqual([PULUMI_BACKEND_URL, PULUMI_STACK], [undefined, undefined]);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(copy.folder, program), ...args],
      {
        cwd: copy.folder,
        encoding: "utf8",
        env: {
          ...env,
          AWS_CLASS_FOLDER: path.join(copy.folder, ".class"),
          HOME: home,
          NO_COLOR: "1",
          XDG_CACHE_HOME: path.dirname(cacheFolder()),
        },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    noted = stderr;
    return stdout;
  }
  const pulumi = (...args: string[]): string => run("classroom/pulumi-cli/main.ts", ...args);

  it("reads it with and without its name", () => {
    assert.match(pulumi("stack", "output", "--json"), /"bucketName": "s3-bucket-/);
    assert.match(pulumi("stack", "output", "--json", "--stack", "local"), /"bucketName"/);
    assert.match(pulumi("stack", "ls"), /^local/m);
    assert.equal(pulumi("config", "get", "class:environment").trim(), "local");
  });

  it("changes a setting, and says how long that lasts", () => {
    const email = pulumi("config", "get", "class:email").trim();
    pulumi("config", "set", "class:email", "teacher@example.com");
    assert.match(noted, /lasts until the next npm start, .* write it there/);
    assert.equal(pulumi("config", "get", "class:email").trim(), "teacher@example.com");
    assert.equal(noted, "");
    pulumi("config", "set", "class:email", email);
  });

  it("previews and deploys it as npm start left it: nothing changes", () => {
    pulumi("preview", "--expect-no-changes");
    pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    assert.match(run("classroom/main.ts", "outputs", "--json"), /"bucketName": "s3-bucket-/);
  });

  it("leaves the user's login and selected stack as they were", () => {
    assert.equal(readFileSync(credentials(), "utf8"), LOGIN);
    const workspaces = path.join(home, ".pulumi/workspaces");
    assert.deepEqual(existsSync(workspaces) ? readdirSync(workspaces) : [], []);
  });

  // Pulumi would not even destroy it.
  it("is taken down whatever was set on it, a secret where there is none", () => {
    pulumi("config", "set", "--secret", "each", '{"labs":{"s3-bucket":true}}');
    const said = run("classroom/main.ts", "down");
    assert.match(said, /class:each is encrypted as a whole[^]*the last deployment are used/);
    assert.match(said, /Nothing is left/);
  });
});
