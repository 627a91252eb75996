import assert from "node:assert/strict";
import { actionSteps, type Job, jobs, type Step, workflow } from "../../support/workflows.ts";

const SETUP = "./.github/actions/setup";

/** Whether a step gets something that opens a door: a role, a secret, or GitHub's token. */
const holds = (step: Step | Pick<Job, "env">): boolean =>
  /secrets\.|AWS_ROLE_ARN|github\.token/.test(JSON.stringify(step));

const roleStep = ({ uses }: Step): boolean => uses?.includes("configure-aws-credentials") ?? false;

/** The index of the one step that `matches`. */
function at(steps: readonly Step[], matches: (step: Step) => boolean): number {
  const found = steps.flatMap((step, index) => (matches(step) ? [index] : []));
  assert.equal(found.length, 1);
  return found[0] ?? 0;
}

describe("the role and the secrets of the workflows", () => {
  it("come after the packages and the CLI: no step before the install has the role", () => {
    const steps = actionSteps("setup");
    const install = at(steps, ({ run }) => run?.includes(" npm ci ") ?? false);
    const cli = at(steps, ({ run }) => run?.includes("GITHUB_PATH") ?? false);
    assert.ok(install < cli && cli < at(steps, roleStep));
    const elsewhere = jobs.filter(({ job }) => job.steps.some(roleStep));
    assert.deepEqual(elsewhere, []); // the action alone takes on a role
  });

  it("cannot be asked for by an install, which runs no package's code either", () => {
    const installs = actionSteps("setup").filter(({ run }) => /npm ci|pulumi\/run/.test(run ?? ""));
    assert.equal(installs.length, 2);
    for (const { run } of installs)
      assert.match(
        run ?? "",
        /env -u ACTIONS_ID_TOKEN_REQUEST_URL -u ACTIONS_ID_TOKEN_REQUEST_TOKEN/,
      );
    assert.match(installs[0]?.run ?? "", /npm ci --ignore-scripts/);
  });

  for (const { title, job } of jobs)
    it(`reach no step of ${title} before its install, and not the whole job`, () => {
      // What reads runs of GitHub alone comes with a token of its own.
      const setup = job.steps.findIndex(({ uses }) => uses === SETUP);
      const before = job.steps.slice(0, setup).filter(({ uses }) => !OWN.includes(uses ?? ""));
      assert.deepEqual(before.filter(holds), []);
      assert.doesNotMatch(JSON.stringify(job.env ?? {}), /secrets\.|github\.token/);
    });

  it("are asked for by name only where an action of ours reads GitHub's runs", () => {
    for (const name of ["newest", "tested"]) {
      const text = JSON.stringify(actionSteps(name));
      assert.doesNotMatch(text, /npm |node |--method|-X /, name);
    }
  });

  it("are not in the job that writes the issue, and issues not in one that has a role", () => {
    const { issue, look } = workflow("expire").jobs;
    assert.deepEqual(issue?.permissions, { issues: "write" });
    assert.equal(issue.environment, undefined);
    assert.doesNotMatch(JSON.stringify(issue), /secrets\.|AWS_ROLE_ARN|\.\/\.github/);
    assert.equal(look?.permissions.issues, undefined);
  });

  it("of pull requests are those of environments of their own, which deploy nothing", () => {
    const { preview } = workflow("preview").jobs;
    assert.equal(preview?.environment, "preview-${{ matrix.stack }}");
    const others = jobs.filter(({ job }) => job.environment?.startsWith("preview-"));
    assert.equal(others.length, 1);
    const changing = preview.steps.filter(({ run }) =>
      /refresh|pulumi -- up|run down|expire/.test(run ?? ""),
    );
    assert.deepEqual(changing, []); // a preview without a refresh takes no lock
  });
});

describe("a deployment", () => {
  const { tested, dev, prod } = workflow("deploy").jobs;

  it("waits for test.yml, dev for that, and prod for dev", () => {
    assert.equal(tested?.if, "vars.DEPLOY == 'true'");
    assert.deepEqual(
      tested.steps.map(({ uses }) => uses?.split("@")[0]),
      ["actions/checkout", "./.github/actions/tested"],
    );
    assert.deepEqual([dev?.needs, prod?.needs], ["tested", "dev"]);
  });

  it("looks for newer ones of its stack before it installs anything", () => {
    for (const [name, job] of [["dev", dev] as const, ["prod", prod] as const]) {
      const newest = job?.steps[1];
      assert.equal(newest?.uses, "./.github/actions/newest");
      assert.equal(newest.with?.job, name);
    }
  });
});

const OWN = ["./.github/actions/newest", "./.github/actions/tested"];
