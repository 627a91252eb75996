import { z } from "zod";
import { exportedResources } from "./deployed-class.ts";
import { namesIn } from "./urn.ts";

/** A resource that was being created on AWS when a run was killed: it may exist, but is not in the stack. */
export interface PendingCreate {
  readonly urn: string;
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Inputs that the settings do not have: Pulumi made their values, such as a name that ends with random digits. */
  readonly defaults: readonly string[];
  /** Its region; undefined when the state does not show it any more. */
  readonly region: string | undefined;
}

const RESOURCE = z.object({
  urn: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  /** `URN::ID` */
  provider: z.string().optional(),
});

/** The part of an exported stack with its pending operations. */
const PENDING = z.object({
  deployment: z.object({
    manifest: z.object({ time: z.iso.datetime({ offset: true }).optional() }).nullish(),
    pending_operations: z.array(z.object({ resource: RESOURCE, type: z.string() })).nullish(),
  }),
});

const DEFAULTS = z.object({ __defaults: z.array(z.string()) });

/** The pending creations of a state as exported by `PulumiStack.export`. */
export function pendingCreates(exported: unknown): PendingCreate[] {
  const operations = PENDING.parse(exported).deployment.pending_operations ?? [];
  return operations
    .filter(
      ({ resource: { urn }, type }) => type === "creating" && /^awsx?:/.test(namesIn(urn).type),
    )
    .map(({ resource: { urn, inputs, provider } }) => {
      const { type, name } = namesIn(urn);
      const defaults = DEFAULTS.safeParse(inputs).data?.__defaults ?? [];
      return { urn, type, name, inputs, defaults, region: regionOf(exported, inputs, provider) };
    });
}

/** When a state was written last: soon after the operations that are pending in it had begun. */
export const writtenAt = (exported: unknown): string | undefined =>
  PENDING.parse(exported).deployment.manifest?.time;

function regionOf(
  exported: unknown,
  inputs: PendingCreate["inputs"],
  provider: string | undefined,
): string | undefined {
  if (typeof inputs.region === "string") return inputs.region;
  if (provider === undefined) return undefined;
  const found = exportedResources(exported).find(({ urn, id }) => `${urn}::${id}` === provider);
  const region = found?.inputs.region;
  return typeof region === "string" ? region : undefined;
}
