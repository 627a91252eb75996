import { command } from "../console/command.ts";
import { flag, text } from "../console/option.ts";
import { labs, stack } from "../console/shared-options.ts";

export const credentials = command({
  name: "credentials",
  description:
    "write the credentials of a lab, such as iam-users, to a file that only you can read",
  options: {
    labs,
    stack,
    out: text("FILE", "the file; it is not shown on the terminal"),
    overwrite: flag("replace a file that this command has not written"),
  },
  run: async (given) => (await import("./save-credentials.ts")).saveCredentials(given),
});
