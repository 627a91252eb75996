import { command } from "../console/command.ts";
import { amount, flag, list } from "../console/option.ts";
import { stack, verbose } from "../console/shared-options.ts";

export const rehearse = command({
  name: "rehearse",
  description:
    "rehearse a whole class, with a report: preflight, up lab by lab, check, break, repair, down",
  options: {
    labs: list("ID,ID", "these labs instead of the stack's"),
    stack,
    budget: amount("USD", "destroy everything once it has cost this much, at list prices"),
    yes: flag("with --stack: rehearse without asking"),
    verbose,
  },
  run: async (given) => (await import("./rehearse.ts")).rehearse(given),
});
