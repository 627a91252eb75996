import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { LOCAL, stack } from "../console/shared-options.ts";

export const down = command({
  name: "down",
  script: "npm run down",
  description: "destroy the class and check that nothing is left",
  options: {
    stack,
    yes: flag("with --stack: destroy without asking for the stack's name"),
    yesDeleteProtected: flag("destroy protected data, too"),
  },
  run: async ({ stack: name, yes, yesDeleteProtected: deleteProtected }) =>
    name === LOCAL
      ? (await import("../destroy/down-local.ts")).downLocal({ deleteProtected })
      : (await import("./down-remote.ts")).downRemote(name, { yes, deleteProtected }),
});
