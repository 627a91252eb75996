import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { classStack, students } from "../console/shared-options.ts";

export const close = command({
  name: "close",
  description:
    "close a class: destroy its students' stacks, then its own, and check that nothing is left",
  options: {
    class: classStack,
    ...students,
    yes: flag("close without asking for the class's name"),
    yesDeleteProtected: flag(
      "destroy what is protected, too, and switch AWS's own protections off",
    ),
    removeForeign: flag(
      "remove what people have made by hand in the class's network, groups and resources",
    ),
  },
  run: async ({ class: name, yesDeleteProtected: deleteProtected, ...given }) =>
    (await import("./close.ts")).close({ ...given, name, deleteProtected }),
});
