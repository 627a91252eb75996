import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type Held, Ledger, LedgerFile } from "./ledger.ts";

/** Outputs that name a resource of any type, besides Pulumi's id. */
const NAMES = ["arn", "name"];

/**
 * Which resources a stack holds, with what AWS has made along with them.
 *
 * @param region the class's, where a resource does not say its own
 */
export async function heldBy(
  resources: readonly DeployedResource[],
  region: string,
): Promise<Ledger> {
  const known = await services();
  const [types, made] = [joined(known, "types"), joined(known, "made")];
  return new Ledger(
    resources.flatMap(({ type, id, outputs }): Held[] => {
      const own = typeof outputs.region === "string" ? outputs.region : region;
      const names = [...NAMES, ...(types[type]?.names ?? [])].flatMap((name) =>
        valuesAt(outputs, [name]),
      );
      const ids = [...new Set([id, ...names])].filter((each) => each !== "");
      const along = (made[type] ?? []).flatMap(([madeType, ...path]) =>
        valuesAt(outputs, path).map((madeId) => ({ type: madeType, region: own, ids: [madeId] })),
      );
      return [{ type, region: own, ids }, ...along];
    }),
  );
}

/**
 * Notes what a stack holds. Done before each destroy, and after each change.
 *
 * @param region the class's
 * @returns what it holds now
 */
export async function noteHeld(
  stack: PulumiStack,
  region: string,
  file = new LedgerFile(stack.name),
): Promise<Ledger> {
  const present = await heldBy(deployedResources(await stack.export()), region);
  file.add(present);
  return present;
}

/** All texts at the end of a path through objects and lists. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [next, ...rest] = path;
  if (next === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return valuesAt((value as Record<string, unknown>)[next], rest);
}
