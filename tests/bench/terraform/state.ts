import type { PropertyMap, PropertyValue } from "../../../engine/provider/values/property-value.ts";
import { SECRET, SIGNATURE } from "../../../engine/provider/values/property-value.ts";
import { plainMap } from "../../../engine/provider/values/plain.ts";
import type { Resource } from "../../../policy/resource.ts";
import { resourcesIn } from "../../support/engine/exported-resources.ts";

/** A resource of a stack as it is deployed. */
export interface Deployed extends Resource {
  /** What AWS knows it by; undefined of a component. */
  readonly id: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The urns of what it was created after. */
  readonly dependencies: readonly string[];
  /** The urn of its provider; undefined of what has none. */
  readonly provider: string | undefined;
}

interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly id?: string;
      readonly custom: boolean;
      readonly outputs?: Readonly<Record<string, unknown>>;
      readonly dependencies?: readonly string[];
      readonly provider?: string;
    }[];
  };
}

/** @param exported by `pulumi stack export --show-secrets` */
export function deployedIn(exported: unknown): Deployed[] {
  const { resources } = (exported as Exported).deployment;
  return resourcesIn(exported).flatMap((resource, at) => {
    const { id, outputs = {}, dependencies = [], provider } = resources[at] ?? {};
    const props = plainMap(revealed(resource.props as PropertyMap) as PropertyMap);
    // Behind the urn of a provider stands its id.
    return [
      {
        ...resource,
        props,
        id,
        outputs,
        dependencies,
        provider: provider?.replace(/::[^:]*$/, ""),
      },
    ];
  });
}

/** A state has secrets as JSON in plain text, where the wire has the value itself. */
function revealed(value: PropertyValue): PropertyValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revealed);
  if (value[SIGNATURE] === SECRET && typeof value.plaintext === "string")
    return revealed(JSON.parse(value.plaintext) as PropertyValue);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revealed(each)]));
}
