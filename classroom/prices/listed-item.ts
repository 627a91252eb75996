import type { ListedItem } from "../../aws/contract/listed-item.ts";
import type { Service } from "../../aws/contract/service.ts";

/** Where AWS's price list has an item, as the services say; undefined for what it does not list. */
export const listedItem = (item: string, services: readonly Service[]): ListedItem | undefined =>
  services.flatMap(({ listed }) => listed?.(item) ?? []).at(0);
