import { setTimeout as sleep } from "node:timers/promises";
import type { GetCommandInvocationRequest, GetCommandInvocationResult } from "@aws-sdk/client-ssm";
import type { Aws } from "../../../aws/clients.ts";
import { ssmClient } from "../../../aws/ssm/client.ts";
import { CannotTell, Failure } from "../../contract/outcome.ts";

const UNFINISHED = ["Pending", "InProgress", "Delayed"];
/** Just after a command was sent, Systems Manager does not know its invocation yet. */
const NOT_KNOWN_YET = "InvocationDoesNotExist";

export interface ServerCommand {
  readonly instanceId: string;
  /** A command that changes nothing. */
  readonly command: string;
}

/** How long a command may run, and how often its status is read. */
const POLLING = { limitMs: 50_000, pauseMs: 1000 };

/**
 * Runs a command on a Linux server with Systems Manager's agent: no port needs to be open.
 *
 * @returns what it prints
 * @throws Failure with its error output when it fails, CannotTell when it does not finish in time
 */
export async function onServer(
  aws: Aws,
  { instanceId, command }: ServerCommand,
  { limitMs, pauseMs } = POLLING,
): Promise<string> {
  const ssm = await aws.client(ssmClient);
  const { Command } = await ssm.sendCommand({
    InstanceIds: [instanceId],
    DocumentName: "AWS-RunShellScript",
    Parameters: { commands: [command] },
    TimeoutSeconds: 30,
  });
  const sent = { CommandId: Command?.CommandId, InstanceId: instanceId };
  for (const end = Date.now() + limitMs; Date.now() < end;) {
    await sleep(pauseMs);
    const { Status, StandardOutputContent, StandardErrorContent } = await invocation(aws, sent);
    if (UNFINISHED.includes(Status ?? "")) continue;
    if (Status === "Success") return (StandardOutputContent ?? "").trim();
    const why = `${Status ?? "unknown"} ${StandardErrorContent ?? ""}`.trim();
    throw new Failure(`${command}: ${why}`);
  }
  throw new CannotTell(
    `${command} did not finish on server ${instanceId} within ${limitMs / 1000} s`,
  );
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
