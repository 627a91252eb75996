import { z } from "zod";

/** Why a check is inconclusive. */
export const OBSTACLES = z.enum(["credentials", "unseen", "exercise", "settings", "emulator"]);

/** A check's result without what was seen: that may be an address or an id. */
const CHECKED = z.object({
  check: z.string(),
  outcome: z.enum(["pass", "fail", "inconclusive"]),
  /** Why it is inconclusive. */
  obstacle: OBSTACLES.optional(),
});

/** Where a rehearsal may run. */
export const VENUES = z.enum(["aws", "emulator"]);

/** What may end a rehearsal before all of it was done. */
export const ENDINGS = z.enum(["interrupted", "budget", "error"]);

/** Whether the check that is to find a fault has found it. */
export const FOUND = z.enum(["yes", "no", "inconclusive"]);

/** How a lab came up. One is skipped that cannot be on without another one, which has failed. */
export const ARRIVALS = z.enum(["up", "failed", "skipped", "interrupted"]);

/** A fault, made on purpose in a rehearsal. */
const FAULT = z.object({
  does: z.string(),
  found: FOUND,
  repaired: z.boolean(),
});

/** What a rehearsal has seen of a lab. */
const LAB = z.object({
  lab: z.string(),
  arrival: ARRIVALS,
  /** How long its `up` took. */
  minutes: z.number(),
  /** List price x the time that it was up. */
  usd: z.number(),
  checks: z.array(CHECKED),
  /** Left out where there is none, or it was not tried. */
  fault: FAULT.optional(),
});

/** The report of a rehearsal. It can be published: it has no account, no address and no name of a resource. */
export const REPORT = z.object({
  format: z.literal(1),
  date: z.iso.date(),
  on: VENUES,
  region: z.string(),
  versions: z.object({
    class: z.string(),
    pulumi: z.string(),
    awsProvider: z.string(),
    node: z.string(),
  }),
  preflight: z.object({
    ok: z.number(),
    unknown: z.number(),
    notReady: z.array(z.string()),
  }),
  labs: z.array(LAB),
  /** What ended it before all was done. */
  ending: ENDINGS.optional(),
  down: z.object({ minutes: z.number(), isClean: z.boolean() }),
  /** List price x time, of all labs and what they share. */
  usd: z.number(),
});

export type Report = z.output<typeof REPORT>;
export type LabReport = Report["labs"][number];
export type Venue = Report["on"];
