import type { Service } from "../contract/service.ts";
import { empty } from "./empty.ts";
import { buckets } from "./finder.ts";
import { listed } from "./listed.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = { types, prices, listed, finders: [buckets], empty, computed };
