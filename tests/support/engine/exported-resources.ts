import { namesIn } from "../../../classroom/pulumi/urn.ts";
import type { Resource } from "../../../policy/resource.ts";

/** The part of an exported stack that is read here. */
interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly type: string;
      readonly parent?: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
      readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
    }[];
  };
}

/** The resources of a stack that Pulumi has exported, as the rules of policy/ know them. */
export function resourcesIn(exported: unknown): Resource[] {
  const { resources } = (exported as Exported).deployment;
  return resources.map(({ urn, type, parent, inputs = {}, propertyDependencies = {} }) => ({
    urn,
    type,
    name: namesIn(urn).name,
    parent,
    props: inputs,
    sources: propertyDependencies,
    taggable: "tags" in inputs,
  }));
}
