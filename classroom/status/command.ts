import { command } from "../console/command.ts";
import { classStack, students } from "../console/shared-options.ts";

export const status = command({
  name: "status",
  description:
    "show which students' stacks are up, what their last checks have shown, and when the class expires",
  options: { class: classStack, ...students },
  run: async ({ class: name, json, ...choice }) =>
    (await import("./show-status.ts")).showStatus({ name, ...choice }, json),
});
