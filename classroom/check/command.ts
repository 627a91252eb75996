import { command } from "../console/command.ts";
import { countOr, flag } from "../console/option.ts";
import { labs, stackOrClass, stackOrClassIn } from "../console/shared-options.ts";

/** How long a class may take after `up` until every lab works. */
const WAIT_MINUTES = 10;

export const check = command({
  name: "check",
  description: "check that every lab works",
  options: {
    labs,
    ...stackOrClass,
    wait: countOr(WAIT_MINUTES, "MINUTES", {
      description: `wait for servers to boot and targets to become healthy (${WAIT_MINUTES} minutes unless said)`,
      from: 1,
      to: 60,
    }),
    json: flag("print JSON"),
  },
  run: async ({ labs: ids, wait, json, ...given }) => {
    const about = stackOrClassIn(given);
    const choice = { labs: ids, wait, json };
    return typeof about === "string"
      ? (await import("./check-stack.ts")).checkStack({ stack: about, ...choice })
      : (await import("./check-class.ts")).checkClass(about, choice);
  },
});
