import type { Finder, Hidden, Place, Tags, Thing } from "./finder.ts";
import type { Inventory, PricedResource } from "./priced-resource.ts";

/** Something that counts against a quota. */
export interface Share {
  readonly count: number;
  /** What it counts in, for quotas of a part of a region: an Availability Zone, a security group. */
  readonly within?: string;
  /** Whose it is: what the class itself already has is not needed twice. @default another's */
  readonly tags?: Tags | (() => Promise<Tags>);
  /** By what Pulumi's state may know it: its id, its ARN. @default by nothing */
  readonly ids?: readonly string[];
}

/** What a resource takes of a quota; undefined when its inputs do not say. */
export type Need = (resource: PricedResource, inventory: Inventory) => readonly Share[] | undefined;

/** How much of something AWS lets an account have. */
export interface Quota {
  /** What is counted, for a reader: `VPCs`. */
  readonly what: string;
  /** Service Quotas' codes of service and quota. */
  readonly service: string;
  readonly code: string;
  /** AWS's default, by the page `source`: for when Service Quotas does not answer. */
  readonly standard: number;
  readonly source: string;
  /** Whether it is for all regions together. @default false */
  readonly global?: boolean;
  /** Whether AWS says only how many there are, not which, so that no tag says whose they are. @default false */
  readonly total?: boolean;
  /** How shares with `within` count: each part by itself, or only the fullest. @default all together */
  readonly split?: "each" | "fullest";
  /** What resources take, by Pulumi's type or CloudFormation's. */
  readonly needs: Readonly<Record<string, Need>>;
  /** What the account has by now, of any owner. */
  readonly used: (place: Place) => Promise<readonly Share[]>;
}

/** Each resource of these types counts once. */
export const oneEach = (types: readonly string[]): Quota["needs"] =>
  Object.fromEntries(types.map((type) => [type, () => [{ count: 1 }]]));

/** What a finder finds, each counted once: also what AWS says nothing of. */
export const foundBy =
  (finder: Finder): Quota["used"] =>
  async (place) =>
    (await finder.find(place)).map(shareOf);

/** A resource that was found, as a share. */
export const shareOf = (found: Thing | Hidden): Share =>
  "tags" in found
    ? { count: 1, tags: found.tags, ids: [found.id, found.arn ?? found.id] }
    : { count: 1, ids: [found.id] };
