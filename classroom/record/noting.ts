import type { ClassConfig } from "../../infra/config.ts";
import { identityOf } from "../../infra/identity.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { heldIn } from "./held-resources.ts";
import { keeperOf } from "./keeper-of.ts";
import type { RecordKeeper } from "./record-keeper.ts";

export interface NotingOptions {
  /** Finds the keeper of the stack's record. */
  readonly find?: (stack: PulumiStack) => Promise<Pick<RecordKeeper, "add">>;
  /** Whether what the stack holds is in its record already: the last change of this command's kind came to its end. @default false */
  readonly isNoted?: boolean;
}

/**
 * Does `work`, which changes a stack, and notes what the stack held before and holds after it: what is taken away now may leave
 * something behind, and a change that fails may have made something.
 *
 */
export async function noting<T>(
  stack: PulumiStack,
  config: ClassConfig,
  work: () => Promise<T>,
  { find = keeperOf, isNoted = false }: NotingOptions = {},
): Promise<T> {
  const keeper = await find(stack);
  const note = async (): Promise<void> => {
    const ledger = await heldIn(await stack.export(), config.region);
    await keeper.add({ identity: identityOf(config), ledger });
  };
  if (!isNoted) await note();
  return work().finally(note);
}
