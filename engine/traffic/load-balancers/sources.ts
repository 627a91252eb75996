import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Emulated } from "../emulated.ts";
import type { InsideSource } from "../servers/connection.ts";
import { regionOf } from "./configuration.ts";

/** Load balancers as servers see them. */
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
    return { vpcId: VpcId, address: await address, securityGroupIds: SecurityGroups };
  }

  /** The emulated AWS gives load balancers no network interfaces: the first address that a subnet gives. */
  async #addressIn(region: string, subnetId: string): Promise<string> {
    const ec2 = await this.#aws.client(ec2Client, region);
    const { Subnets: [subnet] = [] } = await ec2.describeSubnets({ SubnetIds: [subnetId] });
    const [network = ""] = (subnet?.CidrBlock ?? "").split("/");
    return network.replace(/\d+$/, (last) => String(Number(last) + FIRST));
  }
}

/** AWS keeps the first four addresses of a subnet. */
const FIRST = 4;
