// Combines Terraform's schema with the type declarations of @pulumi/aws into the map that the provider uses.
import type { ProviderSchema, SchemaBlock } from "../terraform/messages.ts";
import { without } from "../values/types.ts";
import type { Report } from "./names.ts";
import { PROPERTY_NAMES } from "./property-names.ts";
import type { DataSourceInfo, ProviderMap, ResourceInfo } from "./provider-map.ts";
import { blockType } from "./schema.ts";
import type { Member, Sdk } from "./sdk.ts";
import { MODULES, terraformType } from "./tokens.ts";

/**
 * @param terraform version of the provider with the schema
 * @param report gets types and names without a counterpart on the other side
 */
export function generateMap(
  sdk: Sdk,
  schema: ProviderSchema,
  terraform: string,
  report: Report = () => undefined,
): ProviderMap {
  const resources: Record<string, ResourceInfo> = {};
  const dataSources: Record<string, DataSourceInfo> = {};
  for (const module of Object.keys(MODULES)) {
    for (const member of sdk.resources(module)) {
      const name = terraformType(module, member.name, schema.resource_schemas);
      const found = name && schema.resource_schemas[name];
      if (!found) report(`${member.token}: not in Terraform`);
      else
        resources[member.token] = {
          ...describe(name, name, member, found.block, report),
          version: found.version,
          inputs: Object.keys(member.inputs),
        };
    }
    for (const member of sdk.functions(module)) {
      const name = terraformType(module, member.name, schema.data_source_schemas);
      const found = name && schema.data_source_schemas[name];
      if (!found) report(`${member.token}: not in Terraform`);
      else dataSources[member.token] = describe(name, `data.${name}`, member, found.block, report);
    }
  }
  const configuration = sdk.configuration;
  const provider = {
    type: blockType("provider", schema.provider.block, configuration, undefined, report),
    inputs: Object.keys(configuration),
  };
  return { sdk: sdk.version, terraform, provider, resources, dataSources };
}

function describe(
  terraform: string,
  key: string,
  { properties }: Member,
  block: SchemaBlock,
  report: Report,
): DataSourceInfo {
  // `region` in SDK 7 is not an argument of Terraform 5, except where Terraform has one of that name.
  const hasRegion = block.attributes.some(({ name, optional }) => name === "region" && optional);
  const regional = "region" in properties && !hasRegion;
  const known = regional ? without(properties, "region") : properties;
  const type = blockType(key, block, known, PROPERTY_NAMES[key], report);
  return { terraform, type, regional };
}
