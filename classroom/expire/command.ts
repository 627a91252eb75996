import { command } from "../console/command.ts";
import { flag, text } from "../console/option.ts";

export const expire = command({
  name: "expire",
  description: "list expired stacks; with --yes destroy them",
  options: {
    stack: text("NAME", "only this stack (default: all)"),
    yes: flag("destroy what has expired"),
    yesDeleteProtected: flag("destroy protected data, too"),
  },
  run: async ({ yesDeleteProtected: deleteProtected, ...given }) =>
    (await import("./expire.ts")).expireStacks({ ...given, deleteProtected }),
});
