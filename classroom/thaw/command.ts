import { command } from "../console/command.ts";
import { classStack, noParallel, students } from "../console/shared-options.ts";

export const thaw = command({
  name: "thaw",
  description: "start again what freeze has stopped, and let the students in",
  options: { class: classStack, ...students, parallel: noParallel },
  run: async ({ class: name, ...given }) =>
    (await import("../freezing/commands.ts")).changeFrozen("thaw", { name, ...given }),
});
