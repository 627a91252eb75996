import assert from "node:assert/strict";
import { readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { sessionElsewhere } from "../../support/engine/other-account.ts";
import { RemoteClass } from "./remote-class.ts";

/** Commands that talk to AWS. */
const OF_A_STACK = [
  ["check"],
  ["down", "--yes"],
  ["solve"],
  ["leftovers"],
  ["preview"],
  ["credentials", "--out", "secret.csv"],
];

describe("a stack on a backend of one's own", function () {
  this.timeout("5m");
  let stack: RemoteClass;
  before(async () => {
    stack = await RemoteClass.start();
  });
  after(() => stack.stop());

  const classroom = (...args: string[]): string => stack.classroom(...args);

  const stacks = (): string[] =>
    (
      JSON.parse(stack.pulumi("stack", "ls", "--json")) as {
        name: string;
      }[]
    ).map(({ name }) => name);

  it("is not there before it is made", () => {
    const { status, stderr } = stack.call("up", "--yes", "--stack", "dev", "--expires", "8h");
    assert.notEqual(status, 0);
    assert.match(stderr, /no stack named 'dev' found/);
  });

  it("is neither brought up nor destroyed without --yes where nobody can be asked", () => {
    for (const [command, call] of [
      ["up", "npm start -- --stack dev --yes"],
      ["down", "npm run down -- --stack dev --yes"],
    ] as const) {
      const { status, stderr } = stack.call(command, "--stack", "dev");
      assert.equal(status, 1);
      assert.ok(stderr.includes(call), stderr);
    }
  });

  it("is stopped before anything is made by a rule that looks at the whole class", async () => {
    stack.pulumi("stack", "init", "dev");
    const labs = { "linux-server": true, "security-group": true };
    const limits = { "class:labs": labs, "class:policyLimits": { instances: 1 } };
    stack.configure(limits);
    const { status, stdout } = stack.call("up", "--yes", "--stack", "dev", "--expires", "8h");
    assert.notEqual(status, 0);
    assert.match(stdout, /instance-count/);
    assert.deepEqual(await inventory(stack.emulator), []);
    stack.configure({});
  });

  it("comes up until the end that is said, which is kept in its settings", () => {
    const said = classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    assert.match(said, /an hour/);
    assert.match(said, /Log in with Session Manager +aws ssm start-session --target i-/);
    const { config } = readStackFile(path.join(stack.folder, "Pulumi.dev.yaml"));
    const hours = (Date.parse(String(config["class:expires"])) - Date.now()) / 3_600_000;
    assert.ok(hours > 7.8 && hours <= 8, `${hours} h`);
  });

  it("shows that its labs work", () => {
    assert.match(
      classroom("check", "--stack", "dev"),
      /^Nothing failed: 7 passed, 4 inconclusive\.$/m,
    );
  });

  it("is left alone by credentials of another account, whatever is asked", async () => {
    const before = await inventory(stack.emulator);
    stack.variables = await sessionElsewhere(stack.emulator);
    try {
      for (const args of OF_A_STACK) {
        const { status, stderr } = stack.call(...args, "--stack", "dev");
        assert.equal(status, 4, `${args.join(" ")}: ${stderr}`);
        assert.match(stderr, /account 123456789012: where stack dev is deployed/);
        assert.match(stderr, /account 222222222222: .*keys \(AWS_ACCESS_KEY_ID\)/);
      }
      const { stdout } = stack.call("preview", "--stack", "dev", "--format", "json");
      const [{ failure }] = JSON.parse(stdout) as [{ failure: string }];
      assert.match(failure, /account \[hidden\]: where stack dev is deployed/);
      // Plain Pulumi knows no guard of ours; its provider keeps to the account that `up` has written down.
      const refreshed = stack.run(
        "classroom/pulumi-cli/main.ts",
        "refresh",
        "--yes",
        "--stack",
        "dev",
      );
      assert.notEqual(refreshed.status, 0);
      assert.match(refreshed.stdout + refreshed.stderr, /account ID not allowed: 222222222222/i);
    } finally {
      stack.variables = {};
    }
    assert.deepEqual(await inventory(stack.emulator), before);
  });

  it("is not destroyed before its end", () => {
    assert.match(classroom("expire", "--yes"), /^dev .* in [78] h/m);
    assert.deepEqual(stacks(), ["dev"]);
  });

  it("is destroyed when it is past its end, by who says so", async () => {
    stack.letExpire();
    const listed = stack.call("expire");
    assert.match(listed.stdout, /Nothing was destroyed\. --yes destroys/);
    assert.equal(listed.status, 5);
    assert.notDeepEqual(await inventory(stack.emulator), []);
    const misspelt = stack.call("expire", "--yes", "--stack", "dve");
    assert.match(misspelt.stderr, /There is no stack dve: did you mean dev\?/);
    assert.equal(misspelt.status, 1);
    assert.notDeepEqual(await inventory(stack.emulator), []);
    classroom("expire", "--yes", "--stack", "dev");
    assert.deepEqual(await inventory(stack.emulator), []);
    assert.match(classroom("expire"), /^No stack of this project has resources/m);
    assert.match(classroom("expire", "--stack", "dev"), /^Stack dev has no resources/m);
  });

  it("stays, empty, as the workflows want it: nothing to see, nothing that differs, nothing to destroy", () => {
    assert.deepEqual(stacks(), ["dev"]);
    const [its, options] = [["--stack", "dev", "--non-interactive"], "--expect-no-changes"];
    stack.pulumi("refresh", ...its, "--preview-only", options);
    assert.match(classroom("down", "--yes", "--stack", "dev"), /^Nothing is left: /m);
  });

  it("is not taken for gone where its record was not archived, as by a run that was killed while it looked for leftovers", () => {
    const records = path.join(stack.folder, "state/.aws-class/dev");
    const archived = readdirSync(records).find((name) => name.startsWith("record-")) ?? "";
    renameSync(path.join(records, archived), path.join(records, "record.json"));
    const { status, stdout } = stack.call("expire", "--yes");
    assert.match(
      stdout,
      /^Stack dev has no resources, .* search again: npm run down -- --stack dev$/m,
    );
    assert.equal(status, 1);
    assert.match(classroom("down", "--yes", "--stack", "dev"), /^Nothing is left: /m);
    assert.match(classroom("expire"), /^No stack of this project has resources/m);
  });

  it("holds the next class, and is emptied by down", async () => {
    classroom("up", "--yes", "--stack", "dev", "--extend", "2h");
    assert.match(
      classroom("down", "--yes", "--stack", "dev"),
      /^Nothing is left: .*Stack dev stays, empty/m,
    );
    assert.deepEqual(await inventory(stack.emulator), []);
    assert.deepEqual(stacks(), ["dev"]);
    assert.match(stack.settings, /class:labs/);
  });
});
