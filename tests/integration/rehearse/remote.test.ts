import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { REPORT } from "../../../classroom/rehearsals/report.ts";
import { rehearsalFolder } from "../../../classroom/rehearsals/journal-place.ts";
import { JournalFile } from "../../../classroom/rehearse/journal.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { BEGUN } from "../../support/fakes/fake-rehearsal.ts";
import { RemoteClass } from "../remote/remote-class.ts";

const LABS = { "s3-bucket": true, dynamodb: { pointInTimeRecovery: false } };

describe("a rehearsal in a stack on a backend of one's own", function () {
  this.timeout("10m");
  let remote: RemoteClass;

  before(async () => {
    remote = await RemoteClass.start({ "class:labs": LABS, "class:protect": "true" });
    remote.pulumi("stack", "init", "dev");
  });
  after(() => remote.stop());

  const rehearse = (...args: string[]) => {
    const { status, stdout, stderr } = remote.call("rehearse", "--stack", "dev", ...args);
    return { status, said: stdout + stderr };
  };

  it("does nothing where nobody can be asked", async () => {
    const { status, said } = rehearse();
    assert.equal(status, 1);
    assert.match(said, /npm run class -- rehearse --stack dev --yes/);
    assert.deepEqual(await inventory(remote.emulator), []);
  });

  it("brings up, breaks and repairs every lab, and destroys even what is protected", async () => {
    const { status, said } = rehearse("--yes", "--budget", "5");
    assert.equal(status, 0, said);
    assert.match(said, /goes on with down once it has cost \$5\.00/);
    assert.deepEqual(await inventory(remote.emulator), []);
    const [file = ""] = globSync(".class/rehearsals/dev-*.json", { cwd: remote.folder });
    const text = readFileSync(path.join(remote.folder, file), "utf8");
    const { on, labs, down } = REPORT.parse(JSON.parse(text));
    assert.deepEqual([on, down.isClean], ["emulator", true]);
    assert.ok(labs.every(({ fault }) => fault?.found === "yes" && fault.repaired));
  });

  it("leaves the stack's settings as they were, but for the class's id", () => {
    const { config } = parse(remote.settings) as { config: Record<string, unknown> };
    assert.deepEqual(config["class:labs"], LABS);
    assert.equal(config["class:expires"], undefined);
    assert.equal(config["class:publicKey"], undefined);
    assert.match(String(config["class:id"]), /^[a-z2-7]{12}$/);
  });

  it("is refused while a class is up, which it would destroy, also after one that was killed", async () => {
    remote.classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    const before = await inventory(remote.emulator);
    const { status, said } = rehearse("--yes");
    assert.equal(status, 1, said);
    assert.match(said, /A class is running in stack dev \(\d+ resources\)/);
    const killed = { ...BEGUN, labs: Object.keys(LABS), ending: "error" as const };
    new JournalFile(rehearsalFolder(path.join(remote.folder, ".class"), "dev"), "dev").write(
      killed,
    );
    const again = rehearse("--yes");
    assert.equal(again.status, 1, again.said);
    assert.match(again.said, /A class is running in stack dev \(\d+ resources\)/);
    assert.deepEqual(await inventory(remote.emulator), before);
  });
});
