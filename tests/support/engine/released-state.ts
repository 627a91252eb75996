import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import { carried, MORE } from "../labs.ts";
import type { Settings } from "./stack.ts";

/** Where the states of released versions are kept: `state-v<version>.json`. */
export const FIXTURES = path.join(PROJECT, "tests/fixtures");

/** Labs whose settings in MORE are of a later version: their own files would take the place of the released ones. */
const MADE_WITHOUT = ["static-site"];

/**
 * What the stack of a released version is made with.
 *
 * @param labs by id @default every lab that the engine built here can carry
 */
export const releasedSettings = (labs = carried.map(({ id }) => id)): Settings => ({
  "class:labs": Object.fromEntries(
    labs.map((id) => [id, MADE_WITHOUT.includes(id) ? true : (MORE[id] ?? true)]),
  ),
});

/** The labs of an exported state, which the release had: the stack has an output for each, and one for the class. */
export function releasedLabs(state: ExportedState): string[] {
  const stack = state.deployment.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return Object.keys(stack?.outputs ?? {}).filter((name) => name !== "class");
}

interface ExportedState {
  readonly deployment: {
    readonly resources: readonly { readonly type: string; readonly outputs?: object }[];
  };
}

/** What says where and when a state was made, and nothing of what it holds. */
const LEFT_OUT = ["created", "modified", "sourcePosition", "stackTrace", "time"];

/** By this Pulumi marks a value that is more than text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What stands in the place of every secret: none of them decides what an upgrade does. */
const NO_SECRET = { [SIGNATURE]: SECRET, plaintext: '"left out"' };

/** The ids of access keys, made up by the emulator, look like real ones: in their place stands the one of AWS's documentation. */
const ACCESS_KEY_ID = /\bAKIA[A-Z0-9]{16}\b/g;

/** An exported state as it may be kept: without what belongs to the machine that made it, and without secrets. */
export function keepable(value: unknown): unknown {
  if (typeof value === "string")
    return value.replaceAll(`${PROJECT}/`, "").replace(ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE");
  if (Array.isArray(value)) return value.map(keepable);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return NO_SECRET;
  const members = Object.entries(value).filter(([name]) => !LEFT_OUT.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, keepable(member)]));
}
