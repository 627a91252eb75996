import { ACCOUNT } from "./fake-stack.ts";

/** An operation that a killed run has left in the state. */
export const pendingOperation = (
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  kind = "creating",
) => ({
  resource: { urn: `urn:pulumi:dev::class::class:lab:x$${type}::its`, inputs, provider: PROVIDER },
  type: kind,
});

const URN = "urn:pulumi:dev::class::pulumi:providers:aws::default";
const PROVIDER = `${URN}::4c7425a5`;

/**
 * The state that a killed run has left, as Pulumi exports it.
 *
 * @param time when it was written last
 * @param region of its provider, which is in the state together with a volume @default the state is empty
 */
export const interruptedState = (
  time: string | undefined,
  operations: readonly object[],
  region?: string,
) => ({
  deployment: {
    manifest: { ...(time !== undefined && { time }) },
    pending_operations: operations,
    resources:
      region === undefined
        ? []
        : [
            { urn: URN, type: "pulumi:providers:aws", id: "4c7425a5", inputs: { region } },
            {
              ...{ urn: "urn:pulumi:dev::class::aws:ebs/volume:Volume::disk", custom: true },
              ...{ type: "aws:ebs/volume:Volume", id: "vol-1" },
              outputs: { arn: `arn:aws:ec2:${region}:${ACCOUNT}:volume/vol-1` },
            },
          ],
  },
});
