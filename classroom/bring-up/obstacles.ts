import { styleText } from "node:util";
import type { Aws } from "../../aws/clients.ts";
import type { Report } from "../../lib/progress.ts";
import { callOn } from "../console/call-on.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import type { StackAsRead } from "../pulumi/read-once.ts";
import { ownParts } from "../readiness/own-parts.ts";

/** Shows what AWS will refuse, as far as it can be found within seconds. */
export async function showObstacles(
  stack: StackAsRead,
  { cost, aws, id }: { readonly cost: ClassCost; readonly aws: Aws; readonly id: string },
  report: Report,
): Promise<void> {
  const { resources, lookups } = cost;
  const { quickLook } = await import("../readiness/quick-look.ts"); // an invalid call is refused before
  const own = await ownParts(stack, id);
  const found = await quickLook({
    ...{ aws, stack: stack.name, parts: [{ resources, lookups }] },
    ...own,
  });
  if (found.length === 0) return;
  report(`${styleText("red", "Not ready on AWS:")}\n${found.join("\n")}`);
  report(`Everything that was checked: ${callOn("preflight", stack.name)}\n`);
}
