import { command } from "../console/command.ts";
import { count, flag, list } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const preflight = command({
  name: "preflight",
  description: "check that the account and the region are ready for a class, before it comes up",
  options: {
    labs: list("ID,ID", "these labs instead of the stack's"),
    stack,
    students: count(
      "N",
      "how many students get labs of their own, by class:each or those of the class (default: 1)",
      {
        from: 1,
        to: 1000,
      },
    ),
    json: flag("print JSON"),
    try: flag(
      "also create, and delete, a load balancer, a distribution and a server, where AWS answers only to that",
    ),
  },
  run: async ({ try: trying, ...given }) =>
    (await import("./preflight.ts")).preflight({ ...given, trying }),
});
