import type { ServiceTypes } from "../contract/resource-type.ts";

export const BUDGET = "aws:budgets/budget:Budget";

export const types: ServiceTypes = { [BUDGET]: {} };
