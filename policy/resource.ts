/** A resource as the program declares it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The urn of its parent component. */
  readonly parent?: string | undefined;
  /** Its inputs as plain data, with UNKNOWN for values that are known only when deployed. */
  readonly props: Readonly<Record<string, unknown>>;
  /** By input: the urns of the resources that its value depends on. Empty until the whole stack is declared. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** Whether AWS can tag it. */
  readonly taggable: boolean;
}
