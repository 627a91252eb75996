/**
 * What a class leaves behind, and how it goes. For `down`, and for `npm run class -- leftovers`:
 *
 *     await noteHeld(stack, config.region);                      // stack/ledger.ts, before the destroy
 *     ... destroy ...
 *     const search = stackSearch(config, aws, new LedgerFile(stack.name));
 *     const { found, unseen } = await findLeftovers(search);     // one look
 *     const { clean, stuck } = await leftoversUntilClean(search, { deleting: true, report });   // deleting.ts
 *     console.log(describeEnd(...));                             // report.ts
 *
 * What is found is the class's by its tags, or by an id that its stack has held: see ownership.ts. Each service in aws/
 * has finders of its kinds, deletion-order.ts puts them in order. Every look starts anew, so that the next run goes on
 * from where an interrupted one has stopped.
 */
import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import { isFree, type Prices } from "../../aws/contract/charge.ts";
import { type Finder, GLOBAL, placeIn, type Tags, type Thing } from "../../aws/contract/finder.ts";
import { isAbsence, isPassing, saying } from "../../aws/errors.ts";
import { joined, type NamedService, services } from "../../aws/services.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { Ledger, type LedgerFile } from "../stack/ledger.ts";
import { deletionOrder } from "./deletion-order.ts";
import type { Leftover, Unseen } from "./leftover.ts";
import { Silence } from "./silence.ts";
import { type Candidate, type Claim, reasonFor, taggedIn } from "./ownership.ts";
import { type Blind, elsewhereTagged } from "./tagged.ts";

/** Where to look, and for whose things. */
export interface Search {
  readonly aws: Aws;
  readonly regions: readonly string[];
  readonly claim: Claim;
  /** Keeps what was found: of what was deleted first, the rest may be known by nothing else. */
  readonly remember: (found: Ledger) => void;
}

export interface Look {
  /** In the order of deletion. */
  readonly found: readonly Leftover[];
  readonly unseen: readonly Unseen[];
}

/** How many calls are under way at the same time: AWS slows down who asks more. */
const AT_ONCE = { concurrency: 8 };

/** The search for what a stack has left. */
export function stackSearch(
  { name, environment, region, peerRegion }: ClassIdentity,
  aws: Aws,
  file: LedgerFile,
  more: {
    /** What the stack still holds. @default nothing */
    readonly present?: Ledger;
    /** Besides the stack's own two, and those of the ledger. */
    readonly regions?: readonly string[];
  } = {},
): Search {
  const { present = new Ledger([]), regions = [] } = more;
  const ledger = file.read();
  const held = ledger.held.map((each) => each.region).filter((each) => each !== GLOBAL);
  return {
    aws,
    regions: [...new Set([region, peerRegion, ...held, ...regions])],
    claim: { className: name, environment, ledger, present },
    remember: (found) => {
      file.add(found);
    },
  };
}

/** Looks once, everywhere. */
export async function findLeftovers({
  aws,
  regions,
  claim,
}: Omit<Search, "remember">): Promise<Look> {
  const known = await services();
  const ranks = deletionOrder(known.flatMap(({ finders = [] }) => finders));
  const unseen: Unseen[] = [];
  const silence = new Silence();
  const blind = (kind: string, region: string, error: unknown): void => {
    unseen.push({ kind, region, reason: saying(error), passing: isPassing(error) });
  };
  const jobs = ranks.flatMap((finders, order) =>
    finders.flatMap((finder) =>
      (finder.global ? [GLOBAL] : regions).map((region) => ({ finder, region, order })),
    ),
  );
  const looks = await pMap(jobs, (job) => lookedAt(job, aws, blind, silence), AT_ONCE);
  const read = await pMap(looks.flat(), (seen) => withTags(seen, known, blind), AT_ONCE);
  const candidates = read.flat();
  const tagged = taggedIn(claim, candidates);
  const prices = joined(known, "prices");
  const found = candidates.flatMap((candidate) => {
    const why = reasonFor(claim, candidate, tagged);
    return why === undefined ? [] : [leftover(candidate, why, prices)];
  });
  const others = await elsewhereTagged(
    { aws, regions, claim, blind, silence, order: ranks.length },
    known,
  );
  return { found: [...found, ...others], unseen };
}

interface Job {
  readonly finder: Finder;
  readonly region: string;
  readonly order: number;
}

type Seen = Job & { readonly thing: Thing };

async function lookedAt(job: Job, aws: Aws, blind: Blind, silence: Silence): Promise<Seen[]> {
  try {
    const things = await silence.ask(job.region, () => job.finder.find(placeIn(aws, job.region)));
    return things.map((thing) => ({ ...job, thing }));
  } catch (error) {
    blind(job.finder.kind, job.region, error);
    return [];
  }
}

/** A thing with its tags, and with the ties that other services know of. */
async function withTags(
  seen: Seen,
  known: readonly NamedService[],
  blind: Blind,
): Promise<(Seen & Candidate)[]> {
  const { thing, finder, region } = seen;
  const { kind, types } = finder;
  try {
    const tags = await tagsFor(thing);
    const ties = known.flatMap((service) =>
      types.flatMap((type) => service.ties?.[type]?.(thing) ?? []),
    );
    const madeByService = known.some(({ makerTags = [] }) => makerTags.some((tag) => tag in tags));
    const whole = { ...thing, ties: [...(thing.ties ?? []), ...ties] };
    return [{ ...seen, thing: whole, types, tags, madeByService }];
  } catch (error) {
    // Deleted since it was listed.
    if (!isAbsence(error)) blind(`${kind} ${thing.id}`, region, error);
    return [];
  }
}

const tagsFor = async ({ tags }: Thing): Promise<Tags> =>
  typeof tags === "function" ? tags() : tags;

const leftover = (
  { thing, tags, finder, region, order }: Seen & Candidate,
  why: string,
  prices: Prices,
): Leftover => ({
  kind: finder.kind,
  id: thing.id,
  arn: thing.arn,
  name: thing.name ?? tags.Name,
  region: thing.region ?? region,
  lab: tags.lab,
  createdAt: thing.createdAt,
  why,
  type: finder.types[0],
  charges: chargesOf(thing, finder.types[0], prices),
  order,
  going: thing.going ?? false,
  remove: () => thing.remove(),
});

/** What a finder says; else nothing for what AWS does not charge for, and unknown for the rest. */
export const chargesOf = (
  { charges }: Pick<Thing, "charges">,
  type: string | undefined,
  prices: Prices,
): Leftover["charges"] => charges ?? (type !== undefined && isFree(prices[type]) ? [] : undefined);

/** What was found as a ledger has it. */
export const ledgerOf = (found: readonly Leftover[]): Ledger =>
  new Ledger(
    found.flatMap(({ type, region, id, arn = id }) =>
      type === undefined ? [] : [{ type, region, ids: [...new Set([id, arn])] }],
    ),
  );
