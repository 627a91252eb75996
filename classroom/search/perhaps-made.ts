import { type Finder, GLOBAL } from "../../aws/contract/finder.ts";
import { services } from "../../aws/services.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import type { PendingCreate } from "../pulumi/pending-creates.ts";
import { physicalNames } from "../record/interrupted.ts";
import type { Ledger } from "../record/ledger.ts";
import { isRandom } from "./interrupted-creation.ts";
import type { Unseen } from "./leftover.ts";

/** A search, and what it knew. */
export interface Searched {
  readonly identity: Pick<ClassIdentity, "region">;
  readonly ledger: Ledger;
  readonly unseen: readonly Unseen[];
}

/**
 * Resources whose creation was interrupted, as far as a search has not shown whether they exist: they may, without a tag, until
 * someone has checked. One with a name is found by that, or does not exist. Pulumi keeps interrupted creations: of several with one
 * name of the settings, the record has the first time only, and what was created at the others is not found by it.
 */
export async function perhapsMade(
  pending: readonly PendingCreate[],
  { identity, ledger, unseen }: Searched,
): Promise<Unseen[]> {
  const finders = (await services()).flatMap((service) => service.finders ?? []);
  const namesOf = await physicalNames();
  const isShown = (each: PendingCreate): boolean => {
    const its = finders.filter(({ types }) => types.includes(each.type));
    const known = namesOf(each)
      .flatMap(({ name }) => ledger.find(each.type, name))
      .filter(({ interrupted }) => interrupted !== undefined);
    return (
      its.length > 0 &&
      known.length > 0 &&
      (known.every(isRandom) || pending.filter(({ urn }) => urn === each.urn).length === 1) &&
      known.every(({ region }) => its.every((finder) => hasSeen(finder, region, unseen)))
    );
  };
  return pending
    .filter((each) => !isShown(each))
    .map((each) => perhaps(each, each.region ?? identity.region));
}

/** Whether all resources of a kind in a region were seen. */
const hasSeen = (
  { kind, global = false }: Finder,
  region: string,
  unseen: readonly Unseen[],
): boolean =>
  !unseen.some(
    (each) =>
      (each.kind === kind || each.kind.startsWith(`${kind} `)) &&
      each.region === (global ? GLOBAL : region),
  );

function perhaps({ urn, type, name }: PendingCreate, region: string): Unseen {
  const [, stack = ""] = /^urn:pulumi:([^:]*)::/.exec(urn) ?? [];
  const reason =
    "pulumi up was killed while it created this resource, which may therefore exist. Find it in the AWS console and delete it there, then run: " +
    `npm run pulumi -- refresh --clear-pending-creates --yes --stack ${stack}`;
  return { kind: `${type.split(":").at(-1) ?? type} ${name}`, region, reason, passing: false };
}
