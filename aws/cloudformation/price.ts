import { parse } from "yaml";
import { z } from "zod";
import { isFree, type Prices, rule } from "../contract/charge.ts";
import { STACK } from "./types.ts";

/** The part of a template that decides its price; functions such as !GetAtt are read as their argument. */
const stackTemplate = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** A stack is free; what its template describes costs what the services of these resources say. */
const stack = rule(
  z.object({
    templateBody: z.string(),
    parameters: z.record(z.string(), z.string()).default({}),
  }),
  ({ templateBody, parameters }, place) => {
    const ref = { tag: "!Ref", resolve: (name: string) => parameters[name] ?? name };
    const template: unknown = parse(templateBody, { logLevel: "error", customTags: [ref] });
    return Object.entries(stackTemplate.parse(template).Resources).flatMap(([name, resource]) => {
      const { Type, Properties } = resource;
      const price = place.prices[Type];
      if (isFree(price)) return [];
      if (price === undefined)
        return [{ item: `${name}, ${Type}`, unknown: "no price rule exists for it" }];
      return price({ ...place, resource: { ...place.resource, type: Type, props: Properties } });
    });
  },
);

export const prices: Prices = { [STACK]: stack };
