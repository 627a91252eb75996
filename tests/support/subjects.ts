import { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { Subject } from "../../labs/contract/check.ts";
import { DeployedLab } from "../../labs/contract/deployed-lab.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import type { Visited } from "../../labs/kit/web/visit.ts";
import { classOf, type LabSettings } from "./labs.ts";

/** What a lab's checks are to find. */
export interface Found {
  readonly settings?: LabSettings;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly DeployedResource[];
  /** A server that stands for the emulator. @default AWS itself, which no test may ask */
  readonly endpoint?: string;
}

/** A lab as its checks look at it, with nothing deployed. */
export function subjectOf(lab: Lab, found: Found = {}): Subject {
  const { settings = {}, outputs = {}, resources = [], endpoint } = found;
  const config = classOf([[lab, settings]]);
  const deployed = { lab, settings: lab.settings.parse(settings), outputs, resources };
  return {
    lab: new DeployedLab(deployed),
    outputs: { [lab.id]: outputs },
    config,
    aws: endpoint === undefined ? new Aws({ region: config.region }) : awsAt(endpoint),
  };
}

/** Clients that ask a server on loopback. @param web where its host names answer @default nowhere */
export const awsAt = (endpoint: string, web?: string): Aws =>
  new Aws({
    region: "ap-northeast-2",
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      ...(web !== undefined && { AWS_CLASS_WEB: web }),
    },
  });

/** A resource of a lab, or of a foundation that labs share, as the stack's record has it. */
export const resourceOf = (
  group: string,
  type: string,
  name: string,
  outputs: DeployedResource["outputs"] = {},
): DeployedResource => ({
  group,
  type,
  name,
  urn: `urn:pulumi:test::class::class:lab:${group}$${type}::${name}`,
  id: `${name}-id`,
  protect: false,
  outputs,
});

/** A visitor of pages on the internet, or of a test's own server. */
export const VISITOR: Visited = { aws: { endpoint: undefined, web: undefined } };
