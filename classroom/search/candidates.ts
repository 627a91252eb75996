import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import {
  type Finder,
  GLOBAL,
  type Place,
  placeIn,
  type Tags,
  type Thing,
} from "../../aws/contract/finder.ts";
import { isAbsence, isPassing, saying } from "../../aws/errors.ts";
import type { NamedService } from "../../aws/services.ts";
import type { Candidate } from "./claim.ts";
import type { Unseen } from "./leftover.ts";
import type { Silence } from "./silence.ts";
import type { Blind } from "./tagged.ts";

/** How many calls run at the same time: AWS throttles more. */
const AT_ONCE = { concurrency: 8 };

/** Where to search, and how to report what could not be searched. */
export interface View {
  readonly aws: Aws;
  readonly regions: readonly string[];
  readonly blind: Blind;
  readonly silence: Silence;
}

/** Notes what could not be searched. */
export const blindIn =
  (unseen: Unseen[]): Blind =>
  (kind, region, error) => {
    unseen.push({ kind, region, reason: saying(error), passing: isPassing(error) });
  };

/**
 * All resources of an account, whoever owns them.
 *
 * @param ranks of finders, in the order of deletion
 * @param wanted which resources matter: tags may need one call each @default all
 */
export async function candidatesIn(
  { aws, regions, blind, silence }: View,
  ranks: readonly (readonly Finder[])[],
  known: readonly NamedService[],
  wanted: (thing: Thing) => boolean = () => true,
): Promise<Seen[]> {
  const jobs = ranks.flatMap((finders, order) =>
    finders.flatMap((finder) =>
      (finder.global ? [GLOBAL] : regions).map((region) => ({ finder, region, order })),
    ),
  );
  // One for each region: what several finders list is asked for once (`oncePerSearch`).
  const places = new Map(jobs.map(({ region }) => [region, placeIn(aws, region)]));
  const placeOf = ({ region }: Job): Place => places.get(region) ?? placeIn(aws, region);
  const looks = await pMap(jobs, (job) => lookedAt(job, placeOf(job), blind, silence), AT_ONCE);
  const found = looks.flat().filter(({ thing }) => wanted(thing));
  return (await pMap(found, (each) => withTags(each, known, blind), AT_ONCE)).flat();
}

/** The search of one finder in one place. */
interface Job {
  readonly finder: Finder;
  readonly region: string;
  readonly order: number;
}

type Found = Job & { readonly thing: Thing };

/** A found resource, and where it was found. */
export type Seen = Found & Candidate;

async function lookedAt(job: Job, place: Place, blind: Blind, silence: Silence): Promise<Found[]> {
  try {
    const things = await silence.ask(job.region, () => job.finder.find(place));
    return things.flatMap((thing) => {
      if (!("hidden" in thing)) return [{ ...job, thing }];
      blind(`${job.finder.kind} ${thing.id}`, job.region, thing.hidden);
      return [];
    });
  } catch (error) {
    blind(job.finder.kind, job.region, error);
    return [];
  }
}

/** A resource with its tags, and with its links known to other services. */
async function withTags(
  seen: Found,
  known: readonly NamedService[],
  blind: Blind,
): Promise<Seen[]> {
  const { thing, finder, region } = seen;
  const { kind, types } = finder;
  try {
    const tags = await tagsFor(thing);
    const ties = known.flatMap((service) =>
      types.flatMap((type) => service.ties?.[type]?.(thing) ?? []),
    );
    const makers = known.flatMap(({ makerTags = [] }) =>
      makerTags.flatMap(({ key, type, id = /(.+)/s }) => {
        const [, found] = id.exec(tags[key] ?? "") ?? [];
        return found === undefined ? [] : [{ type, id: found }];
      }),
    );
    const whole = { ...thing, ties: [...(thing.ties ?? []), ...ties] };
    return [{ ...seen, thing: whole, types, tags, makers, named: finder.named ?? false }];
  } catch (error) {
    // Deleted after it was listed.
    if (!isAbsence(error)) blind(`${kind} ${thing.id}`, region, error);
    return [];
  }
}

const tagsFor = async ({ tags }: Thing): Promise<Tags> =>
  typeof tags === "function" ? tags() : tags;
