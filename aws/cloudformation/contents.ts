import type { Service } from "../contract/service.ts";
import { stackProps, templateResources } from "./template.ts";
import { STACK } from "./types.ts";

export const contents: NonNullable<Service["contents"]> = {
  [STACK]: (resource) => {
    const { data } = stackProps.safeParse(resource.props);
    return data ? templateResources(data, resource) : [];
  },
};
