import type * as pulumi from "@pulumi/pulumi";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { groupNamed } from "../../policy/groups.ts";
import { classOnMocks, type TreeNode } from "../mocks/class-tree.ts";

/** The resources that the class would create, from the program on mocks: without an engine, an account or a deployment. */
export const classResources = async (config: ClassConfig): Promise<PricedResource[]> =>
  pricedResources(await classOnMocks(config));

/** AWS resources of a class on mocks, each with its lab. */
export function pricedResources({
  nodes,
  resources,
}: Pick<Awaited<ReturnType<typeof classOnMocks>>, "nodes" | "resources">): PricedResource[] {
  const labs = new Map(
    [...nodes.values()].map((node) => [`${node.type} ${node.name}`, labOf(node, nodes)]),
  );
  return resources
    .filter(({ type }) => /^awsx?:/.test(type))
    .map(({ type, name, inputs }) => {
      const lab = labs.get(`${type} ${name}`);
      if (lab === undefined) throw new Error(`${type} ${name} hangs below no lab`);
      return { type, name, lab, props: inputs };
    });
}

/** The provider's lookup functions that a class on mocks calls, each as a resource of the function's type. */
export const lookupsOf = ({
  calls,
}: Pick<Awaited<ReturnType<typeof classOnMocks>>, "calls">): PricedResource[] =>
  calls.map(({ token, inputs }) => ({ type: token, name: token, lab: "", props: inputs }));

/** The lab or foundation at the top of a resource's tree, as infra/program.ts names them. */
function labOf(
  { type, parent }: TreeNode,
  nodes: ReadonlyMap<pulumi.Resource, TreeNode>,
): string | undefined {
  const group = groupNamed(type);
  if (group !== undefined) return group;
  const above = parent && nodes.get(parent);
  return above && labOf(above, nodes);
}
