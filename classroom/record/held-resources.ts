import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { type Held, Ledger } from "./ledger.ts";

/** Outputs that identify a resource of any type, besides Pulumi's id. */
export const NAMES = ["arn", "name"];

/**
 * The resources of a stack, including those that AWS has created for them.
 *
 * @param region the class's, for resources without one
 * @param now the time of this look
 * @param deployed the stack's account @default that of its resources' ARNs: those of S3 and Route 53 name none
 */
export async function heldBy(
  resources: readonly DeployedResource[],
  region: string,
  now: Date,
  deployed?: string,
): Promise<Ledger> {
  const known = await services();
  const [types, made] = [joined(known, "types"), joined(known, "made")];
  // All resources of a stack are in one account, but not all of them name it.
  const account = deployed ?? resources.map(accountOf).find((each) => each !== undefined);
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

/** The account of a resource, from its ARN. */
function accountOf({ outputs: { arn } }: DeployedResource): string | undefined {
  const [account] = typeof arn === "string" ? arn.split(":").slice(4, 5) : [];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** The current resources of a stack, from its state as exported by `PulumiStack.export`. */
export function heldIn(exported: unknown, region: string, now = new Date()): Promise<Ledger> {
  const [account, ...others] = deployedAccount(exported).accounts;
  const deployed = others.length === 0 ? account : undefined;
  return heldBy(heldResources(exported), region, now, deployed);
}

/** All texts at the end of a path through objects and lists. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [next, ...rest] = path;
  if (next === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return valuesAt((value as Record<string, unknown>)[next], rest);
}
