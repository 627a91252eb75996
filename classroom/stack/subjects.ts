import type { ClassConfig } from "../../infra/config.ts";
import type { Proof, Subject } from "../../labs/contract/check.ts";
import { DeployedLab } from "../../labs/contract/deployed-lab.ts";
import { nearest } from "../../labs/contract/nearest.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import type { OpenStack } from "./open-stack.ts";

/** A requested lab is not on. */
export class NoLabError extends ExplainedError {}

/** A lab of a deployed stack, with its checks. */
export interface Provable {
  readonly subject: Subject;
  readonly proof: Proof;
}

/** Outputs of a stack besides its labs: infra/index.ts, infra/program.ts. */
const OTHERS: readonly string[] = ["class", "readme", "shared", "login", "pages"];

/** The labs in a stack's outputs. */
export const labsIn = (outputs: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(outputs).filter((name) => !OTHERS.includes(name));

/**
 * The labs that are on in a stack, in class order.
 *
 * @param ids only these; all when left out
 * @throws NoLabError when a lab is not on, or does not exist
 */
export function chosenLabs(
  { stack, labs }: Pick<ClassConfig, "stack" | "labs">,
  ids: readonly string[] | undefined,
): ClassConfig["labs"] {
  const on = labs.map(({ lab }) => lab.id);
  const wrong = ids?.find((id) => !on.includes(id));
  if (wrong !== undefined)
    throw new NoLabError(`lab ${wrong} is not on in stack ${stack}: ${nearest(wrong, on)}`);
  return labs.filter(({ lab }) => ids?.includes(lab.id) ?? true);
}

/**
 * The labs that are on in a stack, in class order, with their checks.
 *
 * @param ids only these; all when left out
 * @throws NoLabError when a lab is not on, or does not exist
 */
export async function provableLabs(
  { config, state, aws }: OpenStack,
  ids: readonly string[] | undefined,
): Promise<Provable[]> {
  const chosen = chosenLabs(config, ids);
  const resources = deployedResources(state);
  const outputs = outputsIn(state);
  return Promise.all(
    chosen.map(async ({ lab, settings }) => ({
      subject: {
        lab: new DeployedLab({ lab, settings, outputs: outputs[lab.id] ?? {}, resources }),
        outputs,
        config,
        aws,
      },
      proof: await proofOf(lab.id),
    })),
  );
}

/** The proof of a lab from labs/<id>.ts, loaded on demand. */
export const proofOf = async (id: string): Promise<Proof> =>
  ((await import(`../../labs/${id}/checks.ts`)) as { proof: Proof }).proof;
