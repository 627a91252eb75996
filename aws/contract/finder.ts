import pMap from "p-map";
import type { Aws, ServiceClient } from "../clients.ts";
import { isAbsence } from "../errors.ts";
import type { Charge } from "./charge.ts";

export type Tags = Readonly<Record<string, string>>;

/** Why a thing without tags is the class's: what it was made of, or what it is in. */
export interface Tie {
  /** `snapshot of volume`, before its id. */
  readonly how: string;
  readonly id: string;
  /** Pulumi's type of what has that id. @default any: AWS's own ids (`vol-…`) are unique */
  readonly type?: string;
  /**
   * How it hinders who deletes what has that id: `inside` of it, it keeps AWS from deleting it; `attached` to it, it stays
   * behind, and nothing shows any more what it was attached to. @default it does not
   */
  readonly bond?: "inside" | "attached";
}

/** A resource that a finder has found, of any owner. */
export interface Thing {
  /** What the stack's record calls it; unique in its region and kind. */
  readonly id: string;
  readonly arn?: string | undefined;
  /** Its name for a reader. @default its tag `Name` */
  readonly name?: string | undefined;
  /** A function where AWS answers for one resource at a time. */
  readonly tags: Tags | (() => Promise<Tags>);
  readonly createdAt?: Date | undefined;
  /** Whether AWS dates it anew when it is changed. @default false */
  readonly redated?: boolean;
  /** Where it is. @default where the finder has looked */
  readonly region?: string | undefined;
  readonly ties?: readonly Tie[];
  /** What it costs while it is not used. @default what the price rules say of its type: free or not priced */
  readonly charges?: readonly Charge[];
  /** When it was stopped, where it is; undefined where AWS does not say when. @default it runs */
  readonly stopped?: { readonly at: Date | undefined };
  /** Whether it is being deleted already. */
  readonly going?: boolean;
  /** Deletes it, or begins to; may fail as long as other resources use it. */
  remove(): Promise<unknown>;
}

/** A finder's region, for services that have no regions. */
export const GLOBAL = "global";

/** Where a finder looks. */
export interface Place {
  readonly region: string;
  /** @param region @default where the finder looks */
  readonly client: <C>(service: ServiceClient<C>, region?: string) => Promise<C>;
}

export const placeIn = (aws: Aws, region: string): Place => ({
  region,
  client: (service, where = region) => aws.client(service, where === GLOBAL ? aws.region : where),
});

/** Finds every resource of a kind, of any owner. */
export interface Finder {
  /** What it finds, for a reader: `Elastic IP`. */
  readonly kind: string;
  /** Pulumi's types of it, the first one the usual. */
  readonly types: readonly string[];
  /** The kinds that it covers, as the tagging API names them: `ec2:volume`, or `s3:*` for all of a service. */
  readonly arns: readonly string[];
  /**
   * Types of resources that are deleted before these: what uses them, holds on to them, or would make them again. What
   * those wait for need not be said again.
   */
  readonly after: readonly string[];
  /** Whether one look is for all regions. @default false */
  readonly global?: boolean;
  /** Whether its ids are names, which others may have later. @default false: AWS gives each once */
  readonly named?: boolean;
  /** @throws when the list is not to be had: what is not seen is not empty */
  find(place: Place): Promise<readonly (Thing | Hidden)[]>;
}

/** A resource that is there, and that AWS says nothing of: only this one is not seen. */
export interface Hidden {
  readonly id: string;
  /** What AWS said instead. */
  readonly hidden: unknown;
}

/**
 * Asks for resources one by one: what is refused for one hides that one, not the others.
 *
 * @param about what there is to know of one; undefined for what is not of the kind
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
        // Deleted since it was listed.
        return isAbsence(error) ? undefined : { id: idOf(item), hidden: error };
      }
    },
    { concurrency: 4 },
  );
  return answers.filter((answer) => answer !== undefined);
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
 * The same for a list that the SDK turns no pages of.
 *
 * @param ask gives a page, and what it takes to ask for the next one
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
    // A service that answers with the same page for ever must not keep us.
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
