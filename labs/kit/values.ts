import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { expect, Failure } from "../contract/outcome.ts";

/** A resource's output in the stack's state, as text. @throws Failure when there is none */
export function recorded({ type, name, outputs }: DeployedResource, output: string): string {
  const value = outputs[output];
  if (typeof value === "string") return value;
  throw new Failure(`the stack's state has no ${output} of ${type} ${name}`);
}

/** Compares the values on AWS with the expected ones, by name. @throws Failure that lists all differences */
export function expectValues(
  seen: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): void {
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => seen[name] !== value)
    .map(([name, value]) => `${name} is ${shown(seen[name])}, not ${shown(value)}`);
  expect(wrong.length === 0, wrong.join("; "));
}

const shown = (value: unknown): string => (value === undefined ? "unset" : JSON.stringify(value));
