import { notingProgress } from "../local/noted-progress.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import type { Display } from "../pulumi/progress/display.ts";
import { expectedUp } from "../pulumi/progress/expected.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { noting } from "../record/noting.ts";
import { settled } from "./settling.ts";

const report = (line: string): void => {
  console.log(line);
};

export interface DeployOptions {
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
  /** Whether to preview first, so that every policy is checked before anything is created. @default false */
  readonly preview?: boolean;
  /** Where its progress is shown. @default the terminal */
  readonly display?: Display | undefined;
}

/** Deploys a class to an existing stack, and records the stack's resources. @throws PulumiError */
export async function deploy(
  stack: PulumiStack,
  { config, resources }: Pick<ClassCost, "config" | "resources">,
  { verbose, preview = false, display }: DeployOptions,
): Promise<void> {
  const labs = config.labs.map(({ lab }) => lab.id);
  const expected = expectedUp(labs, resources);
  await notingProgress(stack.name, "up", (noted) => {
    const progress = { verbose, expected, display, noted };
    return noting(stack, config, () => settled(() => stack.up({ preview, progress }), report));
  });
}
