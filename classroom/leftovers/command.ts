import { command } from "../console/command.ts";
import { flag, list, text } from "../console/option.ts";

export const leftovers = command({
  name: "leftovers",
  description: "find resources that a class has left behind; with --delete delete them",
  options: {
    stack: text("NAME", "the stack that left them (default: local)"),
    class: text(
      "NAME",
      "list resources with the tags of this class id or class name, of any stack; needs --regions",
    ),
    regions: list("REGION,REGION", "look in these regions, too"),
    delete: flag("delete what is found"),
    yes: text("NAME", "confirm --delete by the class's name, instead of being asked"),
    uncertain: text(
      "ACCOUNT:COUNT:CODE",
      "also confirm resources that are not certain to be the class's; a list without --delete shows the value",
    ),
    json: flag("print JSON"),
  },
  run: async ({ class: className, regions = [], delete: deleting, yes: confirmed, ...given }) =>
    (await import("./leftovers.ts")).findAndDelete({
      ...given,
      className,
      regions,
      deleting,
      confirmed,
    }),
});
