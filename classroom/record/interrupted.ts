import { joined, services } from "../../aws/services.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { type PendingCreate, pendingCreates, writtenAt } from "../pulumi/pending-creates.ts";
import { heldIn, NAMES } from "./held-resources.ts";
import { type Held, Ledger } from "./ledger.ts";

/** The end of a name that Pulumi has made up: seven random digits, which nobody can have used before. */
const RANDOM = /-[0-9a-f]{7}$/;

/**
 * Resources that were being created when a run was killed, by the names that they then have: what exists of them may have no
 * tags yet.
 *
 * @param region the class's, for resources whose own is unknown
 */
export async function interruptedIn(exported: unknown, region: string): Promise<Ledger> {
  const pending = pendingCreates(exported);
  const seen = writtenAt(exported);
  if (pending.length === 0 || seen === undefined) return new Ledger([]);
  const namesOf = await physicalNames();
  const [account, ...others] = deployedAccount(exported).accounts;
  return new Ledger(
    pending.flatMap((each): Held[] =>
      namesOf(each).map(({ name, interrupted }) => ({
        ...{ type: each.type, region: each.region ?? region, ids: [name], seen, interrupted },
        ...(account !== undefined && others.length === 0 && { account }),
        created: seen,
      })),
    ),
  );
}

/** For the record of a stack: what it holds, and what it may hold since a run was killed. */
export const historyIn = async (exported: unknown, region: string): Promise<Ledger> =>
  (await heldIn(exported, region)).with(await interruptedIn(exported, region));

/** A name on AWS, and who made it. */
interface PhysicalName {
  readonly name: string;
  readonly interrupted: NonNullable<Held["interrupted"]>;
}

/** Finds the names on AWS that a resource is created with; none where AWS makes its id. */
export async function physicalNames(): Promise<(pending: PendingCreate) => PhysicalName[]> {
  const types = joined(await services(), "types");
  return ({ type, inputs, defaults }) =>
    [...NAMES, ...(types[type]?.names ?? [])].flatMap((key) => {
      const name = inputs[key];
      if (typeof name !== "string" || name === "") return [];
      const isRandom = defaults.includes(key) && RANDOM.test(name);
      return [{ name, interrupted: isRandom ? "random name" : "chosen name" } as const];
    });
}
