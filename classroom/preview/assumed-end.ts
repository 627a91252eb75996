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
const ID = "class:id";

const CLASS = z.object({
  id: z.string().optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
});

/** The id of a class that has none yet: its tag is new whatever it says. */
const PLACEHOLDER_ID = "preview22222";

/** Settings that can be previewed. */
export interface PreviewSettings {
  readonly file: StackFile;
  /** The end that was put in where they do not say one. */
  readonly assumedEnd: string | undefined;
}

/** What is put in where the settings do not have it. */
type Deployed = z.output<typeof CLASS>;

/** @param deployed what is put in where the settings do not say it */
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
 * Does `work` with a stack on AWS whose settings say when the class ends, and what its id is. Where the project's do not, it
 * is as in the class that is up: otherwise every tag would seem to change. The project's file stays as it is.
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

/** The class that is up in a stack. */
async function deployed(stack: PulumiStack): Promise<Deployed | undefined> {
  try {
    return CLASS.safeParse((await stack.outputs()).class).data;
  } catch (error) {
    // Why the stack cannot be asked, its preview says.
    if (error instanceof PulumiError) return undefined;
    throw error;
  }
}
