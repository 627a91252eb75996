import { command } from "../console/command.ts";

export const prices = command({
  name: "prices",
  description: "update the price table from AWS",
  options: {},
  run: async () => (await import("./refresh-prices.ts")).refreshPrices(),
});
