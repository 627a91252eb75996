/** A resource as the program declares it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The component it hangs below, by urn. */
  readonly parent?: string | undefined;
  /** Its inputs: plain data, UNKNOWN in the place of what only a deployment can tell. */
  readonly props: Readonly<Record<string, unknown>>;
  /** By input: the urns of the resources that its value comes from. Empty until the whole stack is declared. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** Whether AWS can tag it. */
  readonly taggable: boolean;
}
