import { command } from "../console/command.ts";
import { flag, refused } from "../console/option.ts";
import { classStack, only, shard, students } from "../console/shared-options.ts";

const WHOLE =
  "The limit is the whole class's, and so is the sum: the table and --json show each student's part.";

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
    ...students,
    only: refused(only, WHOLE),
    shard: refused(shard, WHOLE),
  },
  run: async ({ class: name, ...given }) =>
    (await import("./spend.ts")).spendOf({ ...given, name }),
});
