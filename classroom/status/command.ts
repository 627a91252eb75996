import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { classStack, only, shard } from "../console/shared-options.ts";

export const status = command({
  name: "status",
  description:
    "show which students' stacks are up, what their last checks have shown, and when the class expires",
  options: { class: classStack, only, shard, json: flag("print JSON") },
  run: async ({ class: name, json, ...choice }) =>
    (await import("./show-status.ts")).showStatus({ name, ...choice }, json),
});
