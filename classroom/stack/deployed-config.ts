import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import type { QueriedStack } from "../pulumi/stack-state.ts";

const HISTORY = z.array(
  z.object({
    kind: z.string(),
    result: z.string(),
    config: z
      .record(
        z.string(),
        z.object({
          value: z.string().default(""),
          objectValue: z.unknown().optional(),
          secret: z.boolean().default(false),
        }),
      )
      .default({}),
  }),
);

/** How many updates of a stack are read. */
const UPDATES = 100;

/** The settings of a stack's last successful deployment. */
export interface DeployedConfig {
  /** Without secret values. */
  readonly config: StackFile["config"];
  /** The keys that contained a secret, which the history does not include. */
  readonly secrets: readonly string[];
  /** Whether all later operations on the stack used the same settings. */
  readonly isNewest: boolean;
}

/**
 * The settings of the last successful deployment, from the backend's history.
 *
 * @returns undefined when there was none
 */
export async function deployedConfig(stack: QueriedStack): Promise<DeployedConfig | undefined> {
  const entries = HISTORY.parse(JSON.parse(await historyOf(stack)));
  const last = entries.find(({ kind, result }) => kind === "update" && result === "succeeded");
  if (last === undefined) return undefined;
  const values = Object.entries(last.config);
  return {
    config: Object.fromEntries(
      values.flatMap(([key, { value, objectValue, secret }]) =>
        secret || value === "" ? [] : [[key, objectValue ?? value]],
      ),
    ),
    secrets: values.flatMap(([key, { secret }]) => (secret ? [key] : [])),
    isNewest: isDeepStrictEqual(entries[0]?.config, last.config),
  };
}

async function historyOf(stack: QueriedStack): Promise<string> {
  const options = ["--json", "--page-size", String(UPDATES), "--stack", stack.name];
  try {
    return await stack.capture(["stack", "history", ...options]);
  } catch (error) {
    if (error instanceof PulumiError) return "[]"; // the stack is not on the backend: it has no other settings
    throw error;
  }
}
