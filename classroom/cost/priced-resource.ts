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
    return this.#ofTypes(types).find(({ name, id = `${name}-id` }) => id === reference);
  }

  /**
   * The same for an input of `from`, where a preview cannot tell the id of what is still to be made: then the one of the
   * same lab that is called the same, or is alone.
   */
  guess(type: string, reference: unknown, from: PricedResource): PricedResource | undefined {
    const near = this.#ofTypes([type]).filter(({ lab }) => lab === from.lab);
    return (
      this.find([type], reference) ??
      near.find(({ name }) => name === from.name) ??
      (near.length === 1 ? near[0] : undefined)
    );
  }

  /** Whether a lab has a resource of this type. */
  has(type: string, lab: string): boolean {
    return this.resources.some((resource) => resource.type === type && resource.lab === lab);
  }

  #ofTypes(types: readonly string[]): PricedResource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }
}
