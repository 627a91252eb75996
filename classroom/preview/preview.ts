import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { step } from "../../lib/progress.ts";
import { UsageError } from "../console/command.ts";
import { worstOf } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { checkStack, type StackFile, stackNames, stackSettings } from "../pulumi/stack-file.ts";
import { onAws, withEnd } from "./assumed-end.ts";
import { comment } from "./comment.ts";
import { onEmulator } from "./emulated.ts";
import { guardPreview } from "./guard-preview.ts";
import type { EnvironmentPreview } from "./environment-preview.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { previewStack } from "./preview-stack.ts";
import { failed, type Result, resultOf, writtenIn } from "./results.ts";
import { describePreviews } from "./terminal.ts";
import { textsIn } from "./texts.ts";

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
  console.error(line); // stdout is for the result
};

/**
 * `npm run class -- preview`: shows what a deployment would change.
 *
 * @returns the exit code: 1 when a stack cannot be deployed, or that of wrong or missing credentials when there is no other
 * failure
 * @throws UsageError, NoStackError, NoEngineError
 */
export async function previewStacks(options: PreviewOptions): Promise<number> {
  const { all, emulator, format } = options;
  const { stacks, from } = options;
  if ([stacks, from, all || undefined].filter((given) => given !== undefined).length !== 1)
    throw new UsageError("Choose what to preview: --stack NAME,NAME, --all or --from FILE,FILE");
  const results = from
    ? from.flatMap(writtenIn)
    : await resultsOf(stacks ?? environments(), emulator);
  console.log(FORMATS[format](results.map(({ preview }) => preview)));
  return worstOf(results.map(({ code }) => code));
}

/** The stacks on AWS that have settings in the project. */
export const environments = (): string[] => stackNames().filter((name) => name !== LOCAL);

async function resultsOf(stacks: readonly string[], emulator: boolean): Promise<Result[]> {
  for (const name of stacks) checkStack(name);
  const engine = await findEngine(report);
  if (emulator)
    return onEmulator(engine, report, (emptyStack) =>
      inTurn(stacks, emulator, async (name, settings) => {
        const plain = await plainSettings(name, report);
        const { file, assumedEnd } = withEnd({ ...settings, config: plain.config });
        const stack = await emptyStack(name, file.config);
        return previewed(stack, { emulated: true, assumedEnd, secrets: textsAt(plain) });
      }),
    );
  const real = realEngine(engine);
  return inTurn(stacks, emulator, (name, file) =>
    onAws(real, name, file, async (stack, assumedEnd) => {
      await guardPreview(stack, file, report);
      return previewed(stack, { emulated: false, assumedEnd, secrets: [] });
    }),
  );
}

/** @param preview previews one stack, by its name and settings */
async function inTurn(
  stacks: readonly string[],
  emulated: boolean,
  preview: (name: string, file: StackFile) => Promise<EnvironmentPreview>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const name of stacks)
    results.push(
      await step(report, `Previewing ${name}`, async () =>
        resultOf(await preview(name, stackSettings(name))),
      ).catch((error: unknown) => failed(name, emulated, error, report)),
    );
  return results;
}

interface Circumstances extends Pick<EnvironmentPreview, "emulated" | "assumedEnd"> {
  /** Values that must not be shown, besides the stack's own secrets. */
  readonly secrets: readonly string[];
}

/** Texts of the secret settings, which are plain on an emulated AWS. */
const textsAt = ({ config, secrets }: PlainSettings): string[] =>
  textsIn(
    secrets.map((secret) =>
      secret
        .split(".")
        .reduce<unknown>(
          (value, name) => (value as Record<string, unknown> | undefined)?.[name],
          config,
        ),
    ),
  );

async function previewed(
  stack: PulumiStack,
  { emulated, assumedEnd, secrets }: Circumstances,
): Promise<EnvironmentPreview> {
  return { ...(await previewStack(stack, emulated, secrets)), ...(assumedEnd && { assumedEnd }) };
}
