import { setTimeout } from "node:timers/promises";
import type { Report } from "../../lib/progress.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { namesIn } from "../pulumi/urn.ts";

/** Errors that AWS returns for a short time after a resource was created or changed, and why. */
const DELAYS: readonly (readonly [message: RegExp, why: string])[] = [
  [
    /service[- ]linked role|\/aws-service-role\//i,
    "AWS has just created a service-linked role, which not every service sees at once",
  ],
  [
    /PutBucketPolicy[\s\S]*(BlockPublicPolicy|public policies are blocked)/i,
    "the block on public policies was lifted a moment ago",
  ],
];

/** How long AWS usually needs, in seconds. */
const PAUSE = 20;

/**
 * Runs `up`, and again when the only failures are delays of AWS, as for a first class in a new account.
 *
 * @param sleep waits, in milliseconds @default the clock
 * @throws what the last `up` throws
 */
export async function settled<T>(
  up: () => Promise<T>,
  report: Report,
  sleep: (ms: number) => Promise<unknown> = setTimeout,
): Promise<T> {
  try {
    return await up();
  } catch (error) {
    const why = error instanceof PulumiError ? delayIn(error) : undefined;
    if (why === undefined) throw error;
    report(`Trying once more in ${PAUSE} s: ${why}`);
    await sleep(PAUSE * 1000);
    return up();
  }
}

/** Why everything that failed may soon succeed; undefined when something else has failed, too. */
function delayIn({ reasons }: PulumiError): string | undefined {
  const ofResources = [...reasons].filter(([urn]) => /^awsx?:/.test(namesIn(urn).type));
  const whys = ofResources.map(
    ([, message]) => DELAYS.find(([pattern]) => pattern.test(message))?.[1],
  );
  return whys.every((why) => why !== undefined) ? whys[0] : undefined;
}
