import { z } from "zod";
import { errorMessage } from "../../lib/errors.ts";
import { PulumiError } from "./pulumi-error.ts";
import type { PulumiStack } from "./pulumi-stack.ts";

/** A stack on which Pulumi commands can run. */
export type QueriedStack = Pick<PulumiStack, "name" | "capture">;

const stateCommand = async (stack: QueriedStack, ...args: readonly string[]): Promise<void> => {
  await stack.capture(["state", ...args, "--yes", "--stack", stack.name], { locks: true });
};

/** Removes Pulumi's protection of a stack's resources. @param urn of the only one @default all */
export const unprotect = (stack: QueriedStack, urn = "--all"): Promise<void> =>
  stateCommand(stack, "unprotect", urn);

/** Protects a resource from being destroyed. */
export const protect = (stack: QueriedStack, urn: string): Promise<void> =>
  stateCommand(stack, "protect", urn);

/** Removes a resource from a stack's state; on AWS it does not change. */
export const forget = (stack: QueriedStack, urn: string): Promise<void> =>
  stateCommand(stack, "delete", urn);

/** Removes the locks of a stack: only when their holder is known to be dead. */
export async function cancel(stack: QueriedStack): Promise<void> {
  await stack.capture(["cancel", "--yes", "--stack", stack.name]);
}

/** The backend that Pulumi is logged in to, as a URL. */
export async function backendOf(stack: QueriedStack): Promise<string> {
  const answer = await stack.capture(["whoami", "--json"]);
  return z.object({ url: z.string() }).parse(JSON.parse(answer)).url;
}

const HISTORY = z.array(z.object({ version: z.number() }));
const PAGE = 100;

/** The versions of a stack's state on its backend, the oldest first. */
export async function versionsOf(stack: QueriedStack): Promise<readonly number[]> {
  const found: number[] = [];
  for (let page = 1; ; page++) {
    const options = ["--page-size", String(PAGE), "--page", String(page)];
    const answer = await stack.capture([
      ...["stack", "history", "--json", ...options],
      ...["--stack", stack.name],
    ]);
    const versions = HISTORY.parse(JSON.parse(answer));
    found.push(...versions.map(({ version }) => version));
    if (versions.length < PAGE) return found.reverse();
  }
}

/** Whether a stack was ever deployed, refreshed or destroyed, according to its backend's history. */
export async function wasChanged(stack: QueriedStack): Promise<boolean> {
  const options = ["--json", "--page-size", "1", "--stack", stack.name];
  const answer = await stack.capture(["stack", "history", ...options]);
  return z.array(z.unknown()).parse(JSON.parse(answer)).length > 0;
}

const SIBLINGS = z.array(z.object({ name: z.string(), updateInProgress: z.boolean().optional() }));

/**
 * Whether an update of a stack is running, according to Pulumi Cloud.
 *
 * @throws PulumiError when its list does not have the stack: unknown is not "no"
 */
export async function isUpdating(stack: QueriedStack): Promise<boolean> {
  const siblings = SIBLINGS.parse(JSON.parse(await stack.capture(["stack", "ls", "--json"])));
  const own = siblings.filter(({ name }) => name === stack.name);
  // Of another organization than the default one.
  const named =
    own.length > 0 ? own : siblings.filter(({ name }) => name.endsWith(`/${stack.name}`));
  if (named.length === 0)
    throw new PulumiError(
      `It is not known whether an update of stack ${stack.name} is running: the stack is not in Pulumi's list of stacks. Nothing more was destroyed or deleted.\n` +
        "  fix: pulumi whoami --verbose shows the account and the backend; log in to the stack's own, then run this again",
    );
  return named.some(({ updateInProgress }) => updateInProgress ?? false);
}

/** What is being asked, by stack: Pulumi would see the lock of the first question in the second one. */
const asked = new Map<string, Promise<string | undefined>>();

/**
 * Who holds Pulumi's lock of a stack on a backend with files that only Pulumi reads, such as gs://.
 *
 * No command shows it. Renaming a stack to its own name takes the lock, and is then refused: it changes nothing.
 *
 * @returns undefined when nobody does @throws PulumiError when Pulumi does not say
 */
export function lockHolder(stack: QueriedStack): Promise<string | undefined> {
  const asking =
    asked.get(stack.name) ?? renameToItself(stack).finally(() => asked.delete(stack.name));
  asked.set(stack.name, asking);
  return asking;
}

async function renameToItself(stack: QueriedStack): Promise<string | undefined> {
  const { name } = stack;
  try {
    const args = ["stack", "rename", name, "--non-interactive", "--stack", name];
    await stack.capture(args, { locks: true });
    return undefined;
  } catch (error) {
    const message = errorMessage(error);
    if (/a stack named \S+ already exists/.test(message)) return undefined;
    if (!message.includes("currently locked")) throw error;
    const [, holder] = /^ *(\S+: created by .*)$/m.exec(message) ?? [];
    return holder ?? "its backend says that it is locked";
  }
}
