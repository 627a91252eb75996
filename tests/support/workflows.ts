import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { PROJECT } from "../../lib/project.ts";

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress": boolean;
}

export interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly strategy?: {
    readonly "fail-fast": boolean;
    readonly matrix: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const textOf = (file: string): string => readFileSync(path.join(PROJECT, file), "utf8");

export const workflow = (name: string): Workflow =>
  parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;

/** The steps of a composite action of this repository. */
export const actionSteps = (name: string): readonly Step[] =>
  (parse(textOf(`.github/actions/${name}/action.yml`)) as { runs: { steps: readonly Step[] } }).runs
    .steps;

/** Names of all workflows. */
export const workflowNames = globSync("*.yml", {
  cwd: path.join(PROJECT, ".github/workflows"),
}).map((file) => path.basename(file, ".yml"));

/** All jobs, titled `workflow/job`. */
export const jobs = workflowNames.flatMap((name) =>
  Object.entries(workflow(name).jobs).map(([id, job]) => ({ title: `${name}/${id}`, job })),
);

/** As GitHub runs a step's script. */
export const scriptOf = (step: Step | undefined): string =>
  `set -eo pipefail\ncd "$ROOT"\n${step?.run ?? ""}`;
