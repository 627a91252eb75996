import { z } from "zod";
import { exportedResources, isOnAws } from "./deployed-class.ts";

const CLASS_OUTPUT = z.object({
  account: z.string().regex(/^\d{12}$/),
  endpoint: z.string().optional(),
});

/** Where a stack was deployed, according to its state. */
export interface DeployedAccount {
  /** The accounts in the state: one, unless something is wrong; none when it is empty. */
  readonly accounts: readonly string[];
  /** The emulator that it was deployed to; `undefined` on AWS, `"unknown"` where an older version deployed it. */
  readonly endpoint: string | undefined;
  /** Settings of each AWS provider in the state, without secrets: Pulumi destroys and refreshes with these. */
  readonly providers: readonly Readonly<Record<string, string>>[];
  /** Whether the stack has no AWS resources. */
  readonly isEmpty: boolean;
}

const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:aws";

/** Where a stack was deployed: from its output `class`; for older versions, from the ARNs of its resources. */
export function deployedAccount(exported: unknown): DeployedAccount {
  const resources = exportedResources(exported);
  const outputs = resources.find(({ type }) => type === STACK)?.outputs ?? {};
  const output = CLASS_OUTPUT.safeParse(outputs.class).data;
  const own = resources.filter(isOnAws);
  return {
    accounts: output
      ? [output.account]
      : [...new Set(own.flatMap((each) => accountIn(each.outputs.arn)))],
    endpoint: output ? output.endpoint : "unknown",
    providers: resources.flatMap(({ type, inputs }) => (type === PROVIDER ? [texts(inputs)] : [])),
    isEmpty: own.length === 0,
  };
}

/** The account in an ARN; S3's have none, and resources of AWS itself have `aws`. */
function accountIn(arn: unknown): string[] {
  const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
  return account !== undefined && /^\d{12}$/.test(account) ? [account] : [];
}

const texts = (inputs: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
