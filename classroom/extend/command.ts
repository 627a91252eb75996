import { command } from "../console/command.ts";
import { refused, text } from "../console/option.ts";
import { classStack, only, shard, students } from "../console/shared-options.ts";

const WHOLE =
  "A class has one end: the students' rights in its own stack end with it. Run extend once, for all.";

export const extend = command({
  name: "extend",
  description: "let a class with its students expire later, or earlier; what is frozen is thawed",
  options: {
    class: classStack,
    by: text("TIME", "how much longer it lasts, such as 2h"),
    to: text("TIME", 'when it expires: 18:00, "Mon 18:00" or 2026-12-01T18:00:00+09:00'),
    ...students,
    only: refused(only, WHOLE),
    shard: refused(shard, WHOLE),
  },
  run: async ({ class: name, ...given }) =>
    (await import("./extend.ts")).extendClass({ ...given, name }),
});
