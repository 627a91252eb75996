import { command } from "../console/command.ts";
import { flag, text } from "../console/option.ts";
import { verbose } from "../console/shared-options.ts";

export const expire = command({
  name: "expire",
  description: "list expired stacks; with --yes destroy them",
  options: {
    stack: text("NAME", "only this stack (default: all)"),
    yes: flag("destroy what has expired"),
    yesDeleteProtected: flag(
      "destroy what is protected, too, and switch AWS's own protections off",
    ),
    removeForeign: flag(
      "remove what people have made by hand in the class's network, groups and resources",
    ),
    verbose,
  },
  run: async ({ yesDeleteProtected: deleteProtected, ...given }) =>
    (await import("./expire.ts")).expireStacks({ ...given, deleteProtected }),
});
