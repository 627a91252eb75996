import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { classStack, only } from "../console/shared-options.ts";

export const freeze = command({
  name: "freeze",
  description: "deny a class's students everything, and stop what costs by the hour",
  options: { class: classStack, only, json: flag("print JSON") },
  run: async ({ class: name, ...given }) =>
    (await import("../freezing/commands.ts")).changeFrozen("freeze", { name, ...given }),
});
