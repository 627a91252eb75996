import type { Finder, Hidden, Place, Tags, Thing } from "./finder.ts";
import type { Inventory, PricedResource } from "./priced-resource.ts";

/** Something that counts towards a quota. */
export interface Share {
  readonly count: number;
  /** Its scope, for quotas per part of a region: an Availability Zone, a security group. */
  readonly within?: string;
  /** Its tags: what the class already has is not counted twice. @default none: somebody else's */
  readonly tags?: Tags | (() => Promise<Tags>);
  /** The ids that Pulumi's state may know it by: its id, its ARN. @default none */
  readonly ids?: readonly string[];
}

/** A use of a quota that only AWS knows, such as the vCPUs of a bare-metal server. */
export interface AskedShare {
  /** @returns undefined when AWS does not report it */
  readonly ask: (place: Place) => Promise<number | undefined>;
  /** How many of them there are. */
  readonly times: number;
  readonly within?: string;
}

/** How much of a quota a resource uses; undefined when its inputs do not show it. */
export type Need = (
  resource: PricedResource,
  inventory: Inventory,
) => readonly (Share | AskedShare)[] | undefined;

/** A service quota of an account. */
export interface Quota {
  /** What is counted, for a reader: `VPCs`. */
  readonly what: string;
  /** The service code and quota code of Service Quotas. */
  readonly service: string;
  readonly code: string;
  /** AWS's default according to the page `source`, used when Service Quotas does not answer. */
  readonly standard: number;
  readonly source: string;
  /** Whether it applies to all regions together. @default false */
  readonly global?: boolean;
  /** Whether AWS reports only the total, so that tags cannot show who owns what. @default false */
  readonly total?: boolean;
  /** How shares with `within` are counted: each scope on its own, or only the fullest. @default all together */
  readonly split?: "each" | "fullest";
  /** How much resources use, by Pulumi's or CloudFormation's type. */
  readonly needs: Readonly<Record<string, Need>>;
  /** What the account uses now, whoever owns it. */
  readonly used: (place: Place) => Promise<readonly Share[]>;
}

/** Each resource of these types counts once. */
export const oneEach = (types: readonly string[]): Quota["needs"] =>
  Object.fromEntries(types.map((type) => [type, () => [{ count: 1 }]]));

/** Counts each resource that a finder finds, including those that AWS does not describe. */
export const foundBy =
  (finder: Finder): Quota["used"] =>
  async (place) =>
    (await finder.find(place)).map(shareOf);

/** A found resource, as a share of the quota. */
export const shareOf = (found: Thing | Hidden): Share =>
  "tags" in found
    ? { count: 1, tags: found.tags, ids: [found.id, found.arn ?? found.id] }
    : { count: 1, ids: [found.id] };
