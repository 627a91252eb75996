import * as pulumi from "@pulumi/pulumi";
import { parseConfig } from "./config.ts";
import { identityOf } from "./identity.ts";
import { buildClass } from "./program.ts";
import { readmeOf } from "./readme.ts";
import { whereDeployed } from "./where-deployed.ts";

// Pulumi stores a stack trace with every resource and promise, and applies source maps to each, which takes a third of the
// program's time. Source maps are not needed: Node runs the TypeScript directly. The first lines of a trace show the source of
// an error; Pulumi's own debugging switch restores the full traces.
Reflect.deleteProperty(Error, "prepareStackTrace");
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 3;

/**
 * The program: reads the stack's config, builds the active labs, and exports their outputs by lab id, together with the
 * class's identity and the stack README.
 */
export default async () => {
  const config = parseConfig({
    stack: pulumi.getStack(),
    values: pulumi.runtime.allConfig(),
    now: pulumi.runtime.isDryRun() ? undefined : new Date(),
    needsId: true,
  });
  const readme = readmeOf(config);
  return {
    class: { ...identityOf(config), ...whereDeployed() },
    readme,
    ...(await buildClass(config)),
  };
};
