import assert from "node:assert/strict";
import type { Child } from "../../aws/contract/child.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { type Answer, fakeAws } from "../support/fakes/fake-aws.ts";
import { resourceOf } from "../support/subjects.ts";

/** What hangs on a resource, as `kind id`, and what is unknown. */
export async function hanging(
  type: string,
  answers: Readonly<Record<string, Answer>>,
  held: readonly DeployedResource[] = [],
  outputs = {},
): Promise<string[]> {
  const { [type]: children } = joined(await services(), "children");
  const resource = resourceOf("lab", type, "it", outputs);
  const found = await children?.(fakeAws(answers), resource, [resource, ...held]);
  return (found ?? []).map((each) =>
    "hidden" in each ? `unknown ${each.kind}` : `${each.kind} ${each.id}`,
  );
}

/** The children of a resource, all of which are known. */
export async function childrenOf(
  type: string,
  answers: Readonly<Record<string, Answer>>,
): Promise<readonly Child[]> {
  const { [type]: children } = joined(await services(), "children");
  const resource = resourceOf("lab", type, "it");
  const found = (await children?.(fakeAws(answers), resource, [resource])) ?? [];
  return found.map((each) => ("remove" in each ? each : assert.fail(String(each.hidden))));
}
