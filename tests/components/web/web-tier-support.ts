import type { BlueGreenFleet } from "../../../components/web/fleet.ts";
import { WebTier, type WebTierArgs } from "../../../components/web/web-tier.ts";
import { only, record, type Recorded } from "../../support/mocks.ts";

export const INSTANCE = "aws:ec2/instance:Instance";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

export const base: WebTierArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-c"],
  fleet: { kind: "instances", pages: { one: "<h1>1</h1>", two: "<h1>2</h1>" } },
};

export const tier = (args: Partial<WebTierArgs> = {}): Promise<Recorded[]> =>
  record(() => new WebTier("site", { ...base, ...args }));

export const blueGreen = (
  live: "blue" | "green",
  settings: Partial<BlueGreenFleet> = {},
): Pick<WebTierArgs, "fleet"> => ({
  fleet: { kind: "blueGreen", live, blue: { page: "v1" }, green: { page: "v2" }, ...settings },
});

export const named = (resources: Recorded[], type: string, name: string): Record<string, unknown> =>
  only(
    resources.filter((resource) => resource.name === name),
    type,
  ).inputs;
