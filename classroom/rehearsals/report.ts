import { z } from "zod";

/** Why a check is inconclusive. */
export const OBSTACLES = z.enum(["credentials", "unseen", "exercise", "settings", "emulator"]);

/** A check's result without what was seen, which may be an address or an id. */
const CHECKED = z.object({
  check: z.string(),
  outcome: z.enum(["pass", "fail", "inconclusive"]),
  /** Why it is inconclusive. */
  obstacle: OBSTACLES.optional(),
});

/** Where a rehearsal can run. */
export const VENUES = z.enum(["aws", "emulator"]);

/** What can end a rehearsal early. */
export const ENDINGS = z.enum(["interrupted", "budget", "error"]);

/** Whether the check for a fault has found it. */
export const FOUND = z.enum(["yes", "no", "inconclusive"]);

/** How a lab's deployment ended. A lab is skipped when a lab that it needs has failed. */
export const ARRIVALS = z.enum(["up", "failed", "skipped", "interrupted"]);

/** A fault made on purpose in a rehearsal. */
const FAULT = z.object({
  does: z.string(),
  found: FOUND,
  repaired: z.boolean(),
});

/** The results of a rehearsal for a lab. */
const LAB = z.object({
  lab: z.string(),
  arrival: ARRIVALS,
  /** How long its `up` took. */
  minutes: z.number(),
  /** List price x the time that it was deployed. */
  usd: z.number(),
  checks: z.array(CHECKED),
  /** Left out when the lab has none, or it was not tried. */
  fault: FAULT.optional(),
});

/** The report of a rehearsal. It can be published: it contains no account, address or resource name. */
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
  /** Why it ended early. */
  ending: ENDINGS.optional(),
  down: z.object({ minutes: z.number(), isClean: z.boolean() }),
  /** List price x time, of all labs and shared resources. */
  usd: z.number(),
});

export type Report = z.output<typeof REPORT>;
export type LabReport = Report["labs"][number];
export type Venue = Report["on"];
