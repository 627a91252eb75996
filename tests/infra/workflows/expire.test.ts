import assert from "node:assert/strict";
import { Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { scriptOf, workflow } from "../../support/workflows.ts";

describe("the stacks that expire.yml looks at", () => {
  const folder = temporaryFolder();
  const { stacks, destroy, look } = workflow("expire").jobs;

  /** @param files environments, by stack */
  function sort(files: Readonly<Record<string, string>>) {
    const shell = new Shell(folder.path);
    for (const [name, environment] of Object.entries(files))
      shell.write(`Pulumi.${name}.yaml`, `config:\n  class:labs:\n    cdn: true\n${environment}`);
    shell.write("Pulumi.yaml", "name: class");
    const step = stacks?.steps.find(({ id }) => id === "sort");
    const { status, stdout } = shell.run(scriptOf(step), { GITHUB_OUTPUT: `${shell.root}/output` });
    return { status, stdout, output: () => shell.read("output").trim().split("\n") };
  }

  function sorted(files: Readonly<Record<string, string>>): readonly string[] {
    const { status, output } = sort(files);
    assert.equal(status, 0);
    return output();
  }

  it("are those of any name that Pulumi takes", () => {
    assert.deepEqual(sorted({ "Class_A.2": "  class:environment: dev\n" }), [
      'destroyed=["Class_A.2"]',
      "reported=[]",
    ]);
  });

  it("are not looked at where a name is none: nobody would see that one is missing", () => {
    const { status, stdout } = sort({ "two words": "  class:environment: dev\n" });
    assert.equal(status, 1);
    assert.match(stdout, /^::error::Pulumi\.two words\.yaml names no stack/);
  });

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
