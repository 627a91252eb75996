import assert from "node:assert/strict";
import { shardOf, parseShard } from "../../classroom/roster/shards.ts";
import { Shell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { workflow } from "../support/workflows.ts";

const { concurrency, jobs } = workflow("class");

/** A step's script as GitHub runs it. */
const scriptOf = (job: string, name: string): string => {
  const step = jobs[job]?.steps.find((each) => each.name?.startsWith(name));
  return `set -eo pipefail\ncd "$ROOT"\n${step?.run ?? "false"}`;
};

describe("the plan of class.yml", () => {
  const folder = temporaryFolder();

  /** @param settings of Pulumi.spring.yaml */
  function plan(inputs: Record<string, string>, settings = "config:\n  class:id: abcdefghijkl\n") {
    const shell = new Shell(folder.path);
    shell.write("Pulumi.spring.yaml", settings);
    shell.write("output", "");
    const { status, stdout } = shell.run(scriptOf("plan", "Check the inputs"), {
      ...{ CLASS: "spring", COMMAND: "open", CONFIRM: "", STUDENTS: "s01 s02 s03", SHARDS: "2" },
      ...inputs,
      GITHUB_OUTPUT: `${shell.root}/output`,
    });
    return { status, stdout, output: shell.read("output") };
  }

  it("shares the students out among machines", () => {
    assert.equal(plan({}).output, 'students=s01 s02 s03\nshards=["1/2","2/2"]\n');
  });

  it("takes ids however they are separated, over several lines, too", () => {
    const { output } = plan({ STUDENTS: " s01,s02;\ts03,\nkim7 " });
    assert.match(output, /^students=s01 s02 s03 kim7$/m);
  });

  it("starts no machine for nobody", () => {
    assert.match(plan({ SHARDS: "20" }).output, /^shards=\["1\/3","2\/3","3\/3"\]$/m);
  });

  it("makes shards that open takes, and that are everybody once", () => {
    const [, json = ""] = /^shards=(.*)$/m.exec(plan({}).output) ?? [];
    const all = ["s01", "s02", "s03"].map((id) => ({ id }));
    const shards = (JSON.parse(json) as string[]).map(parseShard);
    const opened = shards.flatMap((shard) => shardOf(all, shard).map(({ id }) => id));
    assert.deepEqual(opened.sort(), ["s01", "s02", "s03"]);
  });

  it("needs no students where a class is only looked at", () => {
    const { status, output } = plan({ COMMAND: "status", STUDENTS: "" });
    assert.deepEqual([status, output], [0, ""]);
  });

  it("lets a class be closed by who has written its name twice", () => {
    assert.equal(plan({ COMMAND: "close", CONFIRM: "spring", STUDENTS: "" }).status, 0);
  });

  for (const [what, inputs, said] of [
    [
      "to close a class whose name is not confirmed",
      { COMMAND: "close" },
      /confirm is not the name/,
    ],
    ["a class without settings", { CLASS: "autumn" }, /class is not the NAME of a Pulumi\.NAME/],
    ["a path as class", { CLASS: "../spring" }, /class is not the NAME/],
    ["no students", { STUDENTS: "" }, /students is empty/],
    ["an id that is none", { STUDENTS: "s01 Kim" }, /number 2 of students is not an id/],
    ["an option as student", { STUDENTS: "s01 --yes" }, /number 2 of students is not an id/],
    ["too many shards", { SHARDS: "21" }, /shards is not a number from 1 to 20/],
    ["half a shard", { SHARDS: "1.5" }, /shards is not a number/],
  ] as const)
    it(`refuses ${what}, and does nothing`, () => {
      const { status, stdout } = plan(inputs);
      assert.equal(status, 1);
      assert.match(stdout, said);
      assert.match(stdout, /^::error::.*Nothing was done\.$/m);
    });

  it("never repeats what may be a student's name", () => {
    assert.doesNotMatch(plan({ STUDENTS: "s01 Minho" }).stdout, /Minho/);
  });

  it("refuses a class whose id is not committed: each machine would give it another one", () => {
    const { status, stdout } = plan({}, "config:\n  class:environment: dev\n");
    assert.equal(status, 1);
    assert.match(stdout, /npm run class -- id --stack spring/);
  });
});

describe("the shards of class.yml", () => {
  const folder = temporaryFolder();

  it("come after the plan and the class's stack, and one that fails stops no other", () => {
    assert.equal(jobs.class?.needs, "plan");
    assert.deepEqual(jobs.students?.needs, ["plan", "class"]);
    assert.equal(jobs.students.strategy?.["fail-fast"], false);
  });

  it("are opened without the class's stack where students are added to a class that is up", () => {
    const { if: condition = "" } = jobs.students ?? {};
    assert.match(condition, /class\.result == 'success' \|\| inputs\.command == 'add'/);
    assert.equal(jobs.class?.if, "inputs.command == 'open'");
  });

  it("are of one run of a class at a time, which is never cut off", () => {
    assert.equal(concurrency?.group, "class-${{ inputs.class }}");
    assert.equal(concurrency["cancel-in-progress"], false);
  });

  it("get ids, and nothing else of the roster", () => {
    const shell = new Shell(folder.path);
    const script = scriptOf("students", "Write a roster");
    assert.equal(shell.run(script, { STUDENTS: "s01 s02" }).status, 0);
    assert.equal(shell.read("roster.csv"), "id\ns01\ns02\n");
  });

  it("show what has become of each student, in a table that no reason can break", () => {
    const shell = new Shell(folder.path);
    shell.real("jq");
    const reason = "creating S3 Bucket (a|b):\n[no](http://x) <b>`y`";
    shell.write(
      "opened.json",
      JSON.stringify({
        s01: { state: "done" },
        s02: { state: "failed", failure: { reason } },
        s03: { state: "not begun", why: "s02, the first one, did not come up" },
      }),
    );
    const script = scriptOf("students", "Show what has become");
    const env = { SHARD: "1/2", GITHUB_STEP_SUMMARY: `${shell.root}/summary.md` };
    assert.equal(shell.run(script, env).status, 0);
    assert.equal(
      shell.read("summary.md"),
      `### Shard 1/2

| student | state | reason |
| --- | --- | --- |
| s01 | done |  |
| s02 | failed | creating S3 Bucket (a b): no (http://x) b y |
| s03 | not begun | s02, the first one, did not come up |
`,
    );
  });
});

describe("the summary of class.yml", () => {
  const folder = temporaryFolder();

  /** @param said by the command, which ends with `code` */
  function summary(step: string, said: string, code: number) {
    const shell = new Shell(folder.path);
    shell.real("jq", "cat");
    shell.write("said", said);
    shell.stub("npm", `cat "${shell.root}/said"; exit ${code}`);
    const env = { CLASS: "spring", GITHUB_STEP_SUMMARY: `${shell.root}/summary.md` };
    const { status, calls } = shell.run(scriptOf("summary", step), env);
    return { status, calls, text: shell.read("summary.md") };
  }

  it("is that of status, also where a student is not up, which fails the job", () => {
    const students = {
      s01: { state: "up", resources: 12 },
      s02: { state: "failed", reason: "a|b" },
    };
    const said = JSON.stringify({ class: "spring", expires: "2026-12-01T09:00:00Z", students });
    const { status, calls, text } = summary("Show the class", said, 1);
    assert.equal(status, 1);
    assert.deepEqual(calls, ["npm run --silent class -- status --class spring --json"]);
    assert.equal(
      text,
      `### Class spring

Expires 2026-12-01T09:00:00Z

| student | stack | resources | reason |
| --- | --- | ---: | --- |
| s01 | up | 12 |  |
| s02 | failed |  | a b |
`,
    );
  });

  it("is that of spend where it was asked for", () => {
    const { status, text } = summary("Show what it has spent", "Class spring: $1.20\n", 0);
    assert.deepEqual([status, text], [0, "~~~text\nClass spring: $1.20\n~~~\n"]);
  });

  it("is made after all shards, whatever has become of them", () => {
    assert.deepEqual(jobs.summary?.needs, ["plan", "class", "students"]);
    assert.match(jobs.summary.if ?? "", /^\$\{\{ !cancelled\(\)/);
  });
});
