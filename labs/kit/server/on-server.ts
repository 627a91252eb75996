import { setTimeout as sleep } from "node:timers/promises";
import type { GetCommandInvocationRequest, GetCommandInvocationResult } from "@aws-sdk/client-ssm";
import { ssmClient } from "../../../aws/ssm/client.ts";
import type { Aws } from "../../../aws/clients.ts";
import { CannotTell, Failure } from "../../contract/outcome.ts";

const UNFINISHED = ["Pending", "InProgress", "Delayed"];
/** Right after it was sent a command is not known to be on its server. */
const UNKNOWN_YET = "InvocationDoesNotExist";

export interface ServerCommand {
  readonly instanceId: string;
  /** A command that changes nothing. */
  readonly command: string;
}

/** How long a command may take, and from one look at it to the next. */
const PATIENCE = { limitMs: 50_000, pauseMs: 1000 };

/**
 * What a command prints on a Linux server, by Session Manager's agent: no port needs to be open.
 *
 * @throws Failure with what it said when it fails there, CannotTell when it does not end
 */
export async function onServer(
  aws: Aws,
  { instanceId, command }: ServerCommand,
  { limitMs, pauseMs } = PATIENCE,
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
  throw new CannotTell(`server ${instanceId} has not ended ${command} within ${limitMs / 1000} s`);
}

async function invocation(
  aws: Aws,
  sent: GetCommandInvocationRequest,
): Promise<GetCommandInvocationResult> {
  const ssm = await aws.client(ssmClient);
  try {
    return await ssm.getCommandInvocation(sent);
  } catch (error) {
    if (error instanceof Error && error.name === UNKNOWN_YET) return { Status: "Pending" };
    throw error;
  }
}
