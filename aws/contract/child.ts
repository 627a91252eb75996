/** Something that hangs on a resource, and without which the resource cannot be deleted. */
export interface Child {
  /** For a reader: `policy`, `member of the group`. */
  readonly kind: string;
  /** Unique among its kind. */
  readonly id: string;
  readonly createdAt?: Date | undefined;
  /** Takes it off, or deletes it where it is nothing by itself. */
  remove(): Promise<unknown>;
}
