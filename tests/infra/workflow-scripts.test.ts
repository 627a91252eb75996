import assert from "node:assert/strict";
import { Shell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { actionSteps, type Step, workflow } from "../support/workflows.ts";

/** As GitHub runs a step's script. */
const scriptOf = (step: Step | undefined): string =>
  `set -eo pipefail\ncd "$ROOT"\n${step?.run ?? ""}`;

describe("a deployment's look for newer ones", () => {
  const folder = temporaryFolder();

  /** @param runs ids of newer runs @param conclusion of their job */
  function look(runs: string, conclusion: string) {
    const shell = new Shell(folder.path);
    shell.stub("gh", `case "$*" in *jobs*) echo "${conclusion}";; *) printf '${runs}';; esac`);
    const [step] = actionSteps("newest");
    return shell.run(scriptOf(step), { REPO: "o/r", NUMBER: "7", JOB: "prod" });
  }

  it("lets the newest through, and one after newer runs that have not deployed", () => {
    assert.equal(look("", "").status, 0);
  });

  it("lets one through when newer runs failed, or wait for their approval", () => {
    assert.equal(look("41\\n42\\n", "failure").status, 0);
  });

  it("refuses one that is approved after a newer one has deployed", () => {
    const { status, stdout } = look("41\\n42\\n", "success");
    assert.equal(status, 1);
    assert.match(stdout, /^::error::run 41, which is newer, has deployed prod/);
  });

  it("asks for runs with a higher number, and for the job of its stack", () => {
    const { calls } = look("41\\n", "failure");
    assert.match(calls[0] ?? "", /deploy\.yml\/runs\?branch=main.*select\(\.run_number > 7\)/);
    assert.match(calls[1] ?? "", /runs\/41\/jobs .*select\(\.name == "prod"\)/);
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

describe("the stacks that expire.yml looks at", () => {
  const folder = temporaryFolder();
  const { stacks, destroy, look } = workflow("expire").jobs;

  /** @param files environments, by stack */
  function sorted(files: Readonly<Record<string, string>>): readonly string[] {
    const shell = new Shell(folder.path);
    for (const [name, environment] of Object.entries(files))
      shell.write(`Pulumi.${name}.yaml`, `config:\n  class:labs:\n    cdn: true\n${environment}`);
    shell.write("Pulumi.yaml", "name: class");
    const step = stacks?.steps.find(({ id }) => id === "sort");
    const { status } = shell.run(scriptOf(step), { GITHUB_OUTPUT: `${shell.root}/output` });
    assert.equal(status, 0);
    return shell.read("output").trim().split("\n");
  }

  it("are all that have settings here: rehearsals are destroyed, all others are reported", () => {
    const files = {
      ...{ dev: "  class:environment: dev\n", prod: "  class:environment: prod\n" },
      ...{ local: "  class:environment: local\n", spring: '  class:environment: "prod" # data\n' },
      ...{
        autumn: "  \"class:environment\": 'dev'\n",
        unsaid: "",
        likedev: "  class:environment: devs\n",
      },
    };
    assert.deepEqual(sorted(files), [
      'destroyed=["autumn","dev"]',
      'reported=["likedev","prod","spring","unsaid"]',
    ]);
  });

  it("are none where there are none", () => {
    assert.deepEqual(sorted({ local: "" }), ["destroyed=[]", "reported=[]"]);
  });

  it("have each its own role, and wait for no other", () => {
    assert.equal(destroy?.environment, "${{ matrix.stack }}");
    for (const job of [destroy, look]) assert.equal(job?.strategy?.["fail-fast"], false);
  });

  it("take their students' along, which expire finds by the class's name", () => {
    const shell = new Shell(folder.path);
    shell.stub("npm");
    const { calls } = shell.run(scriptOf(destroy?.steps.at(-1)), { STACK: "spring" });
    assert.deepEqual(calls, ["npm run class -- expire --stack spring --yes"]);
  });
});

describe("the look whether a class has expired", () => {
  const folder = temporaryFolder();

  function look(code: number) {
    const shell = new Shell(folder.path);
    shell.real("cat");
    shell.stub("npm", `echo "prod    3 h ago"; exit ${code}`);
    const step = workflow("expire").jobs.look?.steps.find(({ run }) => run !== undefined);
    const { status, calls } = shell.run(scriptOf(step), { STACK: "prod" });
    assert.deepEqual(calls, ["npm run --silent class -- expire --stack prod"]);
    return { status, seen: (file: string) => shell.read(`seen/prod/${file}`) };
  }

  it("hands what it has seen to the job that writes", () => {
    const { status, seen } = look(5);
    assert.equal(status, 0);
    assert.equal(seen("state"), "overdue\n");
    assert.equal(seen("report.txt"), "prod    3 h ago\n");
  });

  it("tells a stack that is fine from one that it could not look at", () => {
    assert.equal(look(0).seen("state"), "fine\n");
  });

  for (const code of [1, 3])
    it(`fails when it could not look, and hands nothing on: exit code ${code}`, () => {
      const { status, seen } = look(code);
      assert.equal(status, code);
      assert.throws(() => seen("state"));
    });
});

describe("the issue on a class that has expired", () => {
  const folder = temporaryFolder();

  /** @param states by stack @param open numbers of the open issues of each */
  function write(states: Readonly<Record<string, string>>, open: string) {
    const shell = new Shell(folder.path);
    shell.real("tail", "cat", "basename");
    shell.stub("gh", `[[ "$*" == *--paginate* ]] && printf '${open}'; true`);
    for (const [stack, state] of Object.entries(states)) {
      shell.write(`seen/${stack}/state`, `${state}\n`);
      shell.write(`seen/${stack}/report.txt`, `${stack}    3 h ago\n`);
    }
    const { status, calls } = shell.run(scriptOf(workflow("expire").jobs.issue?.steps.at(-1)), {
      ...{ REPO: "o/r", RUN: "https://run" },
    });
    assert.equal(status, 0);
    return {
      calls: calls.filter((call) => !call.includes("--paginate")),
      body: () => shell.read("body.md"),
      asked: calls.filter((call) => call.includes("--paginate")),
    };
  }

  it("is opened when prod has expired", () => {
    const { calls, body } = write({ prod: "overdue" }, "");
    assert.equal(calls.length, 1);
    assert.match(calls[0] ?? "", /--method POST repos\/o\/r\/issues .*body=@body\.md$/);
    assert.match(body(), /^<!-- aws-class expire prod -->\n/);
    assert.match(body(), /^prod {4}3 h ago$/m);
  });

  it("is one for each class, which no other class's closes", () => {
    const { calls, asked } = write({ prod: "overdue", spring: "overdue" }, "");
    assert.match(calls.join("\n"), /title=prod has expired.*\n.*title=spring has expired/);
    assert.ok(asked[1]?.includes("<!-- aws-class expire spring -->"));
  });

  it("is one that is updated, not one an hour", () => {
    assert.deepEqual(write({ prod: "overdue" }, "9\\n").calls, [
      "gh api --silent --method PATCH repos/o/r/issues/9 --field body=@body.md",
    ]);
  });

  it("is closed when prod is gone, or has more time", () => {
    assert.deepEqual(write({ prod: "fine" }, "9\\n").calls, [
      "gh api --silent --method PATCH repos/o/r/issues/9 --field state=closed",
    ]);
  });

  it("is not there as long as prod is fine", () => {
    assert.deepEqual(write({ prod: "fine" }, "").calls, []);
  });

  it("is left as it is where nothing was seen", () => {
    assert.deepEqual(write({}, "9\\n").calls, []);
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
