import { command, UsageError } from "../console/command.ts";
import { flag, list, text } from "../console/option.ts";
import { LOCAL, stack, verbose } from "../console/shared-options.ts";

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
    withoutKeyPair: flag(
      "with --stack: create no key pair when the settings have none, because this machine is not kept",
    ),
    verbose,
  },
  run: async ({ stack: name, labs, yes, withoutKeyPair, verbose: isVerbose, ...change }) => {
    const report = (line: string): void => {
      console.log(line);
    };
    const shown = { verbose: isVerbose, report };
    const { refuseWithStudents } = await import("../students/still-up.ts");
    const check = () =>
      refuseWithStudents(
        name,
        (option) =>
          `to bring up all of it: npm run class -- open ROSTER${option}\n    to move its end: npm run class -- extend${option} --by 2h`,
        report,
      );
    if (name === LOCAL) {
      await check();
      return (await import("../bring-up/up-local.ts")).up({ labs, ...change }, shown);
    }
    if (labs !== undefined)
      throw new UsageError(
        `--labs is for stack local. For ${name}: pulumi config set --path labs.ID true --stack ${name}`,
      );
    return (await import("../bring-up/up-remote.ts")).upRemote(
      name,
      { yes, withoutKeyPair, check, ...change },
      shown,
    );
  },
});
