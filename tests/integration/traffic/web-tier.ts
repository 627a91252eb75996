import { setTimeout as sleep } from "node:timers/promises";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Aws } from "../../../aws/clients.ts";
import { elbClient } from "../../../aws/elb/client.ts";
import { BELIEVED_MS } from "../../../engine/traffic/cache.ts";

const EVERYWHERE = "0.0.0.0/0";

/** What a rule of a security group names: a block of addresses, or another group. */
type Peer = { readonly cidr: string } | { readonly group: string };

/** Makes networks, servers, target groups and load balancers by AWS's API, small ones. */
export class WebTier {
  readonly #aws: Aws;
  readonly #unique: (stem: string) => string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];

  private constructor(
    aws: Aws,
    unique: (stem: string) => string,
    vpcId: string,
    subnets: string[],
  ) {
    this.#aws = aws;
    this.#unique = unique;
    this.vpcId = vpcId;
    this.subnetIds = subnets;
  }

  /** A network with a way out, and two subnets. */
  static async make(aws: Aws, unique: (stem: string) => string): Promise<WebTier> {
    const ec2 = await aws.client(ec2Client);
    const { Vpc: { VpcId = "" } = {} } = await ec2.createVpc({ CidrBlock: "10.9.0.0/16" });
    const { InternetGateway } = await ec2.createInternetGateway({});
    const GatewayId = InternetGateway?.InternetGatewayId;
    await ec2.attachInternetGateway({ VpcId, InternetGatewayId: GatewayId });
    const { RouteTables: [{ RouteTableId } = {}] = [] } = await ec2.describeRouteTables({
      Filters: [{ Name: "vpc-id", Values: [VpcId] }],
    });
    await ec2.createRoute({ RouteTableId, GatewayId, DestinationCidrBlock: EVERYWHERE });
    const subnets = await Promise.all(
      ["a", "c"].map(async (zone, at) => {
        const { Subnet } = await ec2.createSubnet({
          VpcId,
          CidrBlock: `10.9.${at}.0/24`,
          AvailabilityZone: `${aws.region}${zone}`,
        });
        const SubnetId = Subnet?.SubnetId ?? "";
        await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } });
        return SubnetId;
      }),
    );
    return new WebTier(aws, unique, VpcId, subnets);
  }

  /** A security group that lets in HTTP, and everything out. */
  async securityGroup(...from: readonly Peer[]): Promise<string> {
    const ec2 = await this.#aws.client(ec2Client);
    const GroupName = this.#unique("group");
    const { GroupId = "" } = await ec2.createSecurityGroup({
      ...{ GroupName, Description: GroupName, VpcId: this.vpcId },
    });
    for (const peer of from)
      await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [permission(peer)] });
    return GroupId;
  }

  async revoke(GroupId: string, peer: Peer): Promise<void> {
    const ec2 = await this.#aws.client(ec2Client);
    await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [permission(peer)] });
  }

  /** A server with a page. @returns its id and public address */
  async server(page: string, securityGroup: string): Promise<{ id: string; ip: string }> {
    const ec2 = await this.#aws.client(ec2Client);
    const { Images = [] } = await ec2.describeImages({
      Filters: [{ Name: "name", Values: ["al2023-ami-2*"] }],
    });
    const script = `#!/bin/bash
dnf install -y httpd && systemctl enable --now httpd
echo '${page}' >/var/www/html/index.html`;
    const { Instances: [instance] = [] } = await ec2.runInstances({
      ImageId: Images.find(({ Architecture }) => Architecture === "x86_64")?.ImageId ?? "",
      ...{ MinCount: 1, MaxCount: 1, InstanceType: "t3.micro" },
      SubnetId: this.subnetIds[0],
      SecurityGroupIds: [securityGroup],
      UserData: Buffer.from(script).toString("base64"),
    });
    const id = instance?.InstanceId ?? "";
    const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [id] });
    return { id, ip: Reservations[0]?.Instances?.[0]?.PublicIpAddress ?? "" };
  }

  /** A target group with a health check every 5 seconds. */
  async targetGroup(servers: readonly { id: string }[], stickySeconds?: number): Promise<string> {
    const elb = await this.#aws.client(elbClient);
    const { TargetGroups: [{ TargetGroupArn = "" } = {}] = [] } = await elb.createTargetGroup({
      ...{ Name: this.#unique("web"), Protocol: "HTTP", Port: 80, VpcId: this.vpcId },
      ...{ HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 },
      ...{ HealthyThresholdCount: 2, UnhealthyThresholdCount: 2 },
    });
    const attributes = {
      "deregistration_delay.timeout_seconds": "3",
      ...(stickySeconds !== undefined && {
        ...{ "stickiness.enabled": "true", "stickiness.type": "lb_cookie" },
        "stickiness.lb_cookie.duration_seconds": String(stickySeconds),
      }),
    };
    await elb.modifyTargetGroupAttributes({
      TargetGroupArn,
      Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })),
    });
    await elb.registerTargets({ TargetGroupArn, Targets: servers.map(({ id }) => ({ Id: id })) });
    return TargetGroupArn;
  }

  /** A load balancer whose listener sends everything to the groups, by their weights. */
  async loadBalancer(securityGroup: string, weights: Readonly<Record<string, number>>) {
    const elb = await this.#aws.client(elbClient);
    const { LoadBalancers: [balancer] = [] } = await elb.createLoadBalancer({
      Name: this.#unique("balancer"),
      Subnets: [...this.subnetIds],
      SecurityGroups: [securityGroup],
    });
    const { Listeners: [listener] = [] } = await elb.createListener({
      ...{ LoadBalancerArn: balancer?.LoadBalancerArn, Protocol: "HTTP", Port: 80 },
      DefaultActions: [forward(weights)],
    });
    const ListenerArn = listener?.ListenerArn ?? "";
    return {
      url: `http://${balancer?.DNSName}/`,
      ListenerArn,
      shift: async (to: Readonly<Record<string, number>>) => {
        await elb.modifyListener({ ListenerArn, DefaultActions: [forward(to)] });
      },
    };
  }

  /** The state and reason of each target. */
  async health(TargetGroupArn: string): Promise<Record<string, string>> {
    const elb = await this.#aws.client(elbClient);
    const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({ TargetGroupArn });
    return Object.fromEntries(
      TargetHealthDescriptions.map(({ Target, TargetHealth }) => [
        Target?.Id ?? "",
        [TargetHealth?.State, TargetHealth?.Reason].filter(Boolean).join(" "),
      ]),
    );
  }

  /** Waits until every target of a group is healthy. */
  async settled(group: string): Promise<void> {
    const states = async () => Object.values(await this.health(group));
    while ((await states()).some((state) => state !== "healthy")) await sleep(BELIEVED_MS);
  }
}

const permission = (peer: Peer) => ({
  ...{ IpProtocol: "tcp", FromPort: 80, ToPort: 80 },
  ...("cidr" in peer
    ? { IpRanges: [{ CidrIp: peer.cidr }] }
    : { UserIdGroupPairs: [{ GroupId: peer.group }] }),
});

const forward = (weights: Readonly<Record<string, number>>) => ({
  Type: "forward" as const,
  ForwardConfig: {
    TargetGroups: Object.entries(weights).map(([TargetGroupArn, Weight]) => ({
      TargetGroupArn,
      Weight,
    })),
  },
});
