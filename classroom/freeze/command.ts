import { command } from "../console/command.ts";
import { classStack, noParallel, students } from "../console/shared-options.ts";

export const freeze = command({
  name: "freeze",
  description: "deny a class's students everything, and stop what costs by the hour",
  options: { class: classStack, ...students, parallel: noParallel },
  run: async ({ class: name, ...given }) =>
    (await import("../freezing/commands.ts")).changeFrozen("freeze", { name, ...given }),
});
