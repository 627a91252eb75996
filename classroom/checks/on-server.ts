import { setTimeout as sleep } from "node:timers/promises";
import type { Aws } from "../aws-clients.ts";
import { Failure } from "./check.ts";

const PAUSE_MS = 1000;
const UNFINISHED = ["Pending", "InProgress", "Delayed"];

export interface ServerCommand {
  readonly instanceId: string;
  /** A command that changes nothing. */
  readonly command: string;
}

/**
 * What a command prints on a Linux server, by Session Manager's agent: no port needs to be open.
 *
 * @throws Failure with what it said when it fails there; the check's own time limit ends the waiting
 */
export async function onServer(
  aws: Aws,
  { instanceId, command }: ServerCommand,
  pauseMs = PAUSE_MS,
): Promise<string> {
  const ssm = await aws.client("ssm");
  const { Command } = await ssm.sendCommand({
    InstanceIds: [instanceId],
    DocumentName: "AWS-RunShellScript",
    Parameters: { commands: [command] },
    TimeoutSeconds: 30,
  });
  const CommandId = Command?.CommandId;
  for (;;) {
    // Right after it was sent the command is not known there yet.
    await sleep(pauseMs);
    const said = await ssm.getCommandInvocation({ CommandId, InstanceId: instanceId });
    const { Status = "unknown", StandardOutputContent = "", StandardErrorContent = "" } = said;
    if (UNFINISHED.includes(Status)) continue;
    if (Status === "Success") return StandardOutputContent.trim();
    throw new Failure(`${command}: ${Status} ${StandardErrorContent.trim()}`.trim());
  }
}
