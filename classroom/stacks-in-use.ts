import { z } from "zod";
import type { Engine } from "../engine/engine.ts";
import { run } from "../engine/run.ts";
import { PROJECT } from "./stack-file.ts";

const LISTED = z.array(z.object({ name: z.string(), resourceCount: z.number().default(0) }));

/** The project's stacks on the backend that is logged in to; those with nothing in them left out. */
export async function stacksInUse(engine: Engine): Promise<string[]> {
  const listed = await run(engine.command, ["stack", "ls", "--json"], {
    cwd: PROJECT,
    env: engine.env,
  });
  return LISTED.parse(JSON.parse(listed)).flatMap(({ name, resourceCount }) =>
    resourceCount > 0 ? [name] : [],
  );
}
