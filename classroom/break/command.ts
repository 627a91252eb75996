import { command, UsageError } from "../console/command.ts";
import { flag, list } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const breaking = command({
  name: "break",
  description: "break one thing in a lab on purpose, as an exercise",
  options: {
    labs: list("ID,ID", "the labs to break"),
    stack,
    show: flag("say what was broken"),
  },
  run: async ({ labs, stack: name, show }) => {
    if (!labs) throw new UsageError("Choose a lab: --labs s3-bucket");
    return (await import("./break-labs.ts")).breakLabs(name, labs, { show });
  },
});
