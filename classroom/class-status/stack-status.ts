import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { LAB_IDS } from "../../infra/active-labs.ts";
import { writeWhole } from "../../lib/files.ts";
import { labsMade } from "../checking/since-made.ts";
import type { PriceTable } from "../pricing/price-table.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { identityIn } from "../record/class-identity.ts";
import type { Costing } from "../spending/costing.ts";
import type { StudentFolder } from "../students/student-folder.ts";
import { stackCosts } from "./stack-costs.ts";

/** Written by this program, so only its type is checked. */
const COSTING = z.custom<Costing>((each) => typeof each === "object" && each !== null);

const REMEMBERED = z.object({
  /** When the stack was last changed, according to the backend. */
  lastUpdate: z.string(),
  /** The dates of the prices. */
  asOf: z.string(),
  /** Number of AWS resources. */
  resources: z.number(),
  /** Whether the last change failed, or was interrupted. */
  hasFailed: z.boolean(),
  expires: z.string().optional(),
  /** Resources with a cost. */
  costings: z.array(COSTING),
  /** When each lab was created. */
  made: z.record(z.string(), z.string()),
  /** The labs that it has, also those without resources. */
  labs: z.array(z.string()),
});

/** The status that a stack reports. */
export type DeployedStatus = Omit<z.output<typeof REMEMBERED>, "lastUpdate" | "asOf">;

/** A student's stack to be read. */
export interface StackToRead {
  readonly student: string;
  readonly stack: Pick<PulumiStack, "name" | "export" | "capture">;
  readonly folder: Pick<StudentFolder, "status">;
  /** When it was last changed, according to the backend; undefined when that may be wrong. */
  readonly lastUpdate: string | undefined;
}

const STATE = z.object({
  deployment: z.object({ pending_operations: z.array(z.unknown()).nullish() }),
});

const HISTORY = z.array(z.object({ result: z.string() }));

/**
 * Reads a stack's status, unless it is known and the stack has not changed since: two Pulumi processes take a second of one core.
 *
 * @throws PulumiError
 */
export async function deployedStatus(
  { student, stack, folder, lastUpdate }: StackToRead,
  prices: PriceTable,
): Promise<DeployedStatus> {
  const asOf = `${prices.listed.asOf} ${prices.others.asOf}`;
  const known = remembered(folder.status);
  if (known?.lastUpdate === lastUpdate && known?.asOf === asOf) return known;
  const options = ["--json", "--page-size", "1", "--stack", stack.name];
  const [state, history] = await Promise.all([
    stack.export(),
    stack.capture(["stack", "history", ...options]),
  ]);
  const outputs = outputsIn(state);
  const identity = identityIn(outputs);
  const made = labsMade(state);
  const costings = await stackCosts({ student, stack, state, region: identity?.region }, prices);
  const status = {
    resources: deployedResources(state).length,
    hasFailed: hasFailed(state, history),
    ...(identity && { expires: identity.expires }),
    costings,
    made,
    labs: [...new Set([...Object.keys(outputs), ...Object.keys(made)])].filter(isLab),
  };
  if (lastUpdate !== undefined)
    writeWhole(folder.status, JSON.stringify({ lastUpdate, asOf, ...status }), 0o600);
  return status;
}

const isLab = (name: string): boolean => LAB_IDS.includes(name);

/** @param history the last change, as Pulumi prints it */
function hasFailed(state: unknown, history: string): boolean {
  const pending = STATE.parse(state).deployment.pending_operations ?? [];
  const [last] = HISTORY.parse(JSON.parse(history));
  return pending.length > 0 || last?.result === "failed";
}

function remembered(file: string): z.output<typeof REMEMBERED> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return REMEMBERED.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined; // written by another version
  }
}
