import type { ServiceTypes } from "../contract/resource-type.ts";

export const STACK = "aws:cloudformation/stack:Stack";

export const types: ServiceTypes = { [STACK]: {} };
