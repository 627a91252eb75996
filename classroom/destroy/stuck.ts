import { styleText } from "node:util";
import { pluralIs } from "../console/plural.ts";
import type { Stuck } from "./destroy-all.ts";
import { kindOf } from "./protected.ts";

/** What could not be deleted, with the last error of each. */
export const describeStuck = (stack: string, stuck: readonly Stuck[]): string =>
  [
    styleText(
      "red",
      `\n${pluralIs(stuck.length, "resource")} stuck and ${stuck.length === 1 ? "stays" : "stay"} in stack ${stack}:`,
    ),
    ...stuck.map(
      ({ resource: { type, name, id }, reason }) =>
        `  ${name} (${kindOf(type)} ${id})\n    ${reason}`,
    ),
    "Fix the errors above and run it again; it resumes here.",
  ].join("\n");
