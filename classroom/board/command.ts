import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { count } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const board = command({
  name: "board",
  description: "show the class live in a browser of this machine: stacks, checks, time and money",
  options: {
    stack,
    port: count("N", "the port on 127.0.0.1 (default: any free one)", { from: 1, to: 65_535 }),
    lang,
  },
  run: async (given) => (await import("./show-board.ts")).showBoard(given),
});
