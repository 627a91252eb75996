import type { Budgets } from "@aws-sdk/client-budgets";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const budgetsClient: ServiceClient<Budgets> = {
  name: "budgets",
  global: true,
  load: (options) => {
    const { Budgets } = sdk("@aws-sdk/client-budgets") as typeof import("@aws-sdk/client-budgets");
    return new Budgets(options);
  },
};
