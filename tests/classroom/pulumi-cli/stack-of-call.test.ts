import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  changesSettings,
  takesSettingsFile,
  writesState,
} from "../../../classroom/pulumi-cli/arguments.ts";
import { selectedStack } from "../../../classroom/pulumi-cli/selected-stack.ts";
import { localStackOf, type Situation } from "../../../classroom/pulumi-cli/stack-of-call.ts";
import { PROJECT } from "../../../lib/project.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const UP: Situation = { selected: undefined, hasClass: true, classes: ["dev", "local"], env: {} };
const stackOf = (call: string, changes: Partial<Situation> = {}): string | undefined =>
  localStackOf(call.split(" "), { ...UP, ...changes });
const onLocal = (call: string, changes: Partial<Situation> = {}): boolean =>
  stackOf(call, changes) !== undefined;

describe("a call of Pulumi", () => {
  it("is about the stack on this machine when it names it", () => {
    const elsewhere = { selected: "dev", hasClass: false, env: { PULUMI_BACKEND_URL: "s3://b" } };
    for (const call of ["preview --stack local", "-s local stack", "up --stack=me/class/local"])
      assert.ok(onLocal(call, elsewhere), call);
    assert.ok(onLocal("stack output", { env: { PULUMI_STACK: "local" } }));
  });

  it("is, too, when it names none, and the user has none selected", () => {
    for (const call of ["stack output", "stack", "stack ls --json", "preview", "config", "up -y"]) {
      assert.ok(onLocal(call), call);
      assert.ok(onLocal(call, { selected: "organization/class/local" }), call);
    }
  });

  it("is about a student's stack of the class on this machine", () => {
    const elsewhere = { selected: "dev", hasClass: false, env: { PULUMI_BACKEND_URL: "s3://b" } };
    for (const call of [
      "preview --stack local-s01",
      "-s local-s01 stack",
      "up -sme/class/local-s01",
    ])
      assert.equal(stackOf(call, elsewhere), "local-s01", call);
    assert.equal(stackOf("cancel", { selected: "organization/class/local-s01" }), "local-s01");
    assert.equal(stackOf("cancel"), "local");
  });

  it("is the user's own about a class whose name only begins with local", () => {
    for (const stack of ["local-", "locals01", "dev-s01", "local-a-b"])
      assert.equal(onLocal(`up --stack ${stack}`), false, stack);
    assert.equal(onLocal("up --stack local-s01", { classes: ["local-s01"] }), false);
  });

  it("is the user's own otherwise", () => {
    for (const call of ["preview --stack dev", "stack output -s dev", "up -sprod"])
      assert.equal(onLocal(call), false, call);
    for (const changes of [
      { selected: "dev" },
      { hasClass: false },
      { env: { PULUMI_BACKEND_URL: "file://~" } },
    ])
      assert.equal(onLocal("stack output", changes), false);
  });

  it("is the user's own when it makes, chooses or needs no stack", () => {
    for (const call of ["stack init dev", "stack select dev", "login s3://b", "version", "whoami"])
      assert.equal(onLocal(call), false, call);
  });

  it("changes settings, or only reads them", () => {
    const changes = (call: string) => changesSettings(call.split(" "));
    for (const call of ["config set email a@b.kr", "config -s local rm email", "config set-all"])
      assert.ok(changes(call), call);
    for (const call of ["config", "config get email", "config --json", "up --config a=b", "stack"])
      assert.equal(changes(call), false, call);
  });

  it("takes the settings of the stack where Pulumi reads any", () => {
    const takes = (call: string) => takesSettingsFile(call.split(" "));
    for (const call of ["preview", "up --yes", "config get class:name", "--color never refresh"])
      assert.ok(takes(call), call);
    for (const call of ["stack output", "stack ls", "up --config-file x", "config set a -- -1"])
      assert.equal(takes(call), false, call);
  });

  it("may write the state without changing a resource", () => {
    assert.ok(writesState(["state", "delete", "urn"]));
    assert.ok(writesState(["stack", "--stack", "local", "import"]));
    assert.equal(writesState(["stack", "export"]), false);
  });
});

describe("the selected stack", () => {
  const folder = temporaryFolder();

  it("is read from where Pulumi keeps it", () => {
    const env = { PULUMI_HOME: folder.path };
    const hash = createHash("sha1").update(path.join(PROJECT, "Pulumi.yaml")).digest("hex");
    const file = path.join(folder.path, "workspaces", `class-${hash}-workspace.json`);
    assert.equal(selectedStack(env), undefined);
    mkdirSync(path.dirname(file));
    writeFileSync(file, '{"stack": "dev"}');
    assert.equal(selectedStack(env), "dev");
    writeFileSync(file, "{}");
    assert.equal(selectedStack(env), undefined);
  });
});
