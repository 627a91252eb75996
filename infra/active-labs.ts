import type { z } from "zod";
import { catalogue } from "./catalogue.ts";
import type { Lab } from "./lab.ts";
import { nearest, type Problem, problemsOf } from "./problems.ts";

/** A lab that is on, with its settings complete. */
export interface ActiveLab {
  readonly lab: Lab;
  readonly settings: z.output<z.ZodObject>;
}

const NAMES = catalogue.map((lab) => lab.id);

/** The labs that `class:labs` switches on, in class order; adds what is wrong with it to `problems`. */
export function activeLabs(
  labs: Readonly<Record<string, unknown>>,
  problems: Problem[],
): ActiveLab[] {
  for (const [id, value] of Object.entries(labs)) {
    if (NAMES.includes(id)) continue;
    const key = `class:labs.${id}`;
    problems.push({ key, value, reason: "there is no such lab", fix: nearest(id, NAMES) });
  }
  return catalogue.flatMap((lab) => {
    const value = labs[lab.id];
    if (value === undefined || value === false) return [];
    const key = `class:labs.${lab.id}`;
    const settings = value === true ? {} : value;
    if (settings === null || typeof settings !== "object") {
      const reason = "it is neither true, false nor settings";
      problems.push({ key, value, reason, fix: "write true for the lab's defaults" });
      return [];
    }
    const result = lab.settings.safeParse(settings);
    if (result.success) return [{ lab, settings: result.data }];
    problems.push(...problemsOf(key, settings, lab.settings, result.error));
    return [];
  });
}
