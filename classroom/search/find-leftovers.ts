/**
 * What a class leaves behind. ownership.ts decides whose a resource is, and how certain that is. Each service in aws/ has finders
 * for its kinds, which deletion-order.ts sorts. Every search starts anew, and changes nothing; only gateway/ decides what may be
 * deleted, and deletes it.
 */
import type { Aws } from "../../aws/clients.ts";
import { isFree, type Prices } from "../../aws/contract/charge.ts";
import { GLOBAL, type Thing } from "../../aws/contract/finder.ts";
import { joined, services } from "../../aws/services.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { Ledger } from "../record/ledger.ts";
import { blindIn, candidatesIn, type Seen } from "./candidates.ts";
import { type Claim, taggedIn } from "./claim.ts";
import { deletionOrder } from "./deletion-order.ts";
import type { Leftover, Unseen } from "./leftover.ts";
import { Silence } from "./silence.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceFor } from "./ownership.ts";
import { elsewhereTagged } from "./tagged.ts";

/** Where to search, and for which class. */
export interface Search {
  readonly aws: Aws;
  readonly regions: readonly string[];
  readonly claim: Claim;
}

export interface Look {
  /** In the order of deletion. */
  readonly found: readonly Leftover[];
  readonly unseen: readonly Unseen[];
  /** Number of resources that the stack has: nothing of them is left over, but the class is not at its end. @default none */
  readonly up?: number;
}

/** Regions of a class: its own, and all regions in its record. */
export const regionsOf = (
  { region, peerRegion }: Pick<ClassIdentity, "region" | "peerRegion">,
  ledger: Ledger,
  more: readonly string[] = [],
): readonly string[] => {
  const held = ledger.held.map((each) => each.region).filter((each) => each !== GLOBAL);
  return [...new Set([region, peerRegion, ...held, ...more])].filter((each) => each !== "");
};

/** Searches once, everywhere. */
export async function findLeftovers({ aws, regions, claim }: Search): Promise<Look> {
  const known = await services();
  const unseen: Unseen[] = [];
  const silence = new Silence();
  const blind = blindIn(unseen);
  const ranks = deletionOrder(known.flatMap(({ finders = [] }) => finders));
  const candidates = await candidatesIn({ aws, regions, blind, silence }, ranks, known);
  const tagged = taggedIn(claim, candidates);
  const prices = joined(known, "prices");
  const found = candidates.flatMap((candidate) => {
    const evidence = evidenceFor(claim, candidate, tagged);
    return evidence === undefined ? [] : [leftover(candidate, evidence, prices)];
  });
  const others = await elsewhereTagged(
    { aws, regions, claim, blind, silence, order: ranks.length },
    known,
  );
  return { found: [...found, ...others], unseen };
}

/** A found resource, with the reason why it is the class's. */
export const leftover = (
  { thing, tags, finder, region, order }: Seen,
  { standing, why }: Evidence,
  prices: Prices,
): Leftover => ({
  kind: finder.kind,
  id: thing.id,
  arn: thing.arn,
  name: thing.name ?? tags.Name,
  region: thing.region ?? region,
  lab: tags.lab,
  createdAt: thing.createdAt,
  ...{ standing, why },
  recordedAs: thing.recordedAs,
  type: finder.types[0],
  charges: chargesOf(thing, finder.types[0], prices),
  order,
  going: thing.going ?? false,
  ...(thing.byHand === undefined
    ? { remove: (check) => thing.remove(check) }
    : { byHand: thing.byHand }),
});

/** The cost according to its finder; otherwise nothing for resources that AWS does not charge for, and unknown for the rest. */
export const chargesOf = (
  { charges }: Pick<Thing, "charges">,
  type: string | undefined,
  prices: Prices,
): Leftover["charges"] => charges ?? (type !== undefined && isFree(prices[type]) ? [] : undefined);

/** Found resources as record entries: a resource that is deleted first may be the only evidence for others. */
export const ledgerOf = (
  found: readonly Leftover[],
  account: string | undefined,
  now: Date,
): Ledger =>
  new Ledger(
    found.flatMap(({ type, region, id, arn = id, createdAt, standing }) =>
      type === undefined
        ? []
        : [
            {
              ...{ type, region, ids: [...new Set([id, arn])], seen: now.toISOString() },
              ...(createdAt !== undefined && { created: createdAt.toISOString() }),
              ...(account !== undefined && { account }),
              ...(standing !== "proven" && { confirmed: true }),
            },
          ],
    ),
  );
