import { command, UsageError } from "../console/command.ts";
import { countOr, flag } from "../console/option.ts";
import { json, labs, stackOrClass, stackOrClassIn } from "../console/shared-options.ts";

/** How long a class may take after `up` until every lab works. */
const WAIT_MINUTES = 10;

export const check = command({
  name: "check",
  description: "check that every lab works",
  options: {
    labs,
    ...stackOrClass,
    wait: countOr(WAIT_MINUTES, "MINUTES", {
      description: `wait for servers to boot and targets to become healthy (default: ${WAIT_MINUTES} minutes)`,
      from: 1,
      to: 60,
    }),
    isolation: flag("with --class: check instead that no student can use another's resources"),
    json,
  },
  run: async ({ labs: ids, wait, isolation, json: isJson, ...given }) => {
    const about = stackOrClassIn(given);
    if (isolation) {
      if (typeof about === "string" || ids !== undefined || wait !== undefined)
        throw new UsageError(
          "--isolation checks the permissions of students, not labs: use it with --class NAME, without --labs and --wait",
        );
      return (await import("./check-isolation.ts")).checkIsolation(about, isJson);
    }
    const choice = { labs: ids, wait, json: isJson };
    return typeof about === "string"
      ? (await import("./check-stack.ts")).checkStack({ stack: about, ...choice })
      : (await import("./check-class.ts")).checkClass(about, choice);
  },
});
