import type { Aws, ServiceClient } from "../clients.ts";
import type { Charge } from "./charge.ts";

export type Tags = Readonly<Record<string, string>>;

/** Why a thing without tags is the class's: what it was made of, or what it is in. */
export interface Tie {
  /** `snapshot of volume`, before its id. */
  readonly how: string;
  readonly id: string;
  /** Pulumi's type of what has that id. @default any: AWS's own ids (`vol-…`) are unique */
  readonly type?: string;
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
  /** Where it is. @default where the finder has looked */
  readonly region?: string | undefined;
  readonly ties?: readonly Tie[];
  /** What it costs while it is not used. @default what the price rules say of its type: free or not priced */
  readonly charges?: readonly Charge[];
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
  find(place: Place): Promise<readonly Thing[]>;
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

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** AWS's lists of tags as a record. */
export const tagsOf = (tags: readonly Tag[] | undefined): Tags =>
  Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
