import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { classStack, only } from "../console/shared-options.ts";

export const thaw = command({
  name: "thaw",
  description: "start again what freeze has stopped, and let the students in",
  options: { class: classStack, only, json: flag("print JSON") },
  run: async ({ class: name, ...given }) =>
    (await import("../freezing/commands.ts")).changeFrozen("thaw", { name, ...given }),
});
