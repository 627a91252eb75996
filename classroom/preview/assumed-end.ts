import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type StackFile, writeStackFile } from "../pulumi/stack-file.ts";

/** The end of a class that nobody has said yet, and that is not up either. */
export const PLACEHOLDER = "2099-12-31T23:59:59Z";

const EXPIRES = "class:expires";

/** Settings that can be previewed. */
export interface PreviewSettings {
  readonly file: StackFile;
  /** The end that was put in where they do not say one. */
  readonly assumedEnd: string | undefined;
}

/** @param end what to put in where the settings do not say when the class ends */
export const withEnd = (file: StackFile, end = PLACEHOLDER): PreviewSettings =>
  EXPIRES in file.config
    ? { file, assumedEnd: undefined }
    : { file: { ...file, config: { [EXPIRES]: end, ...file.config } }, assumedEnd: end };

/**
 * Does `work` with a stack on AWS whose settings say when the class ends. Where the project's do not, it is the end of the
 * class that is up: with another one, every tag would seem to change. The project's file stays as it is.
 */
export async function onAws<T>(
  engine: Engine,
  name: string,
  file: StackFile,
  work: (stack: PulumiStack, assumedEnd: string | undefined) => Promise<T>,
): Promise<T> {
  const stack = new PulumiStack(engine, { name });
  if (EXPIRES in file.config) return work(stack, undefined);
  const whole = withEnd(file, await deployedEnd(stack));
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-preview-"));
  try {
    const settings = path.join(folder, `Pulumi.${name}.yaml`);
    writeStackFile(settings, whole.file);
    return await work(new PulumiStack(engine, { name, settings }), whole.assumedEnd);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const IDENTITY = z.object({ class: z.object({ expires: z.iso.datetime({ offset: true }) }) });

/** The end of the class that is up in a stack. */
async function deployedEnd(stack: PulumiStack): Promise<string | undefined> {
  try {
    return IDENTITY.safeParse(await stack.outputs()).data?.class.expires;
  } catch (error) {
    // Why the stack cannot be asked, its preview says.
    if (error instanceof PulumiError) return undefined;
    throw error;
  }
}
