import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { flag } from "../console/option.ts";
import { labs, stack } from "../console/shared-options.ts";

export const outputs = command({
  name: "outputs",
  description: "show what each lab teaches, with its addresses and commands",
  options: {
    labs,
    stack,
    lang,
    showSecrets: flag("show secrets in plain text"),
    json: flag("print JSON: by lab id, without labels"),
  },
  run: async (given) => (await import("./show-outputs.ts")).showOutputs(given),
});
