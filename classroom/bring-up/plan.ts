import type * as pulumi from "@pulumi/pulumi";
import type { NoEngineError } from "../../engine/engine.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { classOnMocks, type TreeNode } from "../mocks/class-tree.ts";
import { describeOutputs } from "../stack/outputs.ts";

/**
 * Shows what a run would create, on a machine without Pulumi's engine: the tree of resources and the outputs, with placeholders
 * for values that only AWS knows.
 *
 * @returns the exit code: 1, because nothing was deployed
 */
export async function showPlan(config: ClassConfig, reason: NoEngineError): Promise<number> {
  const { nodes, result } = await classOnMocks(config);
  console.log(`Plan, on mocks\n${treeOf(nodes)}`);
  console.log(describeOutputs(config, result));
  console.log(`NOTHING WAS DEPLOYED: this machine has no Pulumi engine.\n${reason.message}`);
  return 1;
}

function treeOf(nodes: ReadonlyMap<pulumi.Resource, TreeNode>): string {
  const known = (parent: pulumi.Resource | undefined) =>
    parent && nodes.has(parent) ? parent : undefined;
  const children = Map.groupBy(nodes, ([, { parent }]) => known(parent));
  const lines = (parent: pulumi.Resource | undefined, depth: number): string[] =>
    (children.get(parent) ?? []).flatMap(([resource, { type, name }]) => [
      `${"  ".repeat(depth)}${type}  ${name}`,
      ...lines(resource, depth + 1),
    ]);
  return lines(undefined, 1).join("\n");
}
