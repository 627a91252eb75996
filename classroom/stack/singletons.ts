import { joined, services } from "../../aws/services.ts";
import type { Report } from "../../lib/progress.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { forget } from "../pulumi/stack-state.ts";

/**
 * Removes from a stack's state, without deleting them, resources that exist once in an account and that an older version of this
 * program managed in the stack. Runs before the next `up` or destroy, either of which would delete them from the account.
 */
export async function releaseSingletons(
  stack: Pick<PulumiStack, "name" | "export" | "capture">,
  report: Report,
): Promise<void> {
  const types = joined(await services(), "types");
  for (const { urn, type, isKept } of deployedResources(await stack.export())) {
    if (isKept || !types[type]?.ofAccount) continue;
    await forget(stack, urn);
    report(
      `The account's ${type.split(":").at(-1) ?? type} stays as it is; stack ${stack.name} no longer manages it`,
    );
  }
}
