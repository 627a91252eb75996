import { setTimeout as sleep } from "node:timers/promises";
import pMap from "p-map";
import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { isNetwork, saying } from "../../aws/errors.ts";
import type { Check, Subject } from "../../labs/contract/check.ts";
import { CannotTell, Failure, type Obstacle } from "../../labs/contract/outcome.ts";

/** A check is inconclusive when it could not find out whether the lab works. */
export type Outcome = "pass" | "fail" | "inconclusive";

/** The result of a check. */
export interface Result {
  readonly lab: string;
  /** The check's name in English. */
  readonly check: string;
  readonly outcome: Outcome;
  /** Why the check is inconclusive. */
  readonly obstacle?: Obstacle | "credentials";
  /** What was seen, or why nothing was seen. */
  readonly seen: string;
  /** What to do about a failure. */
  readonly hint?: string;
}

export interface Patience {
  /** Timeout of one attempt. @default 60 */
  readonly lookSeconds?: number;
  /** How long a failing or unanswered check is repeated. @default 3: long enough for a second attempt */
  readonly settleSeconds?: number;
  /** Pause between two attempts. @default 3 */
  readonly pauseSeconds?: number;
  /** Called with the results so far after each attempt; pending ones are undefined. @default not called */
  readonly onLook?: (results: readonly (Result | undefined)[]) => void;
}

/** How many checks call AWS at the same time. */
const AT_ONCE = { concurrency: 8 };

/** A lab to check, with its checks. */
export interface Work {
  readonly subject: Subject;
  readonly checks: readonly Check[];
}

/**
 * Runs all checks, some at the same time. Those that may still settle are repeated together until they pass or the time is over.
 *
 * @returns their results in the order of `work`
 */
export async function runChecks(
  work: readonly Work[],
  { lookSeconds = 60, settleSeconds = 3, pauseSeconds = 3, onLook }: Patience = {},
): Promise<Result[]> {
  const jobs = work.flatMap(({ subject, checks }) => checks.map((check) => ({ subject, check })));
  const results: Result[] = [];
  const round = (at: readonly number[]) =>
    pMap(
      at,
      async (index) => {
        const job = jobs[index];
        if (job) results[index] = await look(job.check, job.subject, lookSeconds);
        onLook?.(results);
      },
      AT_ONCE,
    );
  await round([...jobs.keys()]);
  const deadline = Date.now() + settleSeconds * 1000;
  for (;;) {
    const unsettled = [...results.entries()].flatMap(([at, result]) =>
      maySettle(result, settleSeconds) ? [at] : [],
    );
    if (unsettled.length === 0 || Date.now() >= deadline) return results;
    await sleep(pauseSeconds * 1000);
    await round(unsettled);
  }
}

/** With a longer wait than this, inconclusive checks are repeated, too. */
const WAITING_SECONDS = 10;

const maySettle = ({ outcome, obstacle }: Result, settleSeconds: number): boolean =>
  outcome === "fail" || (obstacle === "unseen" && settleSeconds >= WAITING_SECONDS);

async function look(check: Check, subject: Subject, lookSeconds: number): Promise<Result> {
  const base = { lab: subject.lab.id, check: check.name.en };
  const timer = new AbortController();
  const limit = sleep(lookSeconds * 1000, undefined, { signal: timer.signal }).then(() => {
    throw new CannotTell(`no answer within ${lookSeconds} s`);
  });
  // The limit is cancelled when the check was quicker.
  limit.catch(() => undefined);
  try {
    return { ...base, outcome: "pass", seen: await Promise.race([check.run(subject), limit]) };
  } catch (error) {
    if (error instanceof Failure)
      return { ...base, outcome: "fail", seen: error.message, hint: check.hint.en };
    if (error instanceof CannotTell)
      return { ...base, outcome: "inconclusive", obstacle: error.obstacle, seen: error.message };
    return { ...base, ...judged(error, check) };
  } finally {
    timer.abort();
  }
}

/** What an error from AWS means: a missing resource is a failure; no permission, or no answer, is inconclusive. */
function judged(error: unknown, { hint }: Check): Omit<Result, "lab" | "check"> {
  const seen = saying(error);
  if (isCredentialsError(error)) return { outcome: "inconclusive", obstacle: "credentials", seen };
  const {
    name = "",
    $fault,
    $metadata,
  } = error as {
    name?: string;
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
  };
  if ($fault === undefined && $metadata === undefined && !isNetwork(error))
    return { outcome: "fail", seen, hint: "this is a bug in the check itself: report it" };
  const isUnanswered = NOT_HEARD.test(name) || [401, 403].includes($metadata?.httpStatusCode ?? 0);
  const absent = $fault === "client" && !isUnanswered;
  return absent
    ? { outcome: "fail", seen, hint: hint.en }
    : { outcome: "inconclusive", obstacle: "unseen", seen };
}

/** Errors with which AWS refuses a call unseen: no permission, or too many calls. */
const NOT_HEARD = /AccessDenied|Unauthorized|Throttl|RequestLimit|TooManyRequests/;
