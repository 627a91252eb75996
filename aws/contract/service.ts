import type { Aws } from "../clients.ts";
import type { Prices } from "./charge.ts";
import type { DeployedResource } from "./deployed-resource.ts";
import type { Finder, Thing, Tie } from "./finder.ts";
import type { ListedItem } from "./listed-item.ts";
import type { ServiceTypes } from "./resource-type.ts";

/** By Pulumi's type token, e.g. `aws:s3/bucket:Bucket`. */
export type ByType<T> = Readonly<Record<string, T>>;

type Values = Readonly<Record<string, unknown>>;

/** AWS's own deletion protection. */
export interface Lock {
  /** Whether it is on, by the resource's outputs. */
  isOn(outputs: Values): boolean;
  /** Switches it off. */
  unlock(aws: Aws, resource: DeployedResource): Promise<unknown>;
}

/** What AWS has made along with a resource: its type, and the path to its id in the resource's outputs. */
export type Made = readonly [type: string, output: string, ...path: string[]];

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
  /** Tags that it puts on what it makes: as long as the class is up, this is not left over. */
  readonly makerTags?: readonly string[];
  /** Empties a resource that AWS deletes only when it is empty. */
  readonly empty?: ByType<(aws: Aws, resource: DeployedResource) => Promise<unknown>>;
  /** AWS's own deletion protection, where it has one. */
  readonly locks?: ByType<Lock>;
  /** What AWS makes along with a resource, and Pulumi does not track. Nothing that it merely uses. */
  readonly made?: ByType<readonly Made[]>;
  /** On mocks: outputs that AWS would compute, and programs go on to use. */
  readonly computed?: ByType<(name: string) => Values>;
  /** On mocks: what a function of the provider returns, by its token. */
  readonly answers?: Readonly<Record<string, (inputs: Values) => Values>>;
}
