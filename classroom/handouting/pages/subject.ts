import type { Proof } from "../../../labs/contract/check.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import type { LabFacts } from "../lab-facts.ts";
import type { HandoutClass } from "../values.ts";

/** The subject of a handout. */
export interface HandoutSubject {
  readonly lab: Lab;
  /** The settings of the lab in the class. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly proof: Proof;
  readonly facts: LabFacts;
  /** Pulumi types of the deployed resources, one entry per resource. */
  readonly types: readonly string[];
  readonly about: HandoutClass;
  /** Whether the values are samples. */
  readonly isSample: boolean;
}
