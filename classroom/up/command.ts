import { command, UsageError } from "../console/command.ts";
import { flag, list, text } from "../console/option.ts";
import { LOCAL, stack } from "../console/shared-options.ts";

export const up = command({
  name: "up",
  script: "npm start",
  description: "bring the class up: on this machine, on an emulated AWS; with --stack on AWS",
  options: {
    labs: list("ID,ID", "other labs for this run, on this machine only"),
    stack,
    expires: text(
      "TIME",
      'when the class expires: 8h, 18:00, "Mon 18:00" or 2026-12-01T18:00:00+09:00',
    ),
    extend: text("TIME", "how much longer the class lasts, such as 2h"),
    yes: flag("with --stack: deploy without asking"),
  },
  run: async ({ stack: name, labs, yes, ...change }) => {
    if (name === LOCAL) return (await import("./up.ts")).up({ labs, ...change });
    if (labs !== undefined)
      throw new UsageError(
        `--labs is for stack local. For ${name}: pulumi config set --path labs.ID true --stack ${name}`,
      );
    return (await import("./up-remote.ts")).upRemote(name, { yes, ...change });
  },
});
