import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ClassIsolation } from "../../../classroom/check/isolation/isolation.ts";
import type { ClassChecks } from "../../../classroom/checking/class-results.ts";
import type { ClassStatus } from "../../../classroom/class-status/class-status.ts";
import { RemoteClass } from "../remote/remote-class.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const EACH = { labs: { "s3-bucket": true, dynamodb: true, "s3-backup": true }, protect: false };
const IDS = ["s01", "s02", "s03"];

describe("a class of students that is up", function () {
  this.timeout("8m");
  inOrder();
  let stack: RemoteClass;
  /** What the last command said that prints others. */
  let opened: string;
  let broken: string;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:each": EACH });
    stack.pulumi("stack", "init", "dev");
    const roster = path.join(stack.folder, "roster.csv");
    writeFileSync(roster, ["id,name", ...IDS.map((id) => `${id},Student ${id}`)].join("\n"));
    const options = ["--class", "dev", "--expires", "8h", "--yes", "--ignore-quotas"];
    opened = stack.classroom("open", roster, ...options);
  });
  after(() => stack.stop());

  const folderOf = (student: string) => path.join(stack.folder, ".class/students/dev", student);
  function status(): ClassStatus {
    return JSON.parse(stack.call("status", "--class", "dev", "--json").stdout) as ClassStatus;
  }
  /** Labs with a failure, by student. */
  function failures(expected: number): Record<string, readonly string[]> {
    const ended = stack.call("check", "--class", "dev", "--json");
    assert.equal(ended.status, expected, ended.stdout + ended.stderr);
    const checks = Object.entries(JSON.parse(ended.stdout) as ClassChecks);
    assert.deepEqual(
      checks.map(([id]) => id),
      IDS,
    );
    for (const [id, { results }] of checks) assert.ok(results.length >= 10, id);
    return Object.fromEntries(
      checks.map(([id, { results }]) => [
        id,
        [...new Set(results.filter(({ outcome }) => outcome === "fail").map(({ lab }) => lab))],
      ]),
    );
  }

  it("shows each student's stack, and the class's end, and remembers it without a secret", () => {
    const { students, expires = "" } = status();
    assert.ok(Date.parse(expires) > Date.now());
    assert.deepEqual(
      IDS.map((id) => [students[id]?.state, students[id]?.expires, students[id]?.checks]),
      IDS.map(() => ["up", expires, undefined]),
    );
    const file = path.join(folderOf("s01"), "status.json");
    const before = readFileSync(file, "utf8");
    assert.doesNotMatch(before, /secret|ciphertext|password/i);
    assert.deepEqual(status().students, students);
    assert.equal(readFileSync(file, "utf8"), before);
  });

  it("shows its status, and works, by the commands that open prints", async () => {
    assert.match(await stack.paste("npm run class -- status --class *", opened), /^s03 /m);
    const said = await stack.paste("npm run class -- check --class *", opened);
    assert.match(said, /^3 students: 3 ok$/m);
  });

  it("works for everybody, on a machine that has no settings of a student, too", () => {
    rmSync(folderOf("s03"), { recursive: true });
    assert.deepEqual(failures(0), { s01: [], s02: [], s03: [] });
    assert.ok(existsSync(path.join(folderOf("s03"), "Pulumi.yaml")));
  });

  it("is broken for one student, whom check finds with the lab, and status shows", () => {
    const choice = ["--class", "dev", "--only", "s02"];
    broken = stack.classroom("break", ...choice, "--labs", "s3-bucket");
    assert.deepEqual(failures(1), { s01: [], s02: ["s3-bucket"], s03: [] });
    const { students } = status();
    assert.deepEqual(
      IDS.map((id) => students[id]?.checks?.labs),
      [[], ["s3-bucket"], []],
    );
  });

  it("shows on another machine what was checked on this one", () => {
    rmSync(path.dirname(folderOf("s01")), { recursive: true });
    const { students } = status();
    assert.deepEqual(
      IDS.map((id) => students[id]?.checks?.labs),
      [[], ["s3-bucket"], []],
    );
  });

  it("is found and repaired by the commands that break prints, for that student alone", async () => {
    const found = await stack.paste("npm run class -- check --class *", broken, { code: 1 });
    assert.match(found, /s02[^]*s3-bucket/);
    const said = await stack.paste("npm run class -- solve --class *", broken);
    assert.match(said, /s02 {2}Repaired 1 resource:\n.*s3-bucket/);
    assert.doesNotMatch(said, /s0[13] {2}Repaired/);
    assert.deepEqual(failures(0), { s01: [], s02: [], s03: [] });
  });

  it("gives one student's outputs out, and those of all as JSON", () => {
    const one = stack.classroom("outputs", "--class", "dev", "--only", "s03");
    assert.match(one, /UserLeaderboard-dev-s03/);
    const all = JSON.parse(stack.classroom("outputs", "--class", "dev", "--json")) as Record<
      string,
      { dynamodb: { tableName: string } }
    >;
    assert.deepEqual(
      Object.entries(all).map(([id, { dynamodb }]) => [id, dynamodb.tableName]),
      IDS.map((id) => [id, `UserLeaderboard-dev-${id}`]),
    );
    assert.equal(stack.call("outputs", "--class", "dev").status, 1);
  });

  it("shows a student's secrets by the command in the handout", async () => {
    stack.classroom("handouts", "--stack", "dev", "--student", "s03", "--labs", "s3-backup");
    const page = path.join(stack.folder, ".class/handouts/dev/s03/en/s3-backup.html");
    const form = "npm run class -- outputs --class * --only * --labs * --show-secrets";
    assert.match(await stack.paste(form, readFileSync(page, "utf8")), /Secret access key +\S{40}/);
  });

  it("keeps each student to the own resources, and to the time of the class, by simulation", () => {
    const said = stack.classroom("check", "--class", "dev", "--isolation");
    assert.match(said, /^3 students: 3 isolated$/m);
    const { stdout } = stack.call("check", "--class", "dev", "--isolation", "--json");
    const isolation = JSON.parse(stdout) as ClassIsolation;
    assert.deepEqual(Object.keys(isolation), IDS);
    for (const { right, wrong } of Object.values(isolation)) {
      assert.deepEqual([right.neighbour, right.afterEnd, wrong], [right.own, right.own, []]);
      assert.ok(right.own >= 12);
    }
  });

  it("is told of a student whom it has not, and takes no stack and class at once", () => {
    const { stderr } = stack.call("check", "--class", "dev", "--only", "s20");
    assert.match(stderr, /there is no student s20: did you mean s0\d/);
    assert.match(stack.call("check", "--stack", "dev", "--class", "dev").stderr, /one of the two/);
  });
});
