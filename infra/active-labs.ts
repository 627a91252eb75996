import type { z } from "zod";
import { catalogue } from "../labs/catalogue.ts";
import type { ClassSettings } from "../labs/contract/class-settings.ts";
import type { Lab } from "../labs/contract/lab.ts";
import { nearest } from "../labs/contract/nearest.ts";
import { ConfigError, type Problem, problemsOf } from "../labs/contract/problems.ts";

/** An active lab, with its complete settings. */
export interface ActiveLab {
  readonly lab: Lab;
  readonly settings: z.output<z.ZodObject>;
}

/** Ids of all labs. */
export const LAB_IDS: readonly string[] = catalogue.map((lab) => lab.id);

/** The active labs according to `class:labs`, in class order; adds errors to `problems`. */
export function activeLabs(
  labs: Readonly<Record<string, unknown>>,
  problems: Problem[],
): ActiveLab[] {
  for (const [id, value] of Object.entries(labs)) {
    if (LAB_IDS.includes(id)) continue;
    const key = `class:labs.${id}`;
    problems.push({ key, value, reason: "there is no such lab", fix: nearest(id, LAB_IDS) });
  }
  const active = catalogue.flatMap((lab) => {
    const value = labs[lab.id];
    if (value === undefined || value === false) return [];
    const key = `class:labs.${lab.id}`;
    const settings = value === true ? {} : value;
    if (settings === null || typeof settings !== "object") {
      const fix = `write \`${lab.id}: true\`, or settings below it`;
      problems.push({ key, value, reason: "expected true, false or settings", fix });
      return [];
    }
    const result = lab.settings.safeParse(settings);
    if (result.success) return [{ lab, settings: result.data }];
    problems.push(...problemsOf(key, settings, lab.settings, result.error));
    return [];
  });
  problems.push(...claimedTwice(active));
  return active;
}

/** Names that two labs claim. */
function claimedTwice(active: readonly ActiveLab[]): Problem[] {
  const owners = new Map<string, string>();
  return active.flatMap(({ lab, settings }) =>
    (lab.claims?.(settings) ?? []).flatMap((name) => {
      const owner = owners.get(name);
      if (owner === undefined) {
        owners.set(name, lab.id);
        return [];
      }
      const fix = `rename it in one of the two, or switch ${owner} or ${lab.id} off`;
      const reason = `${name} is claimed by lab ${owner} too`;
      return [{ key: `class:labs.${lab.id}`, value: undefined, reason, fix }];
    }),
  );
}

/** A class with its active labs. */
export interface WithLabs extends ClassSettings {
  /** In class order. */
  readonly labs: readonly ActiveLab[];
}

/** Replaces a class's active labs. */
export const withLabs = <C extends Omit<WithLabs, "labs" | "labSettings">>(
  config: C,
  labs: readonly ActiveLab[],
): C & Pick<WithLabs, "labs" | "labSettings"> => ({
  ...config,
  labs,
  labSettings: Object.fromEntries(labs.map(({ lab, settings }) => [lab.id, settings])),
});

/** @throws ConfigError when the class's configuration lacks what a lab needs */
export function checkNeeds(config: WithLabs): void {
  const problems = config.labs.flatMap(({ lab, settings }) => lab.needs?.(config, settings) ?? []);
  if (problems.length > 0) throw new ConfigError(config.stack, problems);
}

/** @throws ConfigError when a lab cannot use the files that its settings name */
export function checkFiles({ labs, stack }: WithLabs): void {
  const problems = labs.flatMap(({ lab, settings }) => lab.fileProblems?.(settings) ?? []);
  if (problems.length > 0) throw new ConfigError(stack, problems);
}
