import { errorMessage } from "../../lib/errors.ts";
import { LockedError } from "../gateway/stack-gate.ts";
import { isHeldByDead } from "../pulumi/process/noted-processes.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";

/** Why a stack did not come up, which decides the next step. */
export type FailureKind =
  /** AWS throttles: try later, with fewer stacks in parallel. */
  | "throttling"
  /** AWS has no capacity at the moment. */
  | "capacity"
  /** There was no answer. */
  | "network"
  /** A Pulumi process that this machine has started was killed, and left its lock behind. */
  | "dead lock"
  /** Ctrl-C, or a kill. */
  | "interrupted"
  | "other";

export interface StudentFailure {
  readonly kind: FailureKind;
  /** In one line, for a table. */
  readonly reason: string;
  /** The reason without parts that differ by student: if it is the same for all, it is not caused by a student. */
  readonly cause: string;
}

const KINDS: readonly (readonly [kind: FailureKind, message: RegExp])[] = [
  [
    "throttling",
    /Throttling|RequestLimitExceeded|TooManyRequests|Rate exceeded|PriorRequestNotComplete|SlowDown/i,
  ],
  [
    "capacity",
    /InsufficientInstanceCapacity|InsufficientDBInstanceCapacity|InsufficientCapacity|Insufficient capacity/i,
  ],
  [
    "network",
    /connection refused|connection reset|no such host|i\/o timeout|TLS handshake|RequestTimeout|ServiceUnavailable|InternalFailure|EOF\b|ECONN|ETIMEDOUT|EAI_AGAIN|network is unreachable|no route to host|connection timed out|context deadline exceeded|server misbehaving/i,
  ],
];

/**
 * What an error of a stack's `up` means.
 *
 * @param whose id of the student, or name of the class's own stack, which differ by stack
 */
export function failureOf(error: unknown, whose: string): StudentFailure {
  const reasons =
    error instanceof PulumiError ? [...error.reasons].map(([, message]) => message) : [];
  // "update failed" of the stack itself adds nothing.
  const reason =
    reasons.find((message) => !/^((update|preview) failed)?$/.test(message.trim())) ??
    errorMessage(error);
  const line = lockedBy(reason) ?? reason.trim().replace(/\s+/g, " ");
  const message = reasons.length > 0 ? reasons.join("\n") : errorMessage(error);
  return { kind: kindOf(error, message), reason: line, cause: causeOf(line, whose) };
}

/** The same when all students are to be tried: each failure then counts as the student's own. */
export const ownFailureOf = (error: unknown, student: string): StudentFailure => ({
  ...failureOf(error, student),
  cause: student,
});

function kindOf(error: unknown, message: string): FailureKind {
  if (error instanceof PulumiError && error.code === undefined) return "interrupted";
  if (isDeadLock(error, message)) return "dead lock";
  return KINDS.find(([, pattern]) => pattern.test(message))?.[0] ?? "other";
}

/** Another run works on the same stack, perhaps on another machine. Pulumi's message has three lines, but a table shows one. */
function lockedBy(message: string): string | undefined {
  if (!message.includes("currently locked by")) return undefined;
  const [, stack = "STACK", holder = "somebody"] =
    /([\w-]+)\/[\w-]+\.json(?:\?\S*)?: created by (\S+ \(pid \d+\))/.exec(message) ?? [];
  return `another run, ${holder}, works on it: run this again afterwards; if its machine is gone: npm run pulumi -- cancel --yes --stack ${stack}`;
}

/** Whether all blocking locks are those of processes that this machine has started, and that were killed. */
function isDeadLock(error: unknown, message: string): boolean {
  if (!(error instanceof LockedError) && !message.includes("currently locked by")) return false;
  return isHeldByDead(message);
}

/** Without ids, addresses, times and the stack's own names, which differ each time. */
const causeOf = (reason: string, whose: string): string =>
  reason
    .replaceAll(whose, "STUDENT")
    .replace(/\b(?=[\w-]*\d)[\w-]{6,}\b/g, "ID")
    .replace(/\d+/g, "N")
    .slice(0, 160);
