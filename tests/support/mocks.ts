import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { type Recorded, runOnMocks } from "../../classroom/mocks/dry-run.ts";

export { type Recorded, runOnMocks as run };

/** Runs `program` on mocks and resolves to every resource it registered, once all have settled. */
export const record = async (program: () => unknown): Promise<Recorded[]> =>
  (await runOnMocks(program)).resources;

export const ofType = (resources: Recorded[], type: string): Recorded[] =>
  resources.filter((resource) => resource.type === type);

/** The one resource of a type. @throws when there is none or more than one. */
export function only(resources: Recorded[], type: string): Recorded {
  const [found, ...more] = ofType(resources, type);
  if (!found || more.length > 0) {
    const names = [found, ...more].flatMap((resource) => (resource ? [resource.name] : []));
    throw new Error(`expected one ${type}, found ${names.join(", ") || "none"}`);
  }
  return found;
}

/** One input of each resource of a type, by the resource's name. */
export const inputsOf = (
  resources: Recorded[],
  type: string,
  input: string,
): Record<string, unknown> =>
  Object.fromEntries(ofType(resources, type).map(({ name, inputs }) => [name, inputs[input]]));

/** Checks that `program` throws, and has registered nothing of AWS by then. */
export async function refuses(program: () => unknown, message: RegExp): Promise<void> {
  const resources = await record(() => {
    assert.throws(program, { message });
  });
  const made = resources.filter(({ type }) => type.startsWith("aws:"));
  assert.deepEqual(made, []);
}

/** What is not compared of a resource of `type` in what `program` makes with the options it is given. */
export async function ignoredChanges(
  type: string,
  program: (opts: pulumi.ComponentResourceOptions) => unknown,
): Promise<string[]> {
  let found: string[] = [];
  const look: pulumi.ResourceTransformation = ({ type: seen, opts }) => {
    if (seen === type) found = opts.ignoreChanges ?? [];
    return undefined;
  };
  await record(() => program({ transformations: [look] }));
  return found;
}
