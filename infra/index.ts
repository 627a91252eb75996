import * as pulumi from "@pulumi/pulumi";
import { parseConfig } from "./config.ts";
import { identityOf } from "./identity.ts";
import { buildClass } from "./program.ts";

/** The program: read the stack's config, build the labs that are on, export their outputs by lab id. */
export default async () => {
  const config = parseConfig({
    stack: pulumi.getStack(),
    values: pulumi.runtime.allConfig(),
    now: pulumi.runtime.isDryRun() ? undefined : new Date(),
  });
  return { class: identityOf(config), ...(await buildClass(config)) };
};
