import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";
import type { Load } from "./load-driver.ts";

/** The stack has no site to test. */
export class NoSiteError extends ExplainedError {}

const OUTPUTS = z.object({
  "load-test": z
    .object({ users: z.number(), concurrency: z.number(), maxSeconds: z.number() })
    .optional(),
  "load-balancer": z.object({ url: z.url() }).optional(),
  "auto-scaling": z.object({ url: z.url().optional() }).optional(),
});

/**
 * The site and the size of the test, from a stack's outputs.
 *
 * @throws NoSiteError when lab load-test is off or not deployed, or there is no site
 */
export function readSite(outputs: unknown): { readonly url: string; readonly load: Load } {
  const labs = OUTPUTS.parse(outputs);
  const load = labs["load-test"];
  if (!load)
    throw new NoSiteError(
      "lab load-test is off in this stack: switch it on, then deploy the stack",
    );
  const url = labs["load-balancer"]?.url ?? labs["auto-scaling"]?.url;
  if (url === undefined)
    throw new NoSiteError(
      "this stack has no site to test: switch load-balancer on, or auto-scaling with loadBalancer: true, then deploy the stack",
    );
  return { url, load };
}
