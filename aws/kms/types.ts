import type { ServiceTypes } from "../contract/resource-type.ts";

export const KEY = "aws:kms/key:Key";

export const types: ServiceTypes = { [KEY]: {} };
