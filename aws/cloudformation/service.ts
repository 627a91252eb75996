import type { Service } from "../contract/service.ts";
import { contents } from "./contents.ts";
import { stacks } from "./finder.ts";
import { inner } from "./inner.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { STACK, types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  finders: [stacks],
  makerTags: [{ key: "aws:cloudformation:stack-id", type: STACK }],
  locks,
  computed,
  contents,
  inner,
  quotas,
};
