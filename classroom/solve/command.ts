import { command } from "../console/command.ts";
import { stack } from "../console/shared-options.ts";

export const solve = command({
  name: "solve",
  description: "repair everything that was changed by hand",
  options: { stack },
  run: async ({ stack: name }) => (await import("./solve-stack.ts")).solveStack(name),
});
