import { Aws } from "../../aws/clients.ts";
import type { Emulator } from "../../engine/emulator/emulator.ts";
import type { Report } from "../../lib/progress.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { Callers } from "./callers.ts";
import { provenAws } from "./proven-aws.ts";

/**
 * Connects to the AWS of a stack.
 *
 * @param state the stack's exported state
 * @throws WrongAccountError, CredentialsError before anything else is called
 */
export type Reach = (stack: PulumiStack, region: string, state: unknown) => Promise<Aws>;

/** AWS with each stack's own credentials, proven to be where it is deployed; shared credentials are checked once. */
export function provenReach(report: Report): Reach {
  const callers = new Callers(report);
  return async (stack, region, state) =>
    (await provenAws(stack, region, report, { state, callers })).aws;
}

/** The emulated AWS of this machine, which has one account. */
export function emulatedReach({ env }: Pick<Emulator, "env">): Reach {
  const known = new Map<string, Aws>();
  return (_, region) => {
    const aws = known.get(region) ?? new Aws({ region, env });
    known.set(region, aws);
    return Promise.resolve(aws);
  };
}
