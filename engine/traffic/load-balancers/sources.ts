import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Emulated } from "../emulated.ts";
import type { InsideSource } from "../servers/connection.ts";
import { regionOf } from "./configuration.ts";

/** Load balancers as sources of connections to servers. */
export class Sources {
  readonly #aws: Emulated["aws"];
  readonly #addresses = new Map<string, Promise<string>>();

  constructor({ aws }: Pick<Emulated, "aws">) {
    this.#aws = aws;
  }

  async of(balancer: LoadBalancer): Promise<InsideSource> {
    const {
      LoadBalancerArn = "",
      VpcId = "",
      AvailabilityZones = [],
      SecurityGroups = [],
    } = balancer;
    const subnet = AvailabilityZones[0]?.SubnetId ?? "";
    const address =
      this.#addresses.get(subnet) ?? this.#addressIn(regionOf(LoadBalancerArn), subnet);
    this.#addresses.set(subnet, address);
    address.catch(() => this.#addresses.delete(subnet));
    const vpcId = VpcId;
    return { vpcId, subnetId: subnet, address: await address, securityGroupIds: SecurityGroups };
  }

  /** The emulated AWS has no network interfaces for load balancers, so this takes the first usable address of a subnet. */
  async #addressIn(region: string, subnetId: string): Promise<string> {
    const ec2 = await this.#aws.client(ec2Client, region);
    const { Subnets: [subnet] = [] } = await ec2.describeSubnets({ SubnetIds: [subnetId] });
    const [network = ""] = (subnet?.CidrBlock ?? "").split("/");
    return network.replace(/\d+$/, (last) => String(Number(last) + FIRST));
  }
}

/** AWS reserves the first four addresses of a subnet. */
const FIRST = 4;
