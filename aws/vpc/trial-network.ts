import { tagList, type Trial } from "../contract/trial.ts";
import type { Place } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";

/** Two subnets in two zones, for trials. */
export interface TrialNetwork {
  readonly subnetIds: readonly string[];
}

const CIDR = "10.255.0.0/24";
const SUBNETS = ["10.255.0.0/28", "10.255.0.16/28"];

/** The default VPC's subnets. Without a default VPC: a new VPC without internet access, which is removed after the trial. */
export async function trialNetwork({ client }: Place, trial: Trial): Promise<TrialNetwork> {
  const ec2 = await client(ec2Client);
  const { Subnets = [] } = await ec2.describeSubnets({
    Filters: [{ Name: "default-for-az", Values: ["true"] }],
  });
  const found = Subnets.flatMap(({ SubnetId }) => (SubnetId === undefined ? [] : [SubnetId]));
  if (found.length >= SUBNETS.length) return { subnetIds: found.slice(0, SUBNETS.length) };

  const tags = tagList({ ...trial.tags, Name: trial.name });
  const mine = [{ Name: "tag:Name", Values: [trial.name] }];
  trial.making(`VPC ${trial.name}`, async () => {
    const { Vpcs = [] } = await ec2.describeVpcs({ Filters: mine });
    for (const { VpcId } of Vpcs) await ec2.deleteVpc({ VpcId });
    return Vpcs.length > 0;
  });
  const { Vpc } = await ec2.createVpc({
    CidrBlock: CIDR,
    TagSpecifications: [{ ResourceType: "vpc", Tags: tags }],
  });
  const zones = await ec2.describeAvailabilityZones({
    Filters: [{ Name: "zone-type", Values: ["availability-zone"] }],
  });
  trial.making(`subnets ${trial.name}`, async () => {
    const { Subnets: left = [] } = await ec2.describeSubnets({ Filters: mine });
    for (const { SubnetId } of left) await ec2.deleteSubnet({ SubnetId });
    return left.length > 0;
  });
  const subnetIds: string[] = [];
  for (const [at, CidrBlock] of SUBNETS.entries()) {
    const { Subnet } = await ec2.createSubnet({
      VpcId: Vpc?.VpcId,
      CidrBlock,
      AvailabilityZone: zones.AvailabilityZones?.[at]?.ZoneName,
      TagSpecifications: [{ ResourceType: "subnet", Tags: tags }],
    });
    subnetIds.push(Subnet?.SubnetId ?? "");
  }
  return { subnetIds };
}
