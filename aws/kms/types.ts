import type { ServiceTypes } from "../contract/resource-type.ts";

export const KEY = "aws:kms/key:Key";

export const types: ServiceTypes = {
  [KEY]: {
    neverLeft:
      "a destroy schedules it for deletion: it costs nothing from then on, and is gone in a week or more",
  },
};
