import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { labs, stack } from "../console/shared-options.ts";

export const check = command({
  name: "check",
  description: "check that every lab works",
  options: {
    labs,
    stack,
    wait: flag("wait up to 10 minutes for servers to boot and targets to become healthy"),
    json: flag("print JSON"),
  },
  run: async (given) => (await import("./check-stack.ts")).checkStack(given),
});
