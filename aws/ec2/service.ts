import type { Service } from "../contract/service.ts";
import { instances, keyPairs, launchTemplates } from "./finder.ts";
import { freezes } from "./freeze.ts";
import { gates } from "./gates.ts";
import { images } from "./image-finder.ts";
import { listed } from "./listed.ts";
import { made } from "./made.ts";
import { computed } from "./mocks.ts";
import { offers } from "./offers.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [instances, keyPairs, launchTemplates, images],
  made,
  locks,
  freezes,
  computed,
  quotas,
  gates,
  offers,
};
