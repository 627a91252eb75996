import { command } from "../console/command.ts";
import { choice, flag, list } from "../console/option.ts";

export const preview = command({
  name: "preview",
  description: "show what a deployment would change: resources, cost, policy findings",
  options: {
    stack: list("NAME,NAME", "these stacks"),
    all: flag("all stacks on AWS"),
    from: list("FILE,FILE", "results that other runs wrote with --format json"),
    emulator: flag("use an emulated AWS; needs no AWS account"),
    format: choice(["text", "markdown", "json"], "FORMAT", "how the result is printed"),
  },
  run: async ({ stack: stacks, ...given }) =>
    (await import("./preview.ts")).previewStacks({ ...given, stacks }),
});
