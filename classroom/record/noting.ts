import type { ClassConfig } from "../../infra/config.ts";
import { identityOf } from "../../infra/identity.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { historyIn } from "./interrupted.ts";
import { keeperOf } from "./keeper-of.ts";
import type { RecordKeeper } from "./record-keeper.ts";

export interface NotingOptions {
  /** Finds the keeper of the stack's record. */
  readonly find?: (stack: PulumiStack) => Promise<Pick<RecordKeeper, "add">>;
  /** Whether the stack's resources are in its record already: this command's last change has completed. @default false */
  readonly isNoted?: boolean;
}

/**
 * Runs `work`, which changes a stack, and notes the stack's resources before and after it: deleting a resource may leave
 * something behind, and a failed change may have created something.
 */
export async function noting<T>(
  stack: PulumiStack,
  config: ClassConfig,
  work: () => Promise<T>,
  { find = keeperOf, isNoted = false }: NotingOptions = {},
): Promise<T> {
  const keeper = await find(stack);
  const note = async (): Promise<void> => {
    const ledger = await historyIn(await stack.export(), config.region);
    await keeper.add({ identity: identityOf(config), ledger });
  };
  if (!isNoted) await note();
  return work().finally(note);
}
