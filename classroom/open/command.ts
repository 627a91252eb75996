import { command } from "../console/command.ts";
import { argument, flag, list, text } from "../console/option.ts";
import { classStack, students } from "../console/shared-options.ts";

export const open = command({
  name: "open",
  description: "open a class: bring up the class's stack, then a stack for each student",
  options: {
    roster: argument("ROSTER", "the file with the students, see docs/class-of-thirty.md"),
    class: classStack,
    expires: text("TIME", 'when the class expires: 8h, 18:00, "Mon 18:00"'),
    labs: list("ID,ID", "labs of each student, on this machine only"),
    ...students,
    ignoreQuotas: flag("go on although a quota of AWS is too small"),
    yes: flag("open without asking"),
  },
  run: async ({ class: name, ...given }) =>
    (await import("./open.ts")).openClass({ ...given, name }),
});
