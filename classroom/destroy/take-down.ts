import { setTimeout } from "node:timers/promises";
import { styleText } from "node:util";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import { leftoversUntilClean } from "../search/deleting.ts";
import { stackSearch } from "../search/find-leftovers.ts";
import { describeEnd } from "../search/report.ts";
import { heldBy } from "../stack/held-resources.ts";
import { LedgerFile } from "../stack/ledger.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { destroyAll, type Stuck } from "./destroy-all.ts";
import { liftProtection } from "./lift-protection.ts";

/** The stack holds data that is protected. */
export class ProtectedError extends ExplainedError {}

export interface TakeDownOptions {
  readonly report: Report;
  /** Whether protected data is destroyed too. */
  readonly deleteProtected: boolean;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/**
 * Destroys all that a stack holds, and looks twice for what is left of the class.
 *
 * @param file where it is noted what the stack has held; forgotten when nothing is left
 * @returns whether nothing is left; what is stuck stays in the stack's record
 * @throws ProtectedError before anything is destroyed
 */
export async function takeDown(
  open: ClassStack,
  options: TakeDownOptions,
  file = new LedgerFile(open.stack.name),
): Promise<boolean> {
  const { report, deleteProtected, sleep = setTimeout } = options;
  const resources = deployedResources(await open.stack.export());
  file.add(await heldBy(resources, open.identity.region));
  const kept = resources.filter((resource) => resource.protect);
  if (kept.length > 0) {
    if (!deleteProtected) throw new ProtectedError(refusal(open.stack.name, kept));
    await liftProtection(open, resources);
  }
  const stuck = await destroyAll(open, resources, options);
  if (stuck.length > 0) {
    report(describeStuck(open.stack.name, stuck));
    return false;
  }
  report("Looking for what the destroy may have left");
  const search = stackSearch(open.identity, open.aws, file);
  const end = await leftoversUntilClean(search, {
    report,
    sleep: (seconds) => sleep(seconds * 1000),
  });
  report(describeEnd(end, new Date()));
  if (end.clean) file.forget();
  else report(`npm run class -- leftovers --stack ${open.stack.name} --delete   deletes it`);
  return end.clean;
}

const refusal = (stack: string, kept: readonly DeployedResource[]): string =>
  [
    `Stack ${stack} protects data. Nothing was destroyed:`,
    ...kept.map(({ type, name, id }) => `  ${name} (${kindOf(type)} ${id})`),
    `fix: pulumi config set protect false --stack ${stack}, then npm start -- --stack ${stack} --extend 1h (an expired class is not deployed);`,
    "  or --yes-delete-protected, which destroys this data",
  ].join("\n");

const describeStuck = (stack: string, stuck: readonly Stuck[]): string =>
  [
    styleText("red", `\n${stuck.length} resources are stuck and stay in stack ${stack}:`),
    ...stuck.map(
      ({ resource: { type, name, id }, reason }) =>
        `  ${name} (${kindOf(type)} ${id})\n    ${reason}`,
    ),
    "Fix the errors above and run it again; it resumes here.",
  ].join("\n");

/** `aws:ec2/vpc:Vpc` -> `Vpc` */
const kindOf = (type: string): string => type.split(":").pop() ?? type;
