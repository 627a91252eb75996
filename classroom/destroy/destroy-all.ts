import { setTimeout } from "node:timers/promises";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { emptyRefused } from "../gateway/emptying.ts";
import { notingProgress } from "../local/noted-progress.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { Display } from "../pulumi/progress/display.ts";
import { expectedDestroy } from "../pulumi/progress/expected.ts";
import type { Progress } from "../pulumi/progress/follow.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { namesIn } from "../pulumi/urn.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { pluralIs } from "../console/plural.ts";

/** A resource that could not be deleted. */
export interface Stuck {
  readonly resource: DeployedResource;
  /** The last error of AWS or Pulumi. */
  readonly reason: string;
}

export interface DestroyOptions {
  readonly report: Report;
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
  /** Where the progress is shown. @default the terminal; lines when there is none */
  readonly display?: Display | undefined;
  /**
   * Called before each attempt, again right before its destroy, and before anything is emptied. @throws when the destroy must not
   * go on
   */
  readonly check: () => Promise<void>;
  /** What stays, with all that it depends on, and why, by URN: Pulumi protects it. @default nothing */
  readonly spared?: ReadonlyMap<string, string>;
  /** Called before each further attempt: what used other resources may be gone. @default nothing happens */
  readonly between?: () => Promise<unknown>;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

type Attempts = DestroyOptions & Pick<Progress, "noted">;

/**
 * Pauses before further attempts, in seconds: network interfaces of load balancers and file systems are deleted minutes later
 * than those, and until then block security groups and subnets.
 */
const PAUSES = [5, 15, 30, 60];

/** Reason for a resource that was never tried and has no error, because a stuck one depends on it. */
const WAITS = "it waits for the others";

const DOOMED = "it was replaced and must still be deleted";

/**
 * Destroys all resources of a stack, with several attempts.
 *
 * @param resources what the stack has
 * @returns what is stuck after the last attempt; it stays in the stack's state
 * @throws PulumiError when an attempt failed for no single resource: another run holds the stack, or Pulumi does not work at all
 */
export const destroyAll = (
  open: ClassStack,
  resources: readonly DeployedResource[],
  options: DestroyOptions,
): Promise<Stuck[]> =>
  notingProgress(open.stack.name, "down", (noted) =>
    attempted(open, resources, { ...options, noted }),
  );

async function attempted(
  { stack, aws, identity: { id }, proveAgain }: ClassStack,
  resources: readonly DeployedResource[],
  { report, verbose, display, noted, check, spared = new Map(), ...options }: Attempts,
): Promise<Stuck[]> {
  const { sleep = setTimeout, between } = options;
  let left = resources;
  const reasons = new Map(spared);
  for (let attempt = 0, tries = 1; ; tries++) {
    await check();
    const progress = { verbose, expected: expectedDestroy(left), display, noted };
    // The state may name resources that somebody has deleted by hand: Pulumi cannot detach a volume from a terminated server.
    await proveAgain?.(); // in another account, what does not exist there counts as deleted
    await refreshed(stack, progress, report);
    await check(); // a refresh takes minutes
    await proveAgain?.();
    const errors = await stack.destroy({ progress, spareProtected: spared.size > 0 });
    if (errors !== undefined) checkOfResources(errors, stack.name);
    left = heldResources(await stack.export());
    if (left.length === 0) return [];
    if (errors === undefined && spared.size > 0) return stuckOf(left, reasons);
    const { emptied, failed } = await emptyRefused(aws, left, errors ?? new Map(), {
      id,
      check,
      report,
    });
    // A resource that is not tried again, because others fail first, keeps its earlier reason.
    for (const [urn, reason] of [...(errors ?? []), ...failed]) reasons.set(urn, reason);
    if (emptied > 0 && failed.size === 0 && tries === 1) continue; // nothing to wait for
    const pause = PAUSES[attempt++];
    if (pause === undefined) return stuckOf(left, reasons);
    report(
      `${pluralIs(left.length, "resource")} still there; try ${attempt + 1} of ${PAUSES.length + 1} in ${pause} s`,
    );
    await sleep(pause * 1000);
    await between?.();
  }
}

/** A failed refresh does not stop the destroy: one unreadable bucket must not keep everything else. */
async function refreshed(
  stack: ClassStack["stack"],
  progress: Progress,
  report: Report,
): Promise<void> {
  try {
    await stack.refresh(progress);
  } catch (error) {
    if (!(error instanceof PulumiError) || error.code === undefined) throw error;
    report(
      `The state could not be refreshed (${errorMessage(error)}); destroying without a refresh`,
    );
  }
}

/** @throws PulumiError when no error belongs to an AWS resource */
function checkOfResources(errors: ReadonlyMap<string, string>, stack: string): void {
  const isOfResource = (urn: string) => /^awsx?:/.test(namesIn(urn).type);
  if ([...errors.keys()].some(isOfResource)) return;
  const reasons = [...errors.values()].join("\n  ") || "see what Pulumi says above";
  throw new PulumiError(
    `pulumi destroy failed, not because of a resource: ${reasons}\n` +
      `It was not tried again. If the stack is locked: wait until the other run has ended; if that was killed: npm run pulumi -- cancel --yes --stack ${stack}`,
    1,
  );
}

const stuckOf = (
  left: readonly DeployedResource[],
  reasons: ReadonlyMap<string, string>,
): Stuck[] =>
  left.map((resource) => ({
    resource,
    reason: reasons.get(resource.urn) ?? (resource.isDoomed ? DOOMED : WAITS),
  }));
