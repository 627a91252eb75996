import type { Aws } from "../clients.ts";
import type { Prices } from "./charge.ts";
import type { DeployedResource } from "./deployed-resource.ts";
import type { Finder, Thing, Tie } from "./finder.ts";
import type { Freeze } from "./freeze.ts";
import type { ListedItem } from "./listed-item.ts";
import type { Child } from "./child.ts";
import type { Lock } from "./lock.ts";
import type { Precheck } from "./precheck.ts";
import type { PricedResource } from "./priced-resource.ts";
import type { Quota } from "./quota.ts";
import type { Made, ServiceTypes } from "./resource-type.ts";

/** By Pulumi's type token, e.g. `aws:s3/bucket:Bucket`. */
export type ByType<T> = Readonly<Record<string, T>>;

/** AWS reserves keys that begin with `aws:`, and no others. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export interface MakerTag {
  readonly key: `aws:${string}`;
  /** What of its value is the maker's id, as its first group. @default all of it */
  readonly id?: RegExp;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * What we know of a service of AWS: `service.ts` of its folder. What all services say is read by loops over them, so
 * that a new service is a new folder. Each part is optional, and has a file of the folder to itself.
 */
export interface Service {
  /** Its types of resources that the catalogue builds. */
  readonly types?: ServiceTypes;
  /** What they cost, or where AWS says that they are free; CloudFormation's names of types too. */
  readonly prices?: Prices;
  /** Where AWS's price list has an item of our price table; undefined for what it does not list. */
  readonly listed?: (item: string) => ListedItem | undefined;
  /** What finds its resources in an account, and deletes them. */
  readonly finders?: readonly Finder[];
  /** How it names what it makes by itself in other services, without tags, by that resource's type. */
  readonly ties?: ByType<(thing: Thing) => readonly Tie[]>;
  /** Tags that AWS alone can put on what it makes, with the maker's id: as long as the class is up, this is not left over. */
  readonly makerTags?: readonly MakerTag[];
  /**
   * Empties a resource that AWS deletes only when it is empty.
   *
   * @param check is asked before each batch. @throws when nothing more may be deleted
   */
  readonly empty?: ByType<
    (aws: Aws, resource: DeployedResource, check: () => Promise<void>) => Promise<unknown>
  >;
  /** What hangs on a resource, and keeps AWS from deleting it; what the stack itself has made is not among it. */
  readonly children?: ByType<
    (
      aws: Aws,
      resource: DeployedResource,
      held: readonly DeployedResource[],
    ) => Promise<readonly Child[]>
  >;
  /** What keeps AWS from deleting a resource until it is switched off: what is locked, AWS says, not the state. */
  readonly locks?: ByType<readonly Lock[]>;
  /** How what can be stopped (`stop` of its type) is stopped for a while, and started again as it was. */
  readonly freezes?: ByType<Freeze>;
  /** What AWS makes along with a resource, and Pulumi does not track. Nothing that it merely uses. */
  readonly made?: ByType<readonly Made[]>;
  /** What AWS makes of a resource that Pulumi does not see, e.g. a template's resources. */
  readonly contents?: ByType<(resource: PricedResource) => readonly PricedResource[]>;
  /** How much of it an account may have. */
  readonly quotas?: readonly Quota[];
  /** What an account must be allowed before its resources can be made. */
  readonly gates?: readonly Precheck[];
  /** What a region must offer for them. */
  readonly offers?: readonly Precheck[];
  /** On mocks: outputs that AWS would compute, and programs go on to use. */
  readonly computed?: ByType<(name: string) => Values>;
  /** On mocks: what a function of the provider returns, by its token. */
  readonly answers?: Readonly<Record<string, (inputs: Values) => Values>>;
}
