import { command } from "../console/command.ts";
import { stack } from "../console/shared-options.ts";

export const id = command({
  name: "id",
  description: "write a stack's class id into its settings, where they have none",
  options: { stack },
  run: async ({ stack: name }) => (await import("./write-id.ts")).writeId(name),
});
