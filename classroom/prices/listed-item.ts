import type { ListedItem } from "../../aws/contract/listed-item.ts";
import type { Service } from "../../aws/contract/service.ts";

/** Where an item is in AWS's price list, according to the services; undefined when it is not listed. */
export const listedItem = (item: string, services: readonly Service[]): ListedItem | undefined =>
  services.flatMap(({ listed }) => listed?.(item) ?? []).at(0);
