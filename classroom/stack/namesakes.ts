import { findEngine } from "../../engine/engine.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { stacksInUse } from "../pulumi/stacks-in-use.ts";
import { lifeOf, type StackLife } from "./stack-life.ts";

/** Another stack has a class of the same name. */
export class NamesakeError extends ExplainedError {}

/** The stacks whose resources carry the class's tags, or may: one whose first `up` was interrupted does not say. */
export const namesakesAmong = (
  lives: readonly StackLife[],
  { name, environment }: Pick<ClassIdentity, "name" | "environment">,
): string[] =>
  lives
    .filter(
      ({ identity }) =>
        identity === undefined || (identity.name === name && identity.environment === environment),
    )
    .map(({ stack }) => stack);

/**
 * Tags say which class a resource is of, not which stack: where two stacks have classes of one name, the resources of one look
 * like leftovers of the other.
 *
 * @throws NamesakeError when another stack of the backend that is up is, or may be, of such a class
 */
export async function refuseNamesakes(
  own: string,
  identity: ClassIdentity,
  report: Report,
): Promise<void> {
  const engine = await findEngine(report);
  const others: StackLife[] = [];
  for (const name of await stacksInUse(engine))
    if (name !== own)
      others.push(lifeOf(name, await new PulumiStack(engine, { name }).outputs(), new Date()));
  const namesakes = namesakesAmong(others, identity);
  if (namesakes.length === 0) return;
  throw new NamesakeError(
    `Class ${identity.name} (${identity.environment}) is, or may be, running in ${namesakes.join(", ")}, too, and its resources look like leftovers of ${own}. ` +
      "Nothing was deleted. Destroy those stacks first, or delete by hand what is listed above; " +
      "next time give each stack its own class:name",
  );
}
