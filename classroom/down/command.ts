import { callOn } from "../console/call-on.ts";
import { command } from "../console/command.ts";
import { flag, typedOptions } from "../console/option.ts";
import { LOCAL, stack, verbose } from "../console/shared-options.ts";

export const down = command({
  name: "down",
  script: "npm run down",
  description: "destroy the class and check that nothing is left",
  options: {
    stack,
    yes: flag("with --stack: destroy without asking for the stack's name"),
    yesDeleteProtected: flag(
      "destroy what is protected, too, and switch AWS's own protections off",
    ),
    removeForeign: flag(
      "remove what people have made by hand in the class's network, groups and resources",
    ),
    verbose,
  },
  run: async ({ stack: name, yes, yesDeleteProtected: deleteProtected, ...flags }) => {
    const { refuseWithStudents } = await import("../students/still-up.ts");
    const check = () =>
      refuseWithStudents(name, (option) => `npm run class -- close${option}`, console.log);
    const { consentByPrompt } = await import("../destroy/ask-by-hand.ts");
    const given = { verbose: flags.verbose, deleteProtected };
    const again = typedOptions({ yes, yesDeleteProtected: deleteProtected, removeForeign: true });
    const call = callOn("down", name, again);
    const options = { ...given, consent: consentByPrompt(flags.removeForeign, call) };
    if (name === LOCAL) await check();
    return name === LOCAL
      ? (await import("../destroy/down-local.ts")).downLocal(options)
      : (await import("./down-remote.ts")).downRemote(name, { yes, check, ...options });
  },
});
