/** Something that belongs to a resource and must be removed before the resource can be deleted. */
export interface Child {
  /** Its kind, for a reader: `policy`, `member of the group`. */
  readonly kind: string;
  /** Unique among its kind. */
  readonly id: string;
  readonly createdAt?: Date | undefined;
  /** The resource under whose name CloudTrail records who attached it. @default the resource that it belongs to */
  readonly recordedFor?: string | undefined;
  /** What it uses and leaves behind, which is charged: for a reader. @default nothing */
  readonly stays?: string | undefined;
  /** Detaches it, or deletes it when it does not exist on its own. */
  remove(): Promise<unknown>;
}
