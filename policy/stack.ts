import { groupNamed } from "./groups.ts";
import type { Resource } from "./resource.ts";

/**
 * A resource with the usual name of its type, which rules compare with: @pulumi/aws has two names for some types, such as
 * `aws:s3/bucketV2:BucketV2` and `aws:alb/listener:Listener`.
 */
export function usual(resource: Resource): Resource {
  const { type } = resource;
  const name = type.replace(/^(aws:s3\/\w+)V2:(\w+)V2$/, "$1:$2").replace(/^aws:alb\//, "aws:lb/");
  return name === type ? resource : { ...resource, type: name };
}

/** The resources of a stack, in the order in which the program declares them, and their relations. */
export class Stack {
  readonly resources: readonly Resource[];
  readonly #byUrn: ReadonlyMap<string, Resource>;

  constructor(resources: readonly Resource[]) {
    this.resources = resources.map(usual);
    this.#byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The ancestors of a resource, nearest first. */
  ancestors({ parent }: Resource): Resource[] {
    const above = parent === undefined ? undefined : this.#byUrn.get(parent);
    return above ? [above, ...this.ancestors(above)] : [];
  }

  /** The lab, or the foundation of several labs, that a resource belongs to. */
  labOf(resource: Resource): string | undefined {
    const groups = [resource, ...this.ancestors(resource)].flatMap(
      ({ type }) => groupNamed(type) ?? [],
    );
    return groups.at(0);
  }

  /** The resources of a type whose `input` comes from `target`, e.g. the policies of a bucket. */
  referring(type: string, input: string, target: Resource): Resource[] {
    return this.ofType(type).filter(({ sources }) => sources[input]?.includes(target.urn));
  }
}
