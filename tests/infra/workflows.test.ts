import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { commands } from "../../classroom/commands.ts";
import { parseCall } from "../../classroom/console/call.ts";
import { MARKER } from "../../classroom/preview/comment.ts";
import { environments } from "../../classroom/preview/preview.ts";
import { PROJECT } from "../../lib/project.ts";
import { Shell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { jobs, textOf, workflow, workflowNames } from "../support/workflows.ts";

const files = globSync(".github/{workflows,actions/*}/*.yml", { cwd: PROJECT }).sort();
const scripts = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []));

const { scripts: npmScripts } = JSON.parse(textOf("package.json")) as {
  scripts: Record<string, string>;
};

/** The npm scripts that a job's script runs, with their arguments. */
const npmRuns = scripts.flatMap((script) =>
  [...script.matchAll(/npm run (?:--silent )?(\S+)(?: -- ([^>|;\n]*))?/g)].map(
    ([, name = "", args = ""]) => ({
      name,
      args: args
        .trim()
        .replace('"$SHARD"', "2/5") // as the job's matrix says it
        .replace(/\$\{EXPIRES:\+(.*?)\}/, "$1")
        .split(/\s+/),
    }),
  ),
);

describe("the workflows", () => {
  const folder = temporaryFolder();

  it("run only npm scripts that there are", () => {
    const missing = npmRuns.filter(({ name }) => npmScripts[name] === undefined);
    assert.deepEqual(missing, []);
    assert.ok(npmRuns.length > 4);
  });

  it("call the classroom's commands with options that these have", () => {
    const calls = npmRuns.flatMap(({ name, args }) => {
      const [, own] = /^node classroom\/main\.ts ?(.*)$/.exec(npmScripts[name] ?? "") ?? [];
      return own === undefined ? [] : [[...own.split(" "), ...args].filter((word) => word !== "")];
    });
    assert.deepEqual([...new Set(calls.map(([command]) => command))].sort(), [
      "close",
      "down",
      "expire",
      "extend",
      "id",
      "open",
      "preview",
      "spend",
      "status",
      "up",
    ]);
    for (const call of calls) assert.ok("values" in parseCall(commands, call, {}));
  });

  for (const file of files)
    it(`pin every action of ${file} by its commit, the version beside it`, () => {
      const used = [...textOf(file).matchAll(/uses: (.*)$/gm)].map(([, what = ""]) => what);
      const foreign = used.filter((what) => !what.startsWith("./"));
      for (const what of foreign)
        assert.match(what, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

  it("put nothing into a script that is written by others", () => {
    const injecting = scripts.filter((script) => script.includes("${{"));
    assert.deepEqual(injecting, []);
  });

  it("take no right that is not asked for by a job", () => {
    for (const name of workflowNames) assert.deepEqual(workflow(name).permissions, {});
  });

  it("write nowhere but in the comment and the issue, and take on a role only where one is used", () => {
    const rights = jobs.flatMap(({ title, job }) =>
      Object.entries(job.permissions)
        .filter(([, level]) => level === "write")
        .map(([right]) => `${title} ${right}`),
    );
    assert.deepEqual(rights.sort(), [
      "class/class id-token",
      "class/clock actions",
      "class/close id-token",
      "class/students id-token",
      "class/summary id-token",
      "deploy/dev id-token",
      "deploy/prod id-token",
      "destroy/destroy id-token",
      "drift/drift id-token",
      "expire/destroy id-token",
      "expire/issue issues",
      "expire/look id-token",
      "preview/comment pull-requests",
      "preview/preview id-token",
      "spend/limit id-token",
    ]);
  });

  it("never cut off what changes a stack, and change it one at a time", () => {
    const changing = jobs.filter(({ job }) =>
      job.steps.some(({ run }) =>
        /pulumi -- up|run (start|down)|(expire|close) .*--yes/.test(run ?? ""),
      ),
    );
    assert.equal(changing.length, 6);
    for (const { job } of changing) {
      assert.match(job.concurrency?.group ?? "", /^stack-/);
      assert.equal(job.concurrency?.["cancel-in-progress"], false);
    }
  });

  it("deploy a class by the command that keeps its record and its account, until the end that is said", () => {
    const deploying = Object.entries(workflow("deploy").jobs).slice(1);
    assert.deepEqual(
      deploying.map(([name]) => name),
      ["dev", "prod"],
    );
    const shell = new Shell(folder.path);
    shell.stub("npm", "true");
    for (const [name, { steps }] of deploying) {
      const up = steps.find(({ run }) => run?.startsWith("npm run start"))?.run ?? "";
      const end = "2026-12-01T18:00:00+09:00";
      const calls = [end, ""].flatMap((EXPIRES) => shell.run(up, { EXPIRES }).calls.slice(-1));
      const plain = `npm run start -- --stack ${name} --yes --without-key-pair`;
      assert.deepEqual(calls, [`${plain} --expires ${end}`, plain]);
    }
  });

  it("deploy no class without an id in its settings, and say how it gets one", () => {
    const shell = new Shell(folder.path);
    for (const name of ["dev", "prod"]) {
      const steps = workflow("deploy").jobs[name]?.steps ?? [];
      const look = steps.find((step) => step.name === "Look for the class id")?.run ?? "";
      const lookAt = (settings: string) => {
        shell.write(`Pulumi.${name}.yaml`, settings);
        return shell.run(`cd "$ROOT"\n${look}`);
      };
      assert.equal(lookAt("config:\n  class:id: abcdefgh2345\n").status, 0);
      const { status, stdout } = lookAt("config:\n  class:environment: dev\n");
      assert.equal(status, 1);
      assert.match(stdout, new RegExp(`^::error::.*npm run class -- id --stack ${name}$`, "m"));
    }
  });

  it("preview every environment there is", () => {
    const { preview } = workflow("preview").jobs;
    assert.deepEqual(preview?.strategy?.matrix.stack, environments());
  });
});

describe("the comment of the workflow", () => {
  const folder = temporaryFolder();

  /** Runs its script with a GitHub that has `comments` of ours. @returns the calls that change something */
  function post(comments: string): string[] {
    const steps = workflow("preview").jobs.comment?.steps ?? [];
    const script = steps.find(({ name }) => name === "Comment on the pull request")?.run ?? "";
    const shell = new Shell(folder.path);
    shell.real("tail");
    shell.stub("gh", `[[ "$*" == *--paginate* ]] && printf '%s' '${comments}'; true`);
    const { status, calls } = shell.run(script, { REPO: "o/r", PULL_REQUEST: "7" });
    assert.equal(status, 0);
    assert.ok(calls[0]?.includes(MARKER));
    return calls.slice(1);
  }

  it("is made when there is none", () => {
    assert.deepEqual(post(""), [
      "gh api --silent --method POST repos/o/r/issues/7/comments --field body=@comment.md",
    ]);
  });

  it("is edited in its place when there is one", () => {
    assert.deepEqual(post("41\n42\n"), [
      "gh api --silent --method PATCH repos/o/r/issues/comments/42 --field body=@comment.md",
    ]);
  });
});
