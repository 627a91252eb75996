import * as pulumi from "@pulumi/pulumi";
import { parseConfig } from "./config.ts";
import { identityOf } from "./identity.ts";
import { buildClass } from "./program.ts";
import { readmeOf } from "./readme.ts";
import { whereDeployed } from "./where-deployed.ts";

// Pulumi notes a stack trace with every resource and promise, and translates each through source maps, which takes a
// third of the program's time. There is nothing to translate: Node runs the TypeScript as it is. And the first lines say
// where something was thrown; Pulumi's own switch for finding what goes wrong brings back the others.
Reflect.deleteProperty(Error, "prepareStackTrace");
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 3;

/**
 * The program: read the stack's config, build the labs that are on, export their outputs by lab id,
 * beside the class's identity and the stack README.
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
