import type { Budgets } from "@aws-sdk/client-budgets";
import type { ServiceClient } from "../clients.ts";

export const budgetsClient: ServiceClient<Budgets> = {
  name: "budgets",
  global: true,
  load: async (options) => new (await import("@aws-sdk/client-budgets")).Budgets(options),
};
