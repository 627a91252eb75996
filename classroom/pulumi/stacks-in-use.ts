import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { CommandError, capture } from "../../lib/spawn.ts";
import { PulumiError } from "./pulumi-error.ts";
import { PulumiStack } from "./pulumi-stack.ts";
import { patiently } from "./process/run-command.ts";

const LISTED = z.array(z.object({ name: z.string(), resourceCount: z.number().optional() }));

const STATE = z.object({
  deployment: z.object({ resources: z.array(z.unknown()).nullish() }).nullish(),
});

/** The project's stacks on a backend. */
export interface StacksByUse {
  /** Those with resources. */
  readonly used: readonly PulumiStack[];
  /** Those without. */
  readonly empty: readonly PulumiStack[];
}

/**
 * The project's stacks on the current backend. Some backends do not report the number of resources; the stack's state is read then.
 *
 * @throws PulumiError when the user is not logged in, or the backend does not answer
 */
export async function stacksByUse(engine: Engine): Promise<StacksByUse> {
  const listed = LISTED.parse(JSON.parse(await asked(engine, "stack", "ls", "--json")));
  const [used, empty]: [PulumiStack[], PulumiStack[]] = [[], []];
  for (const { name, resourceCount } of listed) {
    const isUsed = (resourceCount ?? (await counted(engine, name))) > 0;
    (isUsed ? used : empty).push(new PulumiStack(engine, { name }));
  }
  return { used, empty };
}

/** The project's stacks with resources. @throws PulumiError as `stacksByUse` */
export const stacksInUse = async (engine: Engine): Promise<readonly PulumiStack[]> =>
  (await stacksByUse(engine)).used;

/**
 * All of the project's stacks on the current backend.
 *
 * @throws PulumiError when the user is not logged in, or the backend does not answer
 */
export const stacksOnBackend = async (engine: Engine): Promise<string[]> =>
  LISTED.parse(JSON.parse(await asked(engine, "stack", "ls", "--json"))).map(({ name }) => name);

async function counted(engine: Engine, name: string): Promise<number> {
  const state = await asked(engine, "stack", "export", "--stack", name);
  return STATE.parse(JSON.parse(state)).deployment?.resources?.length ?? 0;
}

async function asked({ command, env }: Engine, ...args: readonly string[]): Promise<string> {
  try {
    return await patiently(args, () => capture(command, args, { cwd: PROJECT, env }));
  } catch (error) {
    throw error instanceof CommandError ? new PulumiError(error.message) : error;
  }
}
