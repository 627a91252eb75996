import type { Aws } from "../clients.ts";
import type { Prices } from "./charge.ts";
import type { DeployedResource } from "./deployed-resource.ts";
import type { Finder, Tags, Thing, Tie } from "./finder.ts";
import type { Freeze } from "./freeze.ts";
import type { ListedItem } from "./listed-item.ts";
import type { Child, Unlisted } from "./child.ts";
import type { Lock } from "./lock.ts";
import type { Precheck } from "./precheck.ts";
import type { PricedResource } from "./priced-resource.ts";
import type { Quota } from "./quota.ts";
import type { Made, ServiceTypes } from "./resource-type.ts";

/** Keyed by Pulumi's type token, e.g. `aws:s3/bucket:Bucket`. */
export type ByType<T> = Readonly<Record<string, T>>;

/** A tag that only AWS can write: keys that begin with `aws:` are reserved, and no others are. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
export interface MakerTag {
  readonly key: `aws:${string}`;
  /** Pulumi's type of the creator: something else may have the creator's name. */
  readonly type: string;
  /** Matches the creator's id in the value, as its first group. @default the whole value */
  readonly id?: RegExp;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Everything this project knows about an AWS service: `service.ts` of its folder. Generic code iterates over all services, so
 * a new service is a new folder. Each part is optional, and has its own file in the folder.
 */
export interface Service {
  /** Its resource types that the catalogue creates. */
  readonly types?: ServiceTypes;
  /** What they cost, or where AWS says that they are free; CloudFormation's types as well. */
  readonly prices?: Prices;
  /** Locates an item of our price table in AWS's price list; undefined for items that the list does not have. */
  readonly listed?: (item: string) => ListedItem | undefined;
  /** Finds its resources in an account, and deletes them. */
  readonly finders?: readonly Finder[];
  /**
   * Finds resources that keep resources of a class from being deleted, and that cannot be deleted themselves: they have `byHand`.
   */
  readonly obstacles?: readonly Finder[];
  /**
   * Matches the descriptions of network interfaces that AWS creates, and deletes, together with resources that the finders find.
   * They are not shown as obstacles.
   */
  readonly interfaces?: RegExp;
  /**
   * Relations that the service shows only in the names of what it creates in other services, without tags; by that resource's
   * type.
   */
  readonly ties?: ByType<(thing: Thing) => readonly Tie[]>;
  /**
   * Tags with the creator's id that only AWS can write. While that creator is part of the class, the resource is not left
   * over.
   */
  readonly makerTags?: readonly MakerTag[];
  /**
   * Empties a resource that AWS deletes only when it is empty.
   *
   * @param check is called before each batch @throws when nothing more may be deleted
   */
  readonly empty?: ByType<
    (aws: Aws, resource: DeployedResource, check: () => Promise<void>) => Promise<unknown>
  >;
  /**
   * The tags on AWS of a resource whose id is a name that others can reuse: they show whether its content is still the class's.
   */
  readonly tagsNow?: ByType<(aws: Aws, resource: DeployedResource) => Promise<Tags>>;
  /** What must be removed before AWS deletes a resource, except what the stack itself has created. */
  readonly children?: ByType<
    (
      aws: Aws,
      resource: DeployedResource,
      held: readonly DeployedResource[],
    ) => Promise<readonly (Child | Unlisted)[]>
  >;
  /**
   * Protections that prevent AWS from deleting a resource until they are switched off. AWS is asked whether they are on, not
   * the state.
   */
  readonly locks?: ByType<readonly Lock[]>;
  /** How to stop resources temporarily (see `stop` of their type), and start them again in their previous state. */
  readonly freezes?: ByType<Freeze>;
  /** Resources that AWS creates along with a resource, and that Pulumi does not track; not those that it merely uses. */
  readonly made?: ByType<readonly Made[]>;
  /**
   * Resources that AWS has created from a resource, as it lists them now. They can be locked, and have parts made by hand, like
   * the stack's own.
   */
  readonly inner?: ByType<
    (aws: Aws, resource: DeployedResource) => Promise<readonly DeployedResource[]>
  >;
  /** Resources that AWS creates from a resource and that Pulumi does not see, e.g. a template's. */
  readonly contents?: ByType<(resource: PricedResource) => readonly PricedResource[]>;
  /** Its quotas for an account. */
  readonly quotas?: readonly Quota[];
  /** What an account must be allowed to do before its resources can be created. */
  readonly gates?: readonly Precheck[];
  /** What a region must offer for its resources. */
  readonly offers?: readonly Precheck[];
  /** On mocks: outputs that AWS would compute, and that programs use. */
  readonly computed?: ByType<(name: string) => Values>;
  /** On mocks: the result of a provider's function, by its token. */
  readonly answers?: Readonly<Record<string, (inputs: Values) => Values>>;
}
