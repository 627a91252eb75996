import { nameWithin } from "../pulumi/progress/kinds.ts";
import type { Part } from "./parts.ts";
import { SUBNET, VPC } from "./roles.ts";

/** A network, or a part of one. */
export interface Frame {
  /** AWS's id: a student's stack refers to networks in the class's stack. */
  readonly key: string;
  readonly title: string;
  readonly group: string;
  /** The enclosing frame. */
  readonly around?: string | undefined;
}

/** All networks and subnets by id. */
export function framesIn(all: Iterable<Part>): ReadonlyMap<string, Frame> {
  const frames = new Map<string, Frame>();
  for (const { type, id, name, group, outputs } of all) {
    if (type !== VPC && type !== SUBNET) continue;
    const range = typeof outputs.cidrBlock === "string" ? outputs.cidrBlock : "";
    const own = nameWithin(group, name);
    const title = type === VPC ? ["VPC", own, range] : [own, range];
    frames.set(id, {
      ...{ key: id, title: title.filter(Boolean).join(" "), group },
      around: type === SUBNET ? text(outputs.vpcId) : undefined,
    });
  }
  return frames;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Inputs with the subnets of a resource. */
const SUBNETS = ["subnetId", "subnetIds", "subnets", "vpcZoneIdentifiers"];
const NETWORKS = ["vpcId", "peerVpcId"];

/** The frames of a resource: its one subnet; the network, for several subnets; or the networks that it connects. */
export function framesOf(
  part: Part,
  all: ReadonlyMap<string, Part>,
  frames: ReadonlyMap<string, Frame>,
): string[] {
  // A database has its subnets through its subnet group, a file system through its mount targets.
  const helpers = [...all.values()].filter(
    ({ urn, type, dependencies }) =>
      (part.dependencies.includes(urn) && type.endsWith("SubnetGroup")) ||
      (type.endsWith("MountTarget") && dependencies.includes(part.urn)),
  );
  const named = (keys: readonly string[]) =>
    [part, ...helpers].flatMap(({ outputs }) =>
      keys.flatMap((key) => [outputs[key]].flat()).filter((id) => typeof id === "string"),
    );
  const subnets = [...new Set(named(SUBNETS))].filter((id) => frames.has(id));
  if (subnets.length === 1) return subnets;
  const networks = subnets.flatMap((id) => frames.get(id)?.around ?? []);
  return [...new Set([...networks, ...named(NETWORKS)])].filter((id) => frames.has(id));
}
