import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { flag } from "../console/option.ts";
import { labs, stackOrClass, stackOrClassIn } from "../console/shared-options.ts";

export const outputs = command({
  name: "outputs",
  description: "show what each lab teaches, with its addresses and commands",
  options: {
    labs,
    ...stackOrClass,
    lang,
    showSecrets: flag("show secrets in plain text"),
    json: flag("print JSON: by lab id, without labels; with --class by student"),
  },
  run: async ({ labs: ids, lang: language, showSecrets, json, ...given }) => {
    const about = stackOrClassIn(given);
    const options = { labs: ids, lang: language, showSecrets, json };
    return typeof about === "string"
      ? (await import("./show-outputs.ts")).showOutputs(about, options)
      : (await import("./show-class-outputs.ts")).showClassOutputs(about, options);
  },
});
