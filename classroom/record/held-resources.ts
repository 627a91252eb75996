import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { type Held, Ledger } from "./ledger.ts";

/** Outputs that name a resource of any type, besides Pulumi's id. */
const NAMES = ["arn", "name"];

/**
 * Which resources a stack holds, with what AWS has made along with them.
 *
 * @param region the class's, where a resource does not say its own
 * @param now when it was looked at
 */
export async function heldBy(
  resources: readonly DeployedResource[],
  region: string,
  now: Date,
): Promise<Ledger> {
  const known = await services();
  const [types, made] = [joined(known, "types"), joined(known, "made")];
  // All of a stack is in one account, but not everything names it.
  const account = resources.map(accountOf).find((each) => each !== undefined);
  const seen = now.toISOString();
  return new Ledger(
    resources.flatMap((resource): Held[] => {
      const { type, id, outputs, created } = resource;
      const own = typeof outputs.region === "string" ? outputs.region : region;
      const known = {
        ...{ region: own, seen },
        ...(account !== undefined && { account: accountOf(resource) ?? account }),
        ...(created !== undefined && { created }),
      };
      const names = [...NAMES, ...(types[type]?.names ?? [])].flatMap((name) =>
        valuesAt(outputs, [name]),
      );
      const ids = [...new Set([id, ...names])].filter((each) => each !== "");
      const along = (made[type] ?? []).flatMap(([madeType, ...path]) =>
        valuesAt(outputs, path).map((madeId) => ({ ...known, type: madeType, ids: [madeId] })),
      );
      return [{ ...known, type, ids }, ...along];
    }),
  );
}

/** Whose account a resource is in, as its ARN says. */
function accountOf({ outputs: { arn } }: DeployedResource): string | undefined {
  const [account] = typeof arn === "string" ? arn.split(":").slice(4, 5) : [];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** What a stack holds now, in its state as `PulumiStack.export` gives it. */
export const heldIn = (exported: unknown, region: string, now = new Date()): Promise<Ledger> =>
  heldBy(heldResources(exported), region, now);

/** All texts at the end of a path through objects and lists. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [next, ...rest] = path;
  if (next === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return valuesAt((value as Record<string, unknown>)[next], rest);
}
