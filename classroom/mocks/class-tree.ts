import * as pulumi from "@pulumi/pulumi";
import type { ClassConfig } from "../../infra/config.ts";
import { buildClass } from "../../infra/program.ts";
import { runOnMocks } from "./dry-run.ts";

/** A resource of the class, with its parent. */
export interface TreeNode {
  readonly type: string;
  readonly name: string;
  readonly parent: pulumi.Resource | undefined;
}

/** The class on mocks, with the tree of its resources: mocks do not record parents. */
export async function classOnMocks(config: ClassConfig) {
  const nodes = new Map<pulumi.Resource, TreeNode>();
  const run = await runOnMocks(() => {
    pulumi.runtime.registerStackTransformation(({ resource, type, name, opts }) => {
      nodes.set(resource, { type, name, parent: opts.parent });
      return undefined;
    });
    return buildClass(config);
  });
  return { nodes, ...run };
}
