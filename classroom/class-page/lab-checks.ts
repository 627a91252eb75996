import type { LastChecks } from "../checking/last-checks.ts";
import type { Outcome } from "../checking/run-checks.ts";
import { labsMade, sinceMade } from "../checking/since-made.ts";
import type { Language } from "../console/language.ts";
import { inLanguage } from "../stack/outputs.ts";
import { proofOf } from "../stack/subjects.ts";

/** Results of the last checks of a lab. */
export interface LabChecks {
  /** When they ran. */
  readonly at: string;
  readonly results: readonly { readonly name: string; readonly outcome: Outcome }[];
}

/** The last results of a lab; undefined when there are none, or when the lab was created again since. */
export async function checkedOf(
  lab: string,
  state: unknown,
  { checks, language }: { readonly checks: LastChecks; readonly language: Language },
): Promise<LabChecks | undefined> {
  const noted = sinceMade(checks, labsMade(state))[lab];
  if (noted === undefined) return undefined;
  const names = await namesOf(lab, language);
  return {
    at: noted.at,
    results: noted.results.map(({ check, outcome }) => ({
      name: names.get(check) ?? check,
      outcome,
    })),
  };
}

/** The names of a lab's checks in a language, by their English names. */
async function namesOf(lab: string, language: Language): Promise<ReadonlyMap<string, string>> {
  if (language === "en") return new Map();
  const { checks } = await proofOf(lab);
  return new Map(checks.map(({ name }) => [name.en, inLanguage(name, language)]));
}
