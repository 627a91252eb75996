import { command } from "../console/command.ts";
import { count, flag, list } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const cost = command({
  name: "cost",
  description: "show what a class costs on AWS, before it is deployed",
  options: {
    labs: list("ID,ID", "these labs instead of the stack's"),
    stack,
    students: count("N", "how many students use it (default: 30)", { from: 1, to: 1000 }),
    hours: count("N", "how long it lasts (default: until it expires)", { from: 1, to: 8784 }),
    json: flag("print JSON"),
  },
  run: async (given) => (await import("./show-cost.ts")).showCost(given),
});
