import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { GROUP } from "../aws/autoscaling/types.ts";
import type { Resource } from "./resource.ts";
import { Stack, usual } from "./stack.ts";
import { UNKNOWN } from "./values.ts";

type Given = Pick<ResourceValidationArgs, "urn" | "type" | "name" | "props"> & {
  readonly opts: Pick<ResourceValidationArgs["opts"], "parent">;
};
type Complete = Pick<PolicyResource, "urn" | "type" | "props"> & {
  readonly propertyDependencies: Readonly<Record<string, readonly Pick<PolicyResource, "urn">[]>>;
};

/**
 * The stack, built from CrossGuard's calls. Inputs are passed with each resource, one after the other. Dependencies, and
 * whether AWS can tag a resource, are passed only at the end for all resources, and then without the inputs of components.
 */
export class Declared {
  readonly #resources = new Map<string, Resource>();
  #latest: { readonly resource: Resource; readonly stack: Stack } | undefined;

  /** Adds a resource that is about to be created. Every rule receives the same resource in turn. */
  add({ urn, type, name, props, opts }: Given) {
    if (this.#latest?.resource.urn === urn) return this.#latest;
    const plain = plainOf(props) as Resource["props"];
    const resource = usual({
      ...{ urn, type, name, parent: opts.parent, props: plain },
      ...{ sources: {}, taggable: false },
    });
    this.#resources.set(urn, resource);
    this.#latest = { resource, stack: new Stack([...this.#resources.values()]) };
    return this.#latest;
  }

  /** The whole stack, once all of it is declared. */
  complete(resources: readonly Complete[]): Stack {
    const all = resources.flatMap(({ urn, type, props, propertyDependencies }) => {
      const resource = this.#resources.get(urn);
      if (!resource) return [];
      const sources = Object.entries(propertyDependencies).map(
        ([input, from]) => [input, from.map((each) => each.urn)] as const,
      );
      return [
        { ...resource, sources: Object.fromEntries(sources), taggable: taggable(type, props) },
      ];
    });
    return new Stack(all);
  }
}

/** The provider adds `tagsAll` to everything that AWS can tag, except to an Auto Scaling group. */
const taggable = (type: string, outputs: object): boolean => "tagsAll" in outputs || type === GROUP;

/** Converts CrossGuard's view of a value to plain data. Reading an unknown value throws there. */
export function plainOf(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  const plain = (name: string): unknown => {
    try {
      return plainOf((value as Record<string, unknown>)[name]);
    } catch (error) {
      if (error instanceof Error && error.message.endsWith(NOT_KNOWN)) return UNKNOWN;
      throw error;
    }
  };
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, index) => plain(String(index)));
  return Object.fromEntries(Object.keys(value).map((name) => [name, plain(name)]));
}

const NOT_KNOWN = "can't be known during preview";
