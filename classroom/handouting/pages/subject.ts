import type { Proof } from "../../../labs/contract/check.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import type { LabFacts } from "../lab-facts.ts";
import type { HandoutClass } from "../values.ts";

/** What a handout is about. */
export interface HandoutSubject {
  readonly lab: Lab;
  /** As the class has them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly proof: Proof;
  readonly facts: LabFacts;
  /** Pulumi's types of what stands, each as often as it is there. */
  readonly types: readonly string[];
  readonly about: HandoutClass;
  /** Whether the values are samples. */
  readonly isSample: boolean;
}
