import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type StackFile, writeStackFile } from "../pulumi/stack-file.ts";

/** The end of a class that is neither set nor deployed yet. */
export const PLACEHOLDER = "2099-12-31T23:59:59Z";

const EXPIRES = "class:expires";
const ID = "class:id";

const CLASS = z.object({
  id: z.string().optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
});

/** The id of a class that has none yet: its tag is new in any case. */
const PLACEHOLDER_ID = "preview22222";

/** Settings that can be previewed. */
export interface PreviewSettings {
  readonly file: StackFile;
  /** The end that was used because the settings have none. */
  readonly assumedEnd: string | undefined;
}

/** Values used when the settings do not have them. */
type Deployed = z.output<typeof CLASS>;

/** @param deployed used when the settings have none */
export function withEnd(
  file: StackFile,
  { id = PLACEHOLDER_ID, expires = PLACEHOLDER }: Deployed = {},
): PreviewSettings {
  const config = { [ID]: id, [EXPIRES]: expires, ...file.config };
  return {
    file: { ...file, config },
    assumedEnd: EXPIRES in file.config ? undefined : expires,
  };
}

/**
 * Runs `work` with a stack on AWS whose settings have an end and an id. If the project's settings have none, those of the
 * deployed class are used: otherwise every tag would appear to change. The project's file is not changed.
 */
export async function onAws<T>(
  engine: Engine,
  name: string,
  file: StackFile,
  work: (stack: PulumiStack, assumedEnd: string | undefined) => Promise<T>,
): Promise<T> {
  const stack = new PulumiStack(engine, { name });
  if (EXPIRES in file.config && ID in file.config) return work(stack, undefined);
  const whole = withEnd(file, await deployed(stack));
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-preview-"));
  try {
    const settings = path.join(folder, `Pulumi.${name}.yaml`);
    writeStackFile(settings, whole.file);
    return await work(new PulumiStack(engine, { name, settings }), whole.assumedEnd);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The class that is deployed in a stack. */
async function deployed(stack: PulumiStack): Promise<Deployed | undefined> {
  try {
    return CLASS.safeParse((await stack.outputs()).class).data;
  } catch (error) {
    // The preview reports why the stack cannot be read.
    if (error instanceof PulumiError) return undefined;
    throw error;
  }
}
