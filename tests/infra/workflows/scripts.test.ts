import assert from "node:assert/strict";
import { Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { actionSteps, scriptOf, workflow } from "../../support/workflows.ts";

describe("a deployment's look for newer ones", () => {
  const folder = temporaryFolder();

  /**
   * As `gh api` answers: without `--paginate` it reads one page of 100, and `--jq` selects from it.
   *
   * @param runs of deploy.yml, the newest first: their numbers
   * @param attempts how the job of a newer run has ended, the last attempt first
   */
  function look(runs: readonly number[], ...attempts: readonly string[]) {
    const shell = new Shell(folder.path);
    shell.real("cat");
    const list = (all: readonly number[]) => all.filter((run) => run > OWN).join("\n");
    shell.write("first", list(runs.slice(0, 100)));
    shell.write("all", list(runs));
    const [last = ""] = attempts;
    shell.write("last", last === "success" ? last : "");
    shell.write("attempts", attempts.filter((each) => each === "success").join("\n"));
    shell.stub(
      "gh",
      `case "$*" in
        *filter=all*) cat "$ROOT/attempts";;
        *jobs*) cat "$ROOT/last";;
        *--paginate*) cat "$ROOT/all";;
        *) cat "$ROOT/first";;
      esac`,
    );
    const [step] = actionSteps("newest");
    return shell.run(scriptOf(step), { REPO: "o/r", NUMBER: String(OWN), JOB: "prod" });
  }
  const OWN = 7;

  it("lets the newest through, and one after newer runs that have not deployed", () => {
    assert.equal(look([OWN, 6]).status, 0);
  });

  it("lets one through when newer runs failed, or wait for their approval", () => {
    assert.equal(look([42, 41, OWN], "failure").status, 0);
  });

  it("refuses one that is approved after a newer one has deployed", () => {
    const { status, stdout } = look([42, 41, OWN], "success");
    assert.equal(status, 1);
    assert.match(stdout, /^::error::run 42, which is newer, has deployed prod/);
  });

  it("sees one that is more than a page away", () => {
    const runs = Array.from({ length: 150 }, (_, at) => 157 - at); // 157 to 8
    const { status, calls } = look([...runs, OWN], "failure");
    assert.equal(status, 0);
    assert.equal(calls.filter((call) => call.includes("/jobs")).length, 150);
  });

  it("sees one that has deployed before it was run again, and failed", () => {
    assert.equal(look([42, OWN], "failure", "success").status, 1);
  });

  it("asks for all runs with a higher number, of any branch, and for the job of its stack", () => {
    const { calls } = look([41, OWN], "failure");
    // With a filter, GitHub lists no more than 1000 runs.
    assert.match(calls[0] ?? "", /deploy\.yml\/runs\?per_page=100 .*select\(\.run_number > 7\)/);
    assert.match(calls[1] ?? "", /runs\/41\/jobs\?.* .*select\(\.name == "prod"/);
  });
});

describe("a deployment's wait for test.yml", () => {
  const folder = temporaryFolder();

  /** @param states what GitHub says, one call after the other */
  function wait(...states: string[]) {
    const shell = new Shell(folder.path);
    shell.real("sed", "cat");
    shell.stub("sleep");
    shell.stub(
      "gh",
      `count=$(cat "$STATE/count" 2>/dev/null || echo 0); count=$((count + 1)); echo $count > "$STATE/count"
       printf '${states.join("\\n")}\\n' | sed -n "\${count}p"`,
    );
    const [step] = actionSteps("tested");
    return shell.run(scriptOf(step), { REPO: "o/r", COMMIT: "abc" });
  }

  it("ends when it is green", () => {
    const { status, calls } = wait("missing", "queued", "in_progress", "success");
    assert.equal(status, 0);
    assert.equal(calls.filter((call) => call === "sleep 30").length, 3);
    assert.match(calls[0] ?? "", /test\.yml\/runs\?head_sha=abc&event=push/);
  });

  for (const state of ["failure", "cancelled", "timed_out", "of a kind to come"])
    it(`fails when it is ${state}`, () => {
      const { status, stdout } = wait("in_progress", state);
      assert.equal(status, 1);
      assert.match(stdout, new RegExp(`^::error::test.yml: ${state}. Nothing is deployed`));
    });
});

describe("the clock of spend.yml", () => {
  const folder = temporaryFolder();
  const { on, jobs: clock, concurrency } = workflow("spend");
  const { limit } = clock;
  assert.ok(limit);

  it("looks every 15 minutes at each class that the repository names, and at none without", () => {
    assert.deepEqual((on as { schedule: unknown }).schedule, [{ cron: "7,22,37,52 * * * *" }]);
    assert.equal(limit.if, "vars.CLASSES != ''");
    assert.equal(limit.strategy?.matrix.class, "${{ fromJSON(vars.CLASSES) }}");
    assert.equal(limit.strategy["fail-fast"], false);
    assert.equal(limit.environment, "${{ matrix.class }}");
  });

  it("waits for no open or close of the class, and is never cut off", () => {
    const group = "spend-${{ matrix.class }}";
    assert.deepEqual(limit.concurrency, { group, "cancel-in-progress": false });
    assert.equal(concurrency, undefined);
  });

  it("keeps the limit, shows what it has seen, and fails where it could not", () => {
    const shell = new Shell(folder.path);
    shell.real("cat");
    shell.stub("npm", 'echo "Class spring: $1.20"; exit 1');
    const step = limit.steps.find(({ name }) => name === "Keep the limit");
    const env = { CLASS: "spring", GITHUB_STEP_SUMMARY: `${shell.root}/summary.md` };
    const { status, calls } = shell.run(scriptOf(step), env);
    assert.equal(status, 1);
    assert.deepEqual(calls, ["npm run --silent class -- spend --class spring --act"]);
    assert.match(shell.read("summary.md"), /^~~~text\nClass spring/);
  });
});
