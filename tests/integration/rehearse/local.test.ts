import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ownRehearsal } from "../../support/own-rehearsal.ts";

const LABS = ["s3-bucket", "dynamodb"];

describe("a rehearsal on this machine", function () {
  this.timeout("10m");
  const { begin, run, reported, isWhole } = ownRehearsal();

  it("brings up, checks, breaks, finds and repairs each lab, and leaves nothing behind", () =>
    isWhole([...LABS, "security-group"]));

  it("ends clean when it is interrupted", async () => {
    const command = begin(LABS);
    await command.until(/^Bringing up dynamodb$/m);
    command.process.kill("SIGINT");
    const { code, said } = await command.end();
    assert.equal(code, 1, said);
    const { ending, labs } = reported(said);
    assert.equal(ending, "interrupted");
    assert.deepEqual(labs[0]?.lab, "s3-bucket");
  });

  it("resumes when it was killed, without bringing up again what is up", async () => {
    const killed = begin(LABS);
    await killed.until(/^Checking every lab$/m);
    killed.process.kill("SIGKILL");
    await killed.end();
    const { code, said } = await begin(LABS).end();
    assert.equal(code, 0, said);
    assert.match(said, /which goes on: 2 labs were tried/);
    assert.doesNotMatch(said, /^Bringing up/m);
    const { ending, labs } = reported(said);
    assert.equal(ending, undefined);
    assert.ok(labs.every(({ arrival, checks }) => arrival === "up" && checks.length > 0));
  });

  it("resumes wherever it was killed: in the middle of a deployment, a fault, its repair, the end", async () => {
    const phases = [
      ...[/^Bringing up s3-bucket$/m, /^Bringing up dynamodb$/m, /^Breaking s3-bucket$/m],
      ...[/^Repairing what was broken$/m, /^Destroying everything$/m],
    ];
    for (const phase of phases) {
      const killed = begin(LABS);
      await killed.until(phase);
      await sleep(2000); // Pulumi is at work
      killed.process.kill("SIGKILL");
      await killed.end();
    }
    const { code, said } = await begin(LABS).end();
    const { ending, labs } = reported(said);
    assert.equal(code, 0, said);
    assert.equal(ending, undefined);
    assert.ok(labs.every(({ arrival, fault }) => arrival === "up" && fault?.repaired));
  });

  it("is refused once a class has come up where the last one was killed", async () => {
    const killed = begin(LABS);
    await killed.until(/^Checking every lab$/m);
    killed.process.kill("SIGKILL");
    await killed.end();
    const up = await run("up", "--labs", "s3-bucket");
    assert.equal(up.code, 0, up.said);
    const { code, said } = await begin(LABS).end();
    assert.equal(code, 1, said);
    assert.match(said, /A class is running in stack local \(\d+ resources\)/);
    const { said: shown } = await run("outputs");
    assert.match(shown, /s3-bucket/);
    const down = await run("down");
    assert.equal(down.code, 0, down.said);
  });

  it("is refused in prod", async () => {
    const { code, said } = await begin(LABS, "--stack", "prod", "--yes").end();
    assert.equal(code, 1);
    assert.match(said, /Stack prod is prod, the real class: rehearse in dev, or locally/);
  });
});
