/** Where AWS's public price list has an item of our price table. */
export interface ListedItem {
  /** AWS's name of the service's file. */
  readonly service: string;
  /** Usage type without the region in front of it. */
  readonly usage: string;
  /** What else the row says, by column. @default nothing */
  readonly where?: Readonly<Record<string, string>>;
}

/** Items that are listed one by one. */
export const listedAs =
  (items: Readonly<Record<string, ListedItem>>) =>
  (item: string): ListedItem | undefined =>
    items[item];

/** Operations distinguish what runs on a server, or kinds of load balancers. */
export const operation = (code: string) => ({ operation: code });
