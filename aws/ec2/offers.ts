import { GROUP } from "../autoscaling/types.ts";
import { all } from "../contract/finder.ts";
import type { Answer, PrecheckInput, Precheck } from "../contract/precheck.ts";
import { SUBNET } from "../vpc/types.ts";
import { ec2Client } from "./client.ts";
import { INSTANCE, LAUNCH_TEMPLATE } from "./types.ts";

/** Instance types, each with the zones that the class uses; no zones where the subnet's is not known. */
type Wanted = Map<string, Set<string>>;

/** The instance types of a class in one region, each with its zones. */
export function wantedTypes({
  resources,
  inventory,
}: Pick<PrecheckInput, "resources" | "inventory">): Wanted {
  const wanted: Wanted = new Map();
  for (const resource of resources) {
    const { type, props } = resource;
    const template =
      type === GROUP ? inventory.find([LAUNCH_TEMPLATE], idOf(props.launchTemplate)) : resource;
    const size = template?.props.instanceType ?? template?.props.InstanceType;
    if (typeof size !== "string") continue;
    const subnets = [props.subnetId, ...listOf(props.vpcZoneIdentifiers)];
    const zones = subnets.map((id) => inventory.find([SUBNET], id)?.props.availabilityZone);
    const known = wanted.get(size) ?? new Set();
    for (const zone of zones) if (typeof zone === "string") known.add(zone);
    wanted.set(size, known);
  }
  return wanted;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const idOf = (template: unknown): unknown =>
  typeof template === "object" && template !== null && "id" in template ? template.id : undefined;

const types: Precheck = {
  what: "server types",
  types: [INSTANCE, GROUP, "AWS::EC2::Instance"],
  async ask(asked) {
    const wanted = wantedTypes(asked);
    const { region, client } = asked.place;
    const ec2 = await client(ec2Client);
    const offers = await all(
      ec2.paginateDescribeInstanceTypeOfferings({
        LocationType: "availability-zone",
        Filters: [{ Name: "instance-type", Values: [...wanted.keys()] }],
      }),
      ({ InstanceTypeOfferings }) => InstanceTypeOfferings,
    );
    return [...wanted].map(([size, zones]): Answer => {
      const offered = offers
        .filter(({ InstanceType }) => InstanceType === size)
        .flatMap(({ Location }) => Location ?? []);
      const missing = [...zones].filter((zone) => !offered.includes(zone)).sort();
      if (offered.length > 0 && missing.length === 0)
        return {
          what: size,
          verdict: "ok",
          seen: `offered in ${[...zones].sort().join(", ") || region}`,
        };
      return {
        what: size,
        verdict: "fail",
        seen: `not offered in ${missing.join(", ") || region}, but in ${offered.sort().join(", ") || "no zone"}`,
        fix: `choose another instanceType in the settings of the lab, or zones that offer it: pulumi config set --path 'network.zones[0]' LETTER --stack NAME`,
      };
    });
  },
};

export const offers: readonly Precheck[] = [types];
