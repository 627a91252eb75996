import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findEngine } from "../../../engine/engine.ts";
import { identify } from "../../../lib/processes.ts";
import { PROJECT } from "../../../lib/project.ts";
import { UserShell } from "../../support/printed/user-shell.ts";
import { ProjectCopy } from "../../support/project-copy.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const ROSTER = "id,name\ns01,Kim\n";

/** As a user goes on from what is on the screen, or on a page; the next message is another. */
describe("what a class on this machine prints", function () {
  this.timeout("10m");
  inOrder();
  let copy: ProjectCopy;
  let shell: UserShell;
  before(async () => {
    copy = new ProjectCopy();
    copy.configure("local", { "class:labs": { "s3-bucket": true } });
    const env = { AWS_CLASS_FOLDER: inClass(), PULUMI_BACKEND_URL: undefined };
    shell = await UserShell.open(await findEngine(console.error), env, copy.folder);
  });
  after(async () => {
    await shell.run("npm run down"); // of a run that failed
    shell.close();
    copy.remove();
  });

  const inClass = (...names: string[]) => path.join(copy.folder, ".class", ...names);
  async function said(command: string, expected = 0): Promise<string> {
    const { code, said: all } = await shell.run(command);
    assert.equal(code, expected, all);
    return all;
  }
  const end = async (): Promise<string> => {
    const outputs = await said("npm run --silent pulumi -- stack output --json");
    return (JSON.parse(outputs) as { class: { expires: string } }).class.expires;
  };
  let next: string;

  it("extends it, shows Pulumi's commands, and switches labs", async () => {
    next = await said("npm start");
    const before = Date.parse(await end());
    await shell.paste("npm start -- --extend 2h", next);
    assert.equal(Date.parse(await end()) - before, 2 * 3_600_000);
    assert.match(await shell.paste("npm run pulumi -- help", next), /Usage:\s+pulumi/);
    const switched = await shell.paste("npm start -- --labs linux-server,cdn", next);
    assert.match(switched, /^ {2}linux-server\b.* created/m);
    await said("npm start");
  });

  it("checks, breaks and repairs a lab, from its handout", async () => {
    const sample = readFileSync(path.join(PROJECT, "docs/handouts/en/s3-bucket.md"), "utf8");
    await shell.paste("npm run class -- handouts", sample);
    const page = readFileSync(inClass("handouts/local/en/s3-bucket.html"), "utf8");
    assert.match(
      await shell.paste("npm run class -- check --labs s3-bucket", page),
      /Nothing failed/,
    );
    const broken = await shell.paste("npm run class -- break --labs s3-bucket", page);
    await shell.paste("npm run class -- check", broken, { code: 1 });
    assert.match(await shell.paste("npm run class -- solve", page), /Nothing failed/);
  });

  it("shows its addresses where nothing answers", async () => {
    const { endpoint } = JSON.parse(readFileSync(inClass("traffic.json"), "utf8")) as {
      endpoint: string;
    };
    const answer = await fetch(endpoint);
    assert.equal(answer.status, 404);
    assert.match(
      await shell.paste("npm run class -- outputs", await answer.text()),
      /s3-bucket-[0-9a-f]+/,
    );
  });

  it("goes on after the note of a run elsewhere was removed", async () => {
    const command = { ...identify(process.pid), place: "elsewhere 1" };
    writeFileSync(inClass("run.json"), JSON.stringify({ command, called: "up" }));
    await shell.paste("rm *", await said("npm run class -- solve", 1));
    await said("npm run class -- solve");
  });

  it("switches on a lab that was just made", async () => {
    const made = await said("npm run class -- new-lab my-lab");
    assert.match(await shell.paste("npm start -- --labs *", made), /Labs {6}my-lab/);
    assert.match(await shell.paste("npm run down", next), /Nothing is left/);
  });

  it("opens it for students, extends it and lists them", async () => {
    writeFileSync(path.join(copy.folder, "roster.csv"), ROSTER);
    const closed = await said("npm run class -- status", 1);
    next = await shell.paste("npm run class -- open * --labs *,*", closed, {
      edit: (call) => call.replace("ROSTER", "roster.csv").replace("ID,ID", "s3-bucket"),
    });
    const part = "npm run class -- open roster.csv --labs s3-bucket --only s01 --expires 2h";
    await shell.paste("npm run class -- extend --class * --to *", await said(part, 1), {
      edit: (call) => call.replace("NAME", "local").replace("TIME", "48h"),
    });
    assert.ok(Date.parse(await end()) - Date.now() > 47 * 3_600_000);
    const unknown = await said("npm run pulumi -- stack output --stack local-s09", 1);
    const listed = await shell.paste("npm run class -- status --class local", unknown);
    assert.match(listed, /^s01 +up/m);
  });

  it("closes it, and removes the roster", async () => {
    const left = await shell.paste("npm run class -- close", next);
    await shell.paste("rm -r ...", left);
    assert.ok(!existsSync(path.join(copy.folder, "roster.csv")));
  });
});
