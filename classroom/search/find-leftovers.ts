/**
 * What a class leaves behind, and how it goes. For `down`, and for `npm run class -- leftovers`:
 *
 *     await noteHeld(stack, config.region);                      // classroom/ledger.ts, before the destroy
 *     ... destroy ...
 *     const search = stackSearch(config, aws, new LedgerFile(stack.name));
 *     const { found, unseen } = await findLeftovers(search);     // one look
 *     const { clean, stuck } = await leftoversUntilClean(search, { deleting: true, report });   // deleting.ts
 *     console.log(describeEnd(...));                             // report.ts
 *
 * What is found is the class's by its tags, or by an id that its stack has held: see ownership.ts. Each kind has a
 * finder in finders/, finders.ts has them in the order of deletion. Everything is looked at anew each time, so that a
 * run which was cut off is gone on with by the next.
 */
import type { Charge } from "../../aws/contract/charge.ts";
import type { Aws } from "../../aws/clients.ts";
import { isAbsence, isPassing, saying } from "../../aws/errors.ts";
import { sideBySide } from "../../lib/side-by-side.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { Ledger, type LedgerFile } from "../stack/ledger.ts";
import { FINDERS } from "./finders.ts";
import { type Candidate, type Claim, reasonFor, taggedIn } from "./ownership.ts";
import { elsewhereTagged } from "./tagged.ts";
import { type Finder, GLOBAL, placeIn, type Tags, type Thing } from "../../aws/contract/finder.ts";

/** Where to look, and for whose things. */
export interface Search {
  readonly aws: Aws;
  readonly regions: readonly string[];
  readonly claim: Claim;
  /** Keeps what was found: of what was deleted first, the rest may be known by nothing else. */
  readonly remember: (found: Ledger) => void;
}

/** Something of the class that outlived it. */
export interface Leftover {
  readonly kind: string;
  readonly id: string;
  readonly arn?: string | undefined;
  readonly name?: string | undefined;
  readonly region: string;
  readonly lab?: string | undefined;
  readonly createdAt?: Date | undefined;
  /** Why it is the class's. */
  readonly why: string;
  /** Pulumi's type, for its price. */
  readonly type?: string | undefined;
  /** @default what its type says: free, or not priced */
  readonly charges?: readonly Charge[] | undefined;
  /** Lower goes first. */
  readonly order: number;
  /** Whether it is being deleted already. */
  readonly going: boolean;
  /** Deletes it; where nobody here knows how, the way by the console stands in `byHand`. */
  readonly remove?: () => Promise<unknown>;
  readonly byHand?: string;
}

/** Where nothing could be seen: what is there may be the class's. */
export interface Unseen {
  /** What was looked for. */
  readonly kind: string;
  readonly region: string;
  readonly reason: string;
  /** Whether the next look may see it. */
  readonly passing: boolean;
}

export interface Look {
  /** In the order of deletion. */
  readonly found: readonly Leftover[];
  readonly unseen: readonly Unseen[];
}

/** How many calls are under way at the same time: AWS slows down who asks more. */
const SIDE_BY_SIDE = 8;

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
  const unseen: Unseen[] = [];
  const blind = (kind: string, region: string, error: unknown): void => {
    unseen.push({ kind, region, reason: saying(error), passing: isPassing(error) });
  };

  const jobs = FINDERS.flatMap((finders, order) =>
    finders.flatMap((finder) =>
      (finder.global ? [GLOBAL] : regions).map((region) => ({ finder, region, order })),
    ),
  );
  const looks = await sideBySide(jobs, SIDE_BY_SIDE, async (job) => {
    try {
      const things = await job.finder.find(placeIn(aws, job.region));
      return things.map((thing) => ({ ...job, thing }));
    } catch (error) {
      blind(job.finder.kind, job.region, error);
      return [];
    }
  });
  const read = await sideBySide(looks.flat(), SIDE_BY_SIDE, async (seen) => {
    try {
      return [{ ...seen, types: seen.finder.types, tags: await tagsFor(seen.thing) }];
    } catch (error) {
      // Deleted since it was listed.
      if (!isAbsence(error)) blind(`${seen.finder.kind} ${seen.thing.id}`, seen.region, error);
      return [];
    }
  });
  const candidates = read.flat();
  const tagged = taggedIn(claim, candidates);
  const found = candidates.flatMap((candidate) => {
    const why = reasonFor(claim, candidate, tagged);
    return why === undefined ? [] : [leftover(candidate, why)];
  });

  const others = await elsewhereTagged(aws, regions, claim, blind);
  return { found: [...found, ...others], unseen };
}

const tagsFor = async ({ tags }: Thing): Promise<Tags> =>
  typeof tags === "function" ? tags() : tags;

type Seen = Candidate & { readonly finder: Finder; readonly order: number };

const leftover = ({ thing, tags, finder, region, order }: Seen, why: string): Leftover => ({
  kind: finder.kind,
  id: thing.id,
  arn: thing.arn,
  name: thing.name ?? tags.Name,
  region: thing.region ?? region,
  lab: tags.lab,
  createdAt: thing.createdAt,
  why,
  type: finder.types[0],
  charges: thing.charges,
  order,
  going: thing.going ?? false,
  remove: () => thing.remove(),
});

/** What was found as a ledger has it. */
export const ledgerOf = (found: readonly Leftover[]): Ledger =>
  new Ledger(
    found.flatMap(({ type, region, id, arn = id }) =>
      type === undefined ? [] : [{ type, region, ids: [...new Set([id, arn])] }],
    ),
  );
