import { command } from "../console/command.ts";
import { flag } from "../console/option.ts";
import { stackOrClass, stackOrClassIn, verbose } from "../console/shared-options.ts";

export const solve = command({
  name: "solve",
  description: "repair everything that was changed by hand",
  options: { ...stackOrClass, verbose, json: flag("print JSON, with --class") },
  run: async ({ verbose: isVerbose, json, ...given }) => {
    const about = stackOrClassIn(given);
    return typeof about === "string"
      ? (await import("./solve-stack.ts")).solveStack(about, isVerbose)
      : (await import("./solve-class.ts")).solveClass(about, json);
  },
});
