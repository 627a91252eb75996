import { readFileSync } from "node:fs";
import path from "node:path";
import { installProvider } from "../../../engine/provider/install.ts";
import type { ProviderMap, ResourceInfo } from "../../../engine/provider/map/provider-map.ts";
import { toTerraform } from "../../../engine/provider/values/convert.ts";
import type { PlainMap } from "../../../engine/provider/values/plain.ts";
import { PROJECT } from "../../../lib/project.ts";
import type { Resource } from "../../../policy/resource.ts";
import { Stack } from "../../../policy/stack.ts";

/** A resource, and what Terraform calls it. */
export interface Planned {
  readonly resource: Resource;
  readonly info: ResourceInfo;
  readonly label: { readonly address: string; readonly type: string; readonly name: string };
}

/**
 * What Terraform would print of its plan (`terraform show -json`) if the resources were written for it: for checkers that
 * read Terraform and know nothing of Pulumi. Components are left out, and what the map does not know.
 */
export function terraformPlan(resources: readonly Resource[], map: ProviderMap) {
  const planned = plannedOf(resources, map);
  const addresses = new Map(planned.map(({ resource, label }) => [resource.urn, label.address]));
  const managed = { mode: "managed", provider_name: "registry.terraform.io/hashicorp/aws" };
  const all = planned.map((each) => ({ ...managed, ...each.label, values: attributesOf(each) }));
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: all } },
    resource_changes: all.map(({ values, ...label }) => ({
      ...label,
      change: { actions: ["create"], before: null, after: values },
    })),
    configuration: {
      root_module: {
        resources: planned.map((each) => ({
          ...managed,
          ...each.label,
          expressions: referencesOf(each, addresses),
        })),
      },
    },
  };
}

/** Those of the resources that Terraform has, too. */
export function plannedOf(
  resources: readonly Resource[],
  { resources: map }: ProviderMap,
): Planned[] {
  const stack = new Stack(resources);
  return resources.flatMap((resource, index): Planned[] => {
    const info = map[resource.type];
    return info ? [{ resource, info, label: labelOf(resource, index, stack, info) }] : [];
  });
}

/** Lab, name and a number, as names need not be unique. */
function labelOf(
  resource: Resource,
  index: number,
  stack: Stack,
  { terraform: type }: ResourceInfo,
): Planned["label"] {
  const words = [stack.labOf(resource) ?? "class", resource.name.replaceAll(/[^A-Za-z0-9]+/g, "-")];
  const name = [...words, index].join("--");
  return { address: `${type}.${name}`, type, name };
}

/** The lab or foundation that an address of the plan belongs to. */
export const labAt = (address: string): string => /\.(.*?)--/.exec(address)?.[1] ?? "";

/** By Terraform's names. What AWS would fill in is not known yet, and so stands in no plan. */
export function attributesOf({ resource, info }: Planned) {
  const values = toTerraform(info.type, resource.props as PlainMap);
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== null || !info.type.fields[name]?.computed,
    ),
  );
}

/** By Terraform's name of an input: the resources that it refers to. */
function referencesOf({ resource, info }: Planned, addresses: ReadonlyMap<string, string>) {
  const inputs = Object.entries(info.type.fields).flatMap(([name, { property }]) => {
    const references = (resource.sources[property] ?? []).flatMap((urn) => {
      const address = addresses.get(urn);
      return address === undefined ? [] : [`${address}.id`, address];
    });
    return references.length > 0 ? [[name, { references }] as const] : [];
  });
  return Object.fromEntries(inputs);
}

/** How Pulumi's names and Terraform's go together. @param pulumiHome where it is made */
export async function providerMap(pulumiHome: string): Promise<ProviderMap> {
  const sdkFolder = path.join(PROJECT, "node_modules/@pulumi/aws");
  const { plugin } = await installProvider({ pulumiHome, sdkFolder });
  const file = path.join(path.dirname(plugin), "map.json");
  return JSON.parse(readFileSync(file, "utf8")) as ProviderMap;
}
