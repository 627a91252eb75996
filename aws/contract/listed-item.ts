/** Identifies an item of our price table in AWS's public price list. */
export interface ListedItem {
  /** AWS's name of the service's price file. */
  readonly service: string;
  /** The usage type, without the region prefix. */
  readonly usage: string;
  /** The other columns that the row must match. @default none */
  readonly where?: Readonly<Record<string, string>>;
}

/** Looks up items in a record that lists each one. */
export const listedAs =
  (items: Readonly<Record<string, ListedItem>>) =>
  (item: string): ListedItem | undefined =>
    items[item];

/** The operation distinguishes servers by operating system, and load balancers by type. */
export const operation = (code: string) => ({ operation: code });
