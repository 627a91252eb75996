import type { Service } from "../contract/service.ts";
import { stacks } from "./finder.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [stacks],
  makerTags: ["aws:cloudformation:stack-name"],
  computed,
};
