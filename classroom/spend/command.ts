import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { classStack } from "../console/shared-options.ts";

export const spend = command({
  name: "spend",
  description:
    "show what a class has spent so far, by student; with --act freeze it at class:maxClassCost, close it above",
  options: {
    class: classStack,
    act: flag("freeze at 100 % of the limit; close at 120 %, or two hours after the freeze"),
    removeForeign: flag(
      "with --act: when closing, remove what people have made by hand in the class's network, groups and resources",
    ),
    json: flag("print JSON"),
  },
  run: async ({ class: name, ...given }) =>
    (await import("./spend.ts")).spendOf({ ...given, name }),
});
