import { errorMessage } from "../../lib/errors.ts";
import { callOn } from "../console/call-on.ts";
import { plural } from "../console/plural.ts";
import { kindOf } from "../destroy/protected.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/** How many resources are named: a class of all labs has hundreds. */
const MOST = 20;

/** What a rehearsal that an error has ended has not destroyed, and what to run: it costs money until then. */
export async function describeUnfinished(
  stack: Pick<PulumiStack, "name" | "export">,
): Promise<string> {
  const { name } = stack;
  const after = [
    `  ${callOn("down", name)}   destroys what is left, and looks for leftovers`,
    `  ${callOn("rehearse", name)}   resumes the rehearsal, destroys everything and writes the report`,
  ];
  const said = (what: string, list: readonly string[] = []): string =>
    ["", `The rehearsal has not ended. ${what}`, ...list, ...after].join("\n");
  try {
    const held = heldResources(await stack.export());
    if (held.length === 0)
      return said(`Stack ${name} has no resources, but nothing has looked for leftovers.`);
    return said(`Stack ${name} still has ${plural(held.length, "resource")}:`, [
      ...held.slice(0, MOST).map((each) => `  ${each.name} (${kindOf(each.type)} ${each.id})`),
      ...(held.length > MOST ? [`  and ${held.length - MOST} more`] : []),
    ]);
  } catch (error) {
    return said(`It is not known what stack ${name} still has: ${errorMessage(error)}`);
  }
}
