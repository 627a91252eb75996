import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { step } from "../../lib/progress.ts";
import { UsageError } from "../console/command.ts";
import { LOCAL } from "../console/shared-options.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type StackFile, stackNames, stackSettings } from "../pulumi/stack-file.ts";
import { onAws, withEnd } from "./assumed-end.ts";
import { comment } from "./comment.ts";
import { onEmulator } from "./emulated.ts";
import {
  ENVIRONMENT_PREVIEW,
  type EnvironmentPreview,
  isForbidden,
} from "./environment-preview.ts";
import { previewStack } from "./preview-stack.ts";
import { describePreviews } from "./terminal.ts";

export interface PreviewOptions {
  /** Which stacks to preview. */
  readonly stacks: readonly string[] | undefined;
  /** All stacks on AWS. */
  readonly all: boolean;
  /** Files with the results of other runs, as JSON. */
  readonly from: readonly string[] | undefined;
  /** Whether to use an emulated AWS of its own instead of an account. */
  readonly emulator: boolean;
  readonly format: Format;
}

type Previews = readonly EnvironmentPreview[];

type Format = "text" | "markdown" | "json";

const FORMATS: Readonly<Record<Format, (previews: Previews) => string>> = {
  text: describePreviews,
  markdown: comment,
  json: (previews) => JSON.stringify(previews, undefined, 2),
};

const report = (line: string): void => {
  console.error(line); // stdout belongs to the result
};

/**
 * `npm run class -- preview`: what a deployment would change.
 *
 * @returns the exit code: 1 when one of them cannot be deployed
 * @throws UsageError, NoStackError, SettingsFileError, NoEngineError
 */
export async function previewStacks(options: PreviewOptions): Promise<number> {
  const { all, emulator, format } = options;
  const { stacks, from } = options;
  if ([stacks, from, all || undefined].filter((given) => given !== undefined).length !== 1)
    throw new UsageError("Choose what to preview: --stack NAME,NAME, --all or --from FILE,FILE");
  const previews = from
    ? from.flatMap(readResult)
    : await previewsOf(stacks ?? environments(), emulator);
  console.log(FORMATS[format](previews));
  return previews.every(isDeployable) ? 0 : 1;
}

const isDeployable = ({ failure, findings = [] }: EnvironmentPreview): boolean =>
  failure === undefined && !findings.some(isForbidden);

/** The stacks on AWS that have settings in the project. */
export const environments = (): string[] => stackNames().filter((name) => name !== LOCAL);

async function previewsOf(stacks: readonly string[], emulator: boolean): Promise<Previews> {
  const files = stacks.map((name) => ({ name, file: stackSettings(name) }));
  const engine = await findEngine(report);
  if (emulator)
    return onEmulator(engine, report, (emptyStack) =>
      inTurn(files, async (name, settings) => {
        const { file, assumedEnd } = withEnd(settings);
        return previewed(await emptyStack(name, file.config), { emulated: true, assumedEnd });
      }),
    );
  const real = realEngine(engine);
  return inTurn(files, (name, file) =>
    onAws(real, name, file, (stack, assumedEnd) =>
      previewed(stack, { emulated: false, assumedEnd }),
    ),
  );
}

/** @param preview makes the preview of one stack, by its name and settings */
async function inTurn(
  files: readonly { readonly name: string; readonly file: StackFile }[],
  preview: (name: string, file: StackFile) => Promise<EnvironmentPreview>,
): Promise<Previews> {
  const previews: EnvironmentPreview[] = [];
  for (const { name, file } of files)
    previews.push(await step(report, `Previewing ${name}`, () => preview(name, file)));
  return previews;
}

async function previewed(
  stack: PulumiStack,
  { emulated, assumedEnd }: Pick<EnvironmentPreview, "emulated" | "assumedEnd">,
): Promise<EnvironmentPreview> {
  return { ...(await previewStack(stack, emulated)), ...(assumedEnd && { assumedEnd }) };
}

/** The result of another run; where there is none, its log says why. */
function readResult(file: string): Previews {
  if (existsSync(file))
    return z.array(ENVIRONMENT_PREVIEW).parse(JSON.parse(readFileSync(file, "utf8")));
  const stack = path.basename(file, ".json");
  const failure = "its preview wrote no result: see the log of its run";
  return [{ stack, emulated: false, failure, changes: [], unchanged: 0 }];
}
