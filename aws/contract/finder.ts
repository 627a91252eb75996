import pMap from "p-map";
import type { Aws, ServiceClient } from "../clients.ts";
import { isAbsence } from "../errors.ts";
import type { Charge } from "./charge.ts";

export type Tags = Readonly<Record<string, string>>;

/** Why a resource without tags belongs to the class: the resource that it was made from, or that contains it. */
export interface Tie {
  /** The relation, shown before the id: `snapshot of volume`. */
  readonly how: string;
  readonly id: string;
  /** Pulumi's type of the resource with that id. @default any: AWS's own ids (`vol-…`) are unique */
  readonly type?: string;
  /**
   * How it affects the deletion of the resource with that id. `inside`: AWS does not delete the resource while it exists.
   * `attached`: it stays behind, and then nothing shows what it was attached to. @default it has no effect
   */
  readonly bond?: "inside" | "attached";
}

/** A server of a group. */
export interface LaunchedServer {
  readonly id: string;
  /** When it was launched; undefined when unknown. */
  readonly at: Date | undefined;
}

/** A server that a group has launched and terminated. */
export interface EndedServer {
  readonly id: string;
  readonly at: Date;
  readonly until: Date;
}

/** A resource that a finder has found, whoever owns it. */
export interface Thing {
  /** Its id in the stack's state; unique in its region and kind. */
  readonly id: string;
  readonly arn?: string | undefined;
  /** Its name, for a reader. @default its tag `Name` */
  readonly name?: string | undefined;
  /** The names under which CloudTrail records who made it; none where an AWS service did. @default its id */
  readonly recordedAs?: readonly string[];
  /** A function where AWS returns the tags of one resource at a time. */
  readonly tags: Tags | (() => Promise<Tags>);
  readonly createdAt?: Date | undefined;
  /** Whether AWS changes its date on each change. @default false */
  readonly redated?: boolean;
  /** The region that it is in. @default the region that the finder searches */
  readonly region?: string | undefined;
  readonly ties?: readonly Tie[];
  /** Its costs while it is unused. @default according to the price rules of its type: free or not priced */
  readonly charges?: readonly Charge[];
  /** When it was stopped; `at` is undefined where AWS does not report the time. @default it is running */
  readonly stopped?: { readonly at: Date | undefined };
  /**
   * What its cost depends on and people change by hand, as AWS has it now: inputs of its type by name, such as `instanceType`.
   * @default its state says what it costs
   */
  readonly size?: Readonly<Record<string, unknown>>;
  /** The servers of a group, which AWS launches and terminates by itself. @default it is not a group */
  readonly servers?: readonly LaunchedServer[];
  /** Those that it has terminated. @default it is not a group */
  readonly ended?: () => Promise<readonly EndedServer[]>;
  /** Whether it is already being deleted. */
  readonly going?: boolean;
  /** How to delete it in the console, when `remove` cannot. @default it can */
  readonly byHand?: string;
  /**
   * Takes it off the resources that use it and stay, so that it can be deleted. Only where all of them are in a container
   * that the class holds. @default nothing has to be taken off
   */
  release?(): Promise<unknown>;
  /**
   * Deletes it, or starts to; may fail while other resources use it.
   *
   * @param check is called before each batch of its content @throws when nothing more may be deleted
   */
  remove(check: () => Promise<void>): Promise<unknown>;
}

/** The region of finders for services without regions. */
export const GLOBAL = "global";

/** The place that a finder searches. */
export interface Place {
  readonly region: string;
  /** @param region @default the region that is searched */
  readonly client: <C>(service: ServiceClient<C>, region?: string) => Promise<C>;
}

export const placeIn = (aws: Aws, region: string): Place => ({
  region,
  client: (service, where = region) => aws.client(service, where === GLOBAL ? aws.region : where),
});

/** Finds every resource of a kind, whoever owns it. */
export interface Finder {
  /** What it finds, for a reader: `Elastic IP`. */
  readonly kind: string;
  /** Pulumi's types of these resources, the most usual first. */
  readonly types: readonly string[];
  /** The kinds that it covers, as the tagging API names them: `ec2:volume`, or `s3:*` for the whole service. */
  readonly arns: readonly string[];
  /**
   * Types of resources that must be deleted first: they use these resources, hold them, or would create them again. Their own
   * `after` applies as well and is not repeated here.
   */
  readonly after: readonly string[];
  /** Whether one search covers all regions. @default false */
  readonly global?: boolean;
  /** Whether its ids are names, which another resource may have later. @default false: AWS never reuses an id */
  readonly named?: boolean;
  /** @throws when the list is not available: resources that cannot be listed may still exist */
  find(place: Place): Promise<readonly (Thing | Hidden)[]>;
}

/** A resource that exists, but that AWS does not describe. Only this one is unknown. */
export interface Hidden {
  readonly id: string;
  /** AWS's error for it. */
  readonly hidden: unknown;
}

/**
 * Describes resources one by one: an error for one hides only that one, not the others.
 *
 * @param about describes one resource; undefined when it is not of this kind
 */
export async function each<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  about: (item: T) => Promise<Thing | undefined>,
): Promise<(Thing | Hidden)[]> {
  const answers = await pMap(
    items,
    async (item) => {
      try {
        return await about(item);
      } catch (error) {
        // It was deleted after it had been listed.
        return isAbsence(error) ? undefined : { id: idOf(item), hidden: error };
      }
    },
    { concurrency: 4 },
  );
  return answers.filter((answer) => answer !== undefined);
}

/** A list that several finders read: in each place, a search asks AWS for it once. */
export function oncePerSearch<T>(list: (place: Place) => Promise<T>): (place: Place) => Promise<T> {
  const asked = new WeakMap<Place, Promise<T>>();
  return (place) => {
    const known = asked.get(place) ?? list(place);
    asked.set(place, known);
    return known;
  };
}

/** All items of all pages. */
export async function all<P, T>(
  pages: AsyncIterable<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...(items(page) ?? []));
  return found;
}

/**
 * The same for a list for which the SDK has no paginator.
 *
 * @param ask returns a page, and the token for the next one
 */
export async function pages<T>(
  ask: (
    next: string | undefined,
  ) => Promise<{ readonly items: readonly T[] | undefined; readonly next?: string | undefined }>,
): Promise<T[]> {
  const found: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await ask(token);
    found.push(...items);
    // Stops when a service returns the same page again, instead of looping forever.
    if (next !== undefined && next === token) throw new Error("AWS gives the same page again");
    token = next;
  } while (token);
  return found;
}

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** AWS's lists of tags as a record. */
export const tagsOf = (tags: readonly Tag[] | undefined): Tags =>
  Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
