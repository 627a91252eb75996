/**
 * Resources made by hand that block a destroy, or that the destroy would lose track of. AWS does not delete a resource that
 * contains others; a resource that is attached to a deleted one stays, and nothing shows any more what it was attached to.
 */
import pMap from "p-map";
import type { Child } from "../../aws/contract/child.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { GLOBAL, type Thing, type Tie } from "../../aws/contract/finder.ts";
import { isAbsence } from "../../aws/errors.ts";
import { joined, services } from "../../aws/services.ts";
import type { Ledger } from "../record/ledger.ts";
import { blindIn, candidatesIn, type Seen } from "./candidates.ts";
import { isOthers } from "./claim.ts";
import { deletionOrder } from "./deletion-order.ts";
import { leftover, type Search } from "./find-leftovers.ts";
import { withInner } from "./inner-resources.ts";
import type { Leftover, Unseen } from "./leftover.ts";
import { BY } from "./trail/makers.ts";
import { heldTo, isHeld } from "./ownership.ts";
import { Silence } from "./silence.ts";
import type { Blind } from "./tagged.ts";

export interface ByHand {
  /** Resources that AWS requires to be deleted before the stack's, in the order of deletion. */
  readonly inside: readonly Leftover[];
  /** Resources attached to the stack's, which stay. */
  readonly attached: readonly Leftover[];
  readonly unseen: readonly Unseen[];
}

/**
 * Searches once, everywhere.
 *
 * @param resources the stack's, from its state
 */
export async function findByHand(
  { aws, regions, claim }: Search,
  resources: readonly DeployedResource[],
): Promise<ByHand> {
  const known = await services();
  const unseen: Unseen[] = [];
  const blind = blindIn(unseen);
  // Global resources are neither inside nor attached to anything.
  const ranks = deletionOrder(known.flatMap(({ finders = [] }) => finders)).map((finders) =>
    finders.filter(({ global = false }) => !global),
  );
  ranks.push(known.flatMap(({ obstacles = [] }) => obstacles));
  const view = { aws, regions, blind, silence: new Silence() };
  const isOfFound = ({ byHand, name = "" }: Thing): boolean =>
    byHand !== undefined && known.some(({ interfaces }) => interfaces?.test(name));
  const seen = await candidatesIn(
    view,
    ranks,
    known,
    (thing) => !isOfFound(thing) && (thing.ties ?? []).some(({ bond }) => bond !== undefined),
  );
  const { present, elsewhere } = claim;
  const foreign = seen.filter(
    (each) =>
      !isHeld(present, each) &&
      !(elsewhere && isHeld(elsewhere, each)) &&
      !isMadeFor(present, each),
  );
  const tiedTo = (bond: Tie["bond"], each: Seen): Tie | undefined =>
    each.thing.ties?.find((tie) => tie.bond === bond && heldTo(present, tie, each).length > 0);
  const blocking = foreign.filter((each) => tiedTo("inside", each) !== undefined);
  const removable = new Set(
    blocking.flatMap(({ thing }) => (thing.byHand === undefined ? [thing.id] : [])),
  );
  // A database in the class's network is removed, and then uses nothing of the class's.
  const inside = blocking.filter(
    ({ thing }) => thing.byHand === undefined || !removable.has(thing.id),
  );
  const insideIds = new Set(inside.flatMap(({ thing: { id, name = id } }) => [id, name]));
  // Servers that the stack's groups launched are deleted with those; what is attached to them stays, as for the stack's own
  // servers.
  const goingIds = new Set([
    ...insideIds,
    ...seen.filter((each) => isMadeFor(present, each)).map(({ thing: { id } }) => id),
  ]);
  const prices = joined(known, "prices");
  const shown = (each: Seen, tie: Tie): Leftover => ({
    ...leftover(each, { standing: standingOf(each), why: whyOf(each, tie) }, prices),
    // What uses it is in the class's own container, and is deleted later.
    release: () => Promise.resolve(each.thing.release?.()),
  });
  const standingOf = ({ tags }: Seen) => (isOthers(claim, tags) ? "foreign" : "proven");
  const children = await childrenOf(aws, resources, blind);
  return {
    inside: [
      ...children,
      // Resources created by a group or an environment are deleted with it, and would be created again before.
      ...inside
        .filter(({ makers }) => !makers.some(({ id }) => insideIds.has(id)))
        .flatMap((each) => {
          const tie = tiedTo("inside", each);
          return tie ? [shown(each, tie)] : [];
        }),
    ],
    attached: foreign
      .filter((each) => !blocking.includes(each) && each.makers.length === 0)
      .flatMap((each) => {
        const tie =
          tiedTo("attached", each) ??
          each.thing.ties?.find(({ bond, id }) => bond === "attached" && goingIds.has(id));
        return tie ? [shown(each, tie)] : [];
      }),
    unseen,
  };
}

/** Whether an AWS service created it for a resource of the stack: a group its servers. */
const isMadeFor = (present: Ledger, { makers }: Seen): boolean =>
  makers.some(({ type, id }) => present.find(type, id).length > 0);

/** Who created it, according to its tags. */
function whyOf({ tags }: Seen, { how, id }: Tie): string {
  const who = tags["aws:createdBy"] ?? tags.owner;
  return `${how} ${id}${who === undefined ? "" : BY + who}`;
}

async function childrenOf(
  aws: Search["aws"],
  resources: readonly DeployedResource[],
  blind: Blind,
): Promise<Leftover[]> {
  const children = joined(await services(), "children");
  const all = await withInner(aws, resources, ({ name, id }, error) => {
    blind(`what ${name} (${id}) contains`, aws.region, error);
  });
  const found = await pMap(
    all.filter(({ type }) => children[type] !== undefined),
    async (resource) => {
      const { type, id, name, outputs } = resource;
      const region = typeof outputs.region === "string" ? outputs.region : GLOBAL;
      try {
        const its = (await children[type]?.(aws, resource, all)) ?? [];
        return its.flatMap((child) => {
          if ("remove" in child) return partOf(resource, region, child);
          blind(`${child.kind} of ${name} (${id})`, region, child.hidden);
          return [];
        });
      } catch (error) {
        if (!isAbsence(error)) blind(`what hangs on ${name} (${id})`, region, error);
        return [];
      }
    },
    { concurrency: 8 },
  );
  return found.flat();
}

const partOf = ({ type, id }: DeployedResource, region: string, child: Child): Leftover => ({
  kind: child.kind,
  id: `${child.id} (${id})`,
  region,
  createdAt: child.createdAt,
  standing: "proven",
  why: `on ${type.split(":").at(-1) ?? ""} ${id}${child.stays === undefined ? "" : `; ${child.stays} stays`}`,
  charges: [],
  part: { id: child.id, of: child.recordedFor ?? id },
  order: FIRST,
  going: child.going ?? false,
  remove: () => child.remove(),
});

/** The order of resources that are deleted before all that finders find. */
const FIRST = -1;
