/** A resource to be priced, from a preview, a state, or the program run on mocks. */
export interface PricedResource {
  /** Pulumi's type token, e.g. `aws:ec2/instance:Instance`. */
  readonly type: string;
  readonly name: string;
  /** The lab or shared foundation that it belongs to. */
  readonly lab: string;
  /** The id by which other resources' inputs refer to it. @default `<name>-id`, as on mocks */
  readonly id?: string;
  /** Its inputs. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** All resources of a class. The cost of some depends on others, e.g. a group's on its launch template. */
export class Inventory {
  readonly resources: readonly PricedResource[];

  constructor(resources: readonly PricedResource[]) {
    this.resources = resources;
  }

  /** The resource of one of `types` whose id is `reference`. */
  find(types: readonly string[], reference: unknown): PricedResource | undefined {
    return this.resources.find(
      ({ type, name, id = `${name}-id` }) => types.includes(type) && id === reference,
    );
  }

  /** Whether a lab has a resource of this type. */
  has(type: string, lab: string): boolean {
    return this.resources.some((resource) => resource.type === type && resource.lab === lab);
  }
}
