import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findEngine } from "../../engine/engine.ts";
import { step } from "../../lib/progress.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { UsageError } from "../console/command.ts";
import { LOCAL } from "../local/local-stack.ts";
import { NoStackError, stackFile } from "../stack/open-stack.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { readStackFile } from "../pulumi/stack-file.ts";
import { PROJECT } from "../../lib/project.ts";
import { comment } from "./comment.ts";
import { onEmulator } from "./emulated.ts";
import {
  ENVIRONMENT_PREVIEW,
  type EnvironmentPreview,
  isForbidden,
} from "./environment-preview.ts";
import { previewStack } from "./preview-stack.ts";
import { describePreviews } from "./text.ts";

export interface PreviewOptions {
  /** Which stacks to preview. */
  readonly stacks: readonly string[] | undefined;
  /** All of them, but for the one on this machine. */
  readonly all: boolean;
  /** Files with what other runs have previewed, as JSON. */
  readonly from: readonly string[] | undefined;
  /** Whether to ask an emulated AWS of its own instead of an account. */
  readonly emulator: boolean;
  readonly format: string;
}

type Previews = readonly EnvironmentPreview[];

const FORMATS: Readonly<Record<string, (previews: Previews) => string>> = {
  text: describePreviews,
  markdown: comment,
  json: (previews) => JSON.stringify(previews, undefined, 2),
};

const report = (line: string): void => {
  console.error(line); // stdout belongs to the result
};

/**
 * `npm run class -- preview`: what a deployment would do to environments.
 *
 * @returns the exit code: 1 when one of them cannot be deployed
 * @throws UsageError, NoStackError, NoEngineError
 */
export async function preview(options: PreviewOptions): Promise<number> {
  const { all, emulator, format } = options;
  const shown = FORMATS[format];
  if (!shown)
    throw new UsageError(
      `there is no format ${format}; write one of ${Object.keys(FORMATS).join(", ")}`,
    );
  const { stacks, from } = options;
  if ([stacks, from, all || undefined].filter((given) => given !== undefined).length !== 1)
    throw new UsageError(
      "what is to be previewed? Write --stack NAME,NAME or --all or --from FILE,FILE",
    );
  const previews = from
    ? from.flatMap(readResult)
    : await previewed(stacks ?? environments(), emulator);
  console.log(shown(previews));
  return previews.every(isDeployable) ? 0 : 1;
}

const isDeployable = ({ failure, findings = [] }: EnvironmentPreview): boolean =>
  failure === undefined && !findings.some(isForbidden);

/** The stacks that have settings in the project, but for the one on this machine. */
export const environments = (): string[] =>
  globSync("Pulumi.*.yaml", { cwd: PROJECT })
    .map((file) => file.replace(/^Pulumi\.(.*)\.yaml$/, "$1"))
    .filter((name) => name !== LOCAL)
    .sort();

async function previewed(stacks: readonly string[], emulator: boolean): Promise<Previews> {
  for (const name of stacks)
    if (!existsSync(stackFile(name)))
      throw new NoStackError(
        `stack ${name} has no settings: there is no ${path.relative(PROJECT, stackFile(name))}`,
      );
  const engine = await findEngine(report);
  if (emulator)
    return onEmulator(engine, report, (emptyStack) =>
      inTurn(stacks, (name) => emptyStack(name, readStackFile(stackFile(name)).config), true),
    );
  const real = realEngine(engine);
  const stackOf = (name: string) => Promise.resolve(new PulumiStack(real, { name }));
  return inTurn(stacks, stackOf, false);
}

async function inTurn(
  stacks: readonly string[],
  stackOf: (name: string) => Promise<PulumiStack>,
  emulated: boolean,
): Promise<Previews> {
  const previews: EnvironmentPreview[] = [];
  for (const name of stacks) {
    const stack = await stackOf(name);
    previews.push(await step(report, `Previewing ${name}`, () => previewStack(stack, emulated)));
  }
  return previews;
}

/** What another run has written; without a result it has failed in a way that its log tells. */
function readResult(file: string): Previews {
  if (existsSync(file))
    return z.array(ENVIRONMENT_PREVIEW).parse(JSON.parse(readFileSync(file, "utf8")));
  const stack = path.basename(file, ".json");
  const failure = "its preview has left no result: see the log of its run";
  return [{ stack, emulated: false, failure, changes: [], unchanged: 0 }];
}
