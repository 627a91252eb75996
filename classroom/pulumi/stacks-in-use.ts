import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { CommandError, capture } from "../../lib/spawn.ts";
import { PulumiError } from "./pulumi-error.ts";

const LISTED = z.array(z.object({ name: z.string(), resourceCount: z.number().default(0) }));

/**
 * The project's stacks on the backend that is logged in to; those with nothing in them left out.
 *
 * @throws PulumiError when nobody is logged in, or the backend does not answer
 */
export async function stacksInUse(engine: Engine): Promise<string[]> {
  const listed = LISTED.parse(JSON.parse(await list(engine)));
  return listed.flatMap(({ name, resourceCount }) => (resourceCount > 0 ? [name] : []));
}

async function list({ command, env }: Engine): Promise<string> {
  try {
    return await capture(command, ["stack", "ls", "--json"], { cwd: PROJECT, env });
  } catch (error) {
    throw error instanceof CommandError ? new PulumiError(error.message) : error;
  }
}
