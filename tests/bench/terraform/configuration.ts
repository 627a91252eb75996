import { toTerraform } from "../../../engine/provider/values/convert.ts";
import type { PlainMap } from "../../../engine/provider/values/plain.ts";
import type { ProviderMap } from "../../../engine/provider/map/provider-map.ts";
import {
  isBlock,
  isObject,
  type TerraformObject,
  type TerraformValue,
  type Type,
} from "../../../engine/provider/values/types.ts";
import { attributesOf, plannedOf } from "../../support/engine/terraform-plan.ts";
import { References, type Target } from "./references.ts";
import { type Deployed, deployedIn } from "./state.ts";

/** A Terraform configuration, as its JSON syntax has it. */
export interface Configuration {
  readonly terraform: unknown;
  readonly provider: { readonly aws: readonly TerraformObject[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, TerraformObject>>>>;
}

const PROVIDER = "pulumi:providers:aws";

/**
 * The resources of a stack as a Terraform configuration: with the values that the bridge has sent to the provider, and with
 * references where Pulumi has dependencies. What Terraform would read from data sources stands there as it was read.
 *
 * @param exported by `pulumi stack export --show-secrets`
 * @throws Error for resources that are neither components nor AWS's
 */
export function terraformConfiguration(exported: unknown, map: ProviderMap): Configuration {
  const deployed = deployedIn(exported);
  const byUrn = new Map(deployed.map((resource) => [resource.urn, resource]));
  const targets = plannedOf(deployed, map).map(({ resource, ...rest }): Target => {
    const found = byUrn.get(resource.urn);
    if (!found) throw new Error(`${resource.urn} is not in the state`);
    return { ...rest, resource: { ...found, ...resource } };
  });
  checkComplete(deployed, targets);
  const providers = deployed.filter(({ type }) => type === PROVIDER);
  const resource: Record<string, Record<string, TerraformObject>> = {};
  for (const { target, block } of blocksOf(targets, providers)) {
    const { type, name } = target.label;
    resource[type] = { ...resource[type], [name]: block };
  }
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: map.terraform } } },
    provider: {
      aws: providers.map((each, at) => ({ ...aliasOf(at), ...providerBlock(each, map) })),
    },
    resource,
  };
}

/** How many resources a configuration has. */
export const sizeOf = ({ resource }: Configuration): number =>
  Object.values(resource).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);

function checkComplete(deployed: readonly Deployed[], targets: readonly Target[]): void {
  const known = new Set(targets.map(({ resource }) => resource.urn));
  const unknown = deployed.filter(
    ({ urn, id, type }) => id !== undefined && id !== "" && type !== PROVIDER && !known.has(urn),
  );
  if (unknown.length > 0)
    throw new Error(`Terraform has no counterpart of ${unknown.map(({ urn }) => urn).join(", ")}`);
}

function blocksOf(targets: readonly Target[], providers: readonly Deployed[]) {
  const byUrn = new Map(targets.map((target) => [target.resource.urn, target]));
  const known = (urns: readonly string[]): Target[] => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  return targets.map((target) => {
    const { resource, info } = target;
    const used = new Set<string>();
    const attributes = Object.entries(attributesOf(target)).flatMap(([name, value]) => {
      const field = info.type.fields[name];
      const kept = field && withoutNulls(field.type, value);
      if (kept === undefined || kept === null) return [];
      const references = new References(known(resource.sources[field?.property ?? name] ?? []));
      const written = references.written(kept);
      for (const address of references.used) used.add(address);
      return [[name, written] as const];
    });
    const others = known(resource.dependencies)
      .map(({ label }) => label.address)
      .filter((address) => !used.has(address));
    const provider = providers.findIndex(({ urn }) => urn === resource.provider);
    const block: TerraformObject = {
      ...Object.fromEntries(attributes),
      ...(others.length > 0 && { depends_on: others }),
      ...(provider > 0 && { provider: `aws.${aliasOf(provider).alias ?? ""}` }),
    };
    return { target, block };
  });
}

/** The first provider is the one of resources that name none. */
const aliasOf = (at: number): { alias?: string } => (at === 0 ? {} : { alias: `p${at}` });

/** Its arguments; Pulumi carries everything but texts as JSON there. */
function providerBlock({ props }: Deployed, { provider: { type } }: ProviderMap): TerraformObject {
  const values = Object.entries(type.fields).flatMap(([, { property, type: expected }]) => {
    const value = props[property];
    if (typeof value !== "string" || value === "") return [];
    return [[property, expected === "string" ? value : (JSON.parse(value) as unknown)]];
  });
  const written = toTerraform(type, Object.fromEntries(values) as PlainMap);
  return withoutNulls(type, written) as TerraformObject;
}

/** A block leaves out what it does not set; the value of an attribute has all its parts. */
function withoutNulls(type: Type, value: TerraformValue): TerraformValue {
  if (typeof type === "string") return value;
  if (type.kind === "object" && isObject(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]) => {
        const field = type.fields[name];
        const kept = field ? withoutNulls(field.type, each) : each;
        return kept === null ? [] : [[name, kept]];
      }),
    );
  if (type.kind !== "object" && isBlock(type) && Array.isArray(value))
    return value.map((each) => withoutNulls(type.element, each));
  return value;
}
