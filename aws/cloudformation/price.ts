import { isFree, type Prices, rule } from "../contract/charge.ts";
import { stackProps, templateResources } from "./template.ts";
import { STACK } from "./types.ts";

/** A stack is free; the resources of its template cost what their services charge. */
const stack = rule(stackProps, (props, place) =>
  templateResources(props, place.resource).flatMap(({ name, ...resource }) => {
    const price = place.prices[resource.type];
    if (isFree(price)) return [];
    if (price === undefined)
      return [{ item: `${name}, ${resource.type}`, unknown: "no price rule exists for it" }];
    return price({ ...place, resource: { ...place.resource, ...resource } });
  }),
);

export const prices: Prices = { [STACK]: stack };
