import { z } from "zod";
import type { ClassIdentity } from "../../infra/identity.ts";
import { distance } from "../pulumi/expiry.ts";

const IDENTITY: z.ZodType<ClassIdentity> = z.object({
  name: z.string(),
  environment: z.enum(["local", "dev", "prod"]),
  owner: z.string(),
  region: z.string(),
  peerRegion: z.string(),
  expires: z.iso.datetime({ offset: true }),
});

/** What is known of a stack that holds something. */
export interface StackLife {
  readonly stack: string;
  /** What the stack says of itself; undefined when it is no class's, or its first `up` did not end. */
  readonly identity: ClassIdentity | undefined;
  /** Whether its end is past. What does not say when it ends is never taken for past. */
  readonly past: boolean;
}

/** @param outputs what the stack exports */
export function lifeOf(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  now: Date,
): StackLife {
  const identity = IDENTITY.safeParse(outputs.class).data;
  const past = identity !== undefined && Date.parse(identity.expires) <= now.getTime();
  return { stack, identity, past };
}

/** `dev    aws-class   2026-11-25T18:00:00+09:00   3 h ago   past its end` */
export function describeLives(lives: readonly StackLife[], now: Date): string {
  const rows = lives.map(({ stack, identity, past }) =>
    identity === undefined
      ? [stack, "", "", "", "does not say when it ends: left alone"]
      : [
          stack,
          identity.name,
          identity.expires,
          distance(identity.expires, now),
          past ? "past its end" : "",
        ],
  );
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
