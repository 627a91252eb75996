import type { GetCommandInvocationRequest, GetCommandInvocationResult } from "@aws-sdk/client-ssm";
import type { Aws } from "../../../aws/clients.ts";
import { ssmClient } from "../../../aws/ssm/client.ts";
import { poll, type Polling } from "../../../lib/poll.ts";
import { CannotTell, Failure } from "../../contract/outcome.ts";

const UNFINISHED = ["Pending", "InProgress", "Delayed"];
/** Just after a command was sent, Systems Manager does not know its invocation yet. */
const NOT_KNOWN_YET = "InvocationDoesNotExist";

export interface ServerCommand {
  readonly instanceId: string;
  /** A read-only command. */
  readonly command: string;
}

/** The time limit of a command, and the interval at which its status is read. */
const POLLING: Polling = { limitMs: 50_000, pauseMs: 1000 };

/**
 * Runs a command on a Linux server through Systems Manager: no port needs to be open.
 *
 * @returns the command's output
 * @throws Failure with its error output when it fails, CannotTell when it does not finish in time
 */
export async function onServer(
  aws: Aws,
  { instanceId, command }: ServerCommand,
  polling = POLLING,
): Promise<string> {
  const ssm = await aws.client(ssmClient);
  const { Command } = await ssm.sendCommand({
    InstanceIds: [instanceId],
    DocumentName: "AWS-RunShellScript",
    Parameters: { commands: [command] },
    TimeoutSeconds: 30,
  });
  const sent = { CommandId: Command?.CommandId, InstanceId: instanceId };
  const printed = await poll(async () => printedBy(command, await invocation(aws, sent)), polling);
  if (printed !== undefined) return printed;
  const limit = polling.limitMs / 1000;
  throw new CannotTell(`${command} did not finish on server ${instanceId} within ${limit} s`);
}

/** A command's output; undefined while it is running. */
function printedBy(
  command: string,
  { Status, StandardOutputContent, StandardErrorContent }: GetCommandInvocationResult,
): string | undefined {
  if (UNFINISHED.includes(Status ?? "")) return undefined;
  if (Status === "Success") return (StandardOutputContent ?? "").trim();
  throw new Failure(`${command}: ${Status ?? "unknown"} ${StandardErrorContent ?? ""}`.trim());
}

async function invocation(
  aws: Aws,
  sent: GetCommandInvocationRequest,
): Promise<GetCommandInvocationResult> {
  const ssm = await aws.client(ssmClient);
  try {
    return await ssm.getCommandInvocation(sent);
  } catch (error) {
    if (error instanceof Error && error.name === NOT_KNOWN_YET) return { Status: "Pending" };
    throw error;
  }
}
