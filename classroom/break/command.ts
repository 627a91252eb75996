import { command, UsageError } from "../console/command.ts";
import { list } from "../console/option.ts";
import { stack } from "../console/shared-options.ts";

export const breaking = command({
  name: "break",
  description: "break one thing in a lab on purpose, as an exercise",
  options: {
    labs: list("ID,ID", "the labs to break"),
    stack,
  },
  run: async ({ labs, stack: name }) => {
    if (!labs) throw new UsageError("Choose a lab: --labs s3-bucket");
    return (await import("./break-labs.ts")).breakLabs(name, labs);
  },
});
