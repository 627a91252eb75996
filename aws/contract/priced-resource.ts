/** A resource as it is priced: what a preview, a state or the program on mocks tells of it. */
export interface PricedResource {
  /** Pulumi's type token, e.g. `aws:ec2/instance:Instance`. */
  readonly type: string;
  readonly name: string;
  /** The lab or the shared foundation that it belongs to. */
  readonly lab: string;
  /** What other resources' inputs refer to it by. @default `<name>-id`, as on mocks */
  readonly id?: string;
  /** Its inputs. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** All resources of a class: some cost what another one says, e.g. a group what its launch template holds. */
export class Inventory {
  readonly resources: readonly PricedResource[];

  constructor(resources: readonly PricedResource[]) {
    this.resources = resources;
  }

  /** The resource of one of `types` whose id `reference` is. */
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
