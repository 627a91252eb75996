import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { type Answer, fakeAws } from "../support/fakes/fake-aws.ts";
import { resourceOf } from "../support/subjects.ts";

/** What hangs on a resource, as `kind id`, and the calls that take it off. */
export async function hanging(
  type: string,
  answers: Readonly<Record<string, Answer>>,
  held: readonly DeployedResource[] = [],
  outputs = {},
): Promise<string[]> {
  const { [type]: children } = joined(await services(), "children");
  const resource = resourceOf("lab", type, "it", outputs);
  const found = await children?.(fakeAws(answers), resource, [resource, ...held]);
  return (found ?? []).map(({ kind, id }) => `${kind} ${id}`);
}
