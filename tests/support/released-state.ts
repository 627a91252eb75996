import path from "node:path";
import { PROJECT, readStackFile } from "../../classroom/stack-file.ts";
import { stackFile } from "../../classroom/open-stack.ts";
import { LOCAL } from "../../classroom/local-stack.ts";
import type { Settings } from "./stack.ts";

/** Where the states of released versions are kept: `state-v<version>.json`. */
export const FIXTURES = path.join(PROJECT, "tests/fixtures");

/** Labs that hold data, besides those of a class as it comes. */
const WITH_DATA = ["dns-zone", "dynamodb", "efs", "rds-mysql", "s3-bucket"];

/** What the stack of a released version is made with: the labs of Pulumi.local.yaml, and those that hold data. */
export function releasedSettings(): Settings {
  const labs = readStackFile(stackFile(LOCAL)).config["class:labs"] as Settings;
  return { "class:labs": { ...labs, ...Object.fromEntries(WITH_DATA.map((id) => [id, true])) } };
}

/** What says where and when a state was made, and nothing of what it holds. */
const LEFT_OUT = ["created", "modified", "sourcePosition", "stackTrace", "time"];

/** By this Pulumi marks a value that is more than text. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * An exported state as it may be kept: without what belongs to the machine that made it, and without secrets.
 *
 * @throws when there is a secret: the labs chosen have none, and one could not be read with another key
 */
export function keepable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(`${PROJECT}/`, "");
  if (Array.isArray(value)) return value.map(keepable);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET)
    throw new Error(`the state holds a secret: ${Object.keys(value).join(", ")}`);
  const members = Object.entries(value).filter(([name]) => !LEFT_OUT.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, keepable(member)]));
}
