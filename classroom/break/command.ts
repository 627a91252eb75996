import { command, UsageError } from "../console/command.ts";
import { flag, list } from "../console/option.ts";
import { stackOrClass, stackOrClassIn } from "../console/shared-options.ts";

export const breaking = command({
  name: "break",
  description: "break one thing in a lab on purpose, as an exercise",
  options: {
    labs: list("ID,ID", "the labs to break"),
    ...stackOrClass,
    show: flag("say what was broken"),
    json: flag("print JSON, with --class"),
  },
  run: async ({ labs, show, json, ...given }) => {
    if (!labs) throw new UsageError("Choose a lab: --labs s3-bucket");
    const about = stackOrClassIn(given);
    return typeof about === "string"
      ? (await import("./break-labs.ts")).breakLabs(about, labs, { show })
      : (await import("./break-class.ts")).breakClass(about, labs, { show, json });
  },
});
