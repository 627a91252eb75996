import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { textOf, workflow } from "../../support/workflows.ts";

const { jobs } = workflow("class");

/** A time so many minutes ago, as an instructor writes it. */
const ago = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");

describe("the clock of class.yml", () => {
  const folder = temporaryFolder();

  /** @param started titles of runs that were started before */
  function tick(openings: unknown, ...started: string[]) {
    const shell = new Shell(mkdtempSync(path.join(folder.path, "tick-")));
    shell.real("jq", "date");
    shell.write("started", started.map((title) => `${title}\n`).join(""));
    shell.stub("gh", `[[ "$*" == run\\ list* ]] && echo "$(< "${shell.root}/started")"; true`);
    const [step] = jobs.clock?.steps ?? [];
    const { status, stdout, calls } = shell.run(`set -eo pipefail\n${step?.run ?? "false"}`, {
      OPENINGS: typeof openings === "string" ? openings : JSON.stringify(openings),
      REF: "main",
    });
    return { status, stdout, runs: calls.filter((call) => call.startsWith("gh workflow run")) };
  }
  const spring = (at: string) => ({ class: "spring", at, students: "s01 s02" });

  it("opens a class at its time, and a while later where GitHub was late", () => {
    for (const minutes of [0, 119]) {
      const at = ago(minutes);
      const { status, runs } = tick([{ ...spring(at), shards: 2, expires: "2099-12-01T18:00Z" }]);
      assert.equal(status, 0);
      assert.deepEqual(runs, [
        `gh workflow run class.yml --ref main --field command=open --field class=spring --field opening=${at} --field students=s01 s02 --field shards=2 --field expires=2099-12-01T18:00Z`,
      ]);
    }
  });

  it("takes three machines, and the end of the environment, where nothing else is written", () => {
    const [run = ""] = tick([spring(ago(5))]).runs;
    assert.match(run, / --field shards=3 --field expires=$/);
  });

  it("opens nothing early, nothing that is long past, and nothing twice", () => {
    const at = ago(5);
    assert.deepEqual(tick([spring(ago(-5)), spring(ago(125))]).runs, []);
    assert.deepEqual(tick([spring(at)], `open spring ${at}`).runs, []);
    assert.equal(
      tick([spring(at)], `open spring ${ago(5000)}`, `open autumn ${at}`).runs.length,
      1,
    );
  });

  it("says what is wrong with one opening, and starts the others", () => {
    const { status, stdout, runs } = tick([spring("9 a.m."), { ...spring(ago(1)), class: "b" }]);
    assert.equal(status, 1);
    assert.match(stdout, /^::error::spring: at is not a time such as/m);
    assert.equal(runs.length, 1);
  });

  for (const [what, openings] of [
    ["no JSON", "spring"],
    ["no list", { class: "spring" }],
    ["an opening without students", [{ class: "spring", at: ago(1) }]],
  ] as const)
    it(`starts nothing for ${what}`, () => {
      const { status, stdout, runs } = tick(openings);
      assert.equal(status, 1);
      assert.match(stdout, /CLASS_OPENINGS is not a list/);
      assert.deepEqual(runs, []);
    });

  it("knows a run by its name, which has class and time in it", () => {
    const { "run-name": name } = parse(textOf(".github/workflows/class.yml")) as {
      "run-name": string;
    };
    assert.equal(
      name,
      "${{ inputs.command || 'clock' }} ${{ inputs.class }} ${{ inputs.opening }}",
    );
  });

  it("does nothing else: what is called by hand does not run by the clock", () => {
    assert.match(jobs.clock?.if ?? "", /event_name == 'schedule' && vars\.CLASS_OPENINGS != ''/);
    assert.equal(jobs.plan?.if, "github.event_name == 'workflow_dispatch'");
    for (const [name, job] of Object.entries(jobs))
      if (!["clock", "plan"].includes(name)) assert.ok([job.needs].flat().includes("plan"), name);
  });
});
