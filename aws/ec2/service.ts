import type { Service } from "../contract/service.ts";
import { instances, keyPairs, launchTemplates } from "./finder.ts";
import { images } from "./image-finder.ts";
import { listed } from "./listed.ts";
import { made } from "./made.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [instances, keyPairs, launchTemplates, images],
  made,
  computed,
};
