import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseCidr } from "../../lib/cidr.ts";
import { HTTP_PORT } from "./web-access.ts";

export interface LoadBalancerArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets, at least two, in different zones. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The targets: one target group, or several that share the requests by weight. */
  readonly targets: readonly Target[];
  /** How long a visitor stays with one of several target groups, in seconds. @default no stickiness */
  readonly stickinessSeconds?: number;
  /** An ACM certificate in the load balancer's region: HTTPS on 443, and HTTP redirects to it. @default HTTP only */
  readonly certificateArn?: pulumi.Input<string>;
  /** IPv4 blocks that may open the site. @default ["0.0.0.0/0"]: a website is for everyone */
  readonly allowedCidrs?: readonly string[];
  /**
   * A bucket for access logs, in the load balancer's region; its policy must allow Elastic Load Balancing to write.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   *
   * @default no logs
   */
  readonly accessLogs?: AccessLogs;
  /** Whether AWS refuses to delete the load balancer. @default false */
  readonly deletionProtection?: boolean;
}

export interface Target {
  readonly targetGroupArn: pulumi.Input<string>;
  /** Share of the requests, 0 to 999, in proportion to the other targets' weights. */
  readonly weight: number;
}

export interface AccessLogs {
  readonly bucket: pulumi.Input<string>;
  /** The folder in the bucket. @default the bucket's root */
  readonly prefix?: pulumi.Input<string>;
}

/**
 * An internet-facing Application Load Balancer with its security group and listeners. The security group allows no outbound
 * traffic: the component that adds the servers adds a rule for them.
 *
 * @example new LoadBalancer("site", { vpcId, subnetIds, targets: [{ targetGroupArn: group.arn, weight: 1 }] });
 *
 * Costs about $24 a month in Seoul: $16 for the load balancer, $4 for its public address in each zone, and $6 for each
 * capacity unit (LCU) in use.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The load balancer's name in CloudWatch metrics: `app/name/id`. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** `https://` with a certificate; browsers then need a host name of the certificate, by an alias record. */
  readonly url: pulumi.Output<string>;
  /** The listener that forwards to the targets. */
  readonly listenerArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  /** @throws when there are fewer than two subnets, or no target, or a block is malformed. */
  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:load-balancer:LoadBalancer", name, {}, opts);
    const { vpcId, targets, stickinessSeconds, certificateArn, accessLogs } = args;
    const { allowedCidrs = ["0.0.0.0/0"], deletionProtection = false } = args;
    checkSubnets(args.subnetIds);
    allowedCidrs.forEach(parseCidr);
    const toTargets = forward(targets, stickinessSeconds);
    const child = { parent: this };

    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: "Load balancer: web in, HTTP to the servers out" },
      child,
    );
    const ports = certificateArn === undefined ? [HTTP_PORT] : [HTTP_PORT, HTTPS_PORT];
    for (const port of ports)
      for (const cidrIpv4 of allowedCidrs)
        new aws.vpc.SecurityGroupIngressRule(
          `${name}-${port}-${cidrIpv4}`,
          {
            securityGroupId: group.id,
            ipProtocol: "tcp",
            fromPort: port,
            toPort: port,
            cidrIpv4,
          },
          child,
        );
    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        loadBalancerType: "application",
        internal: false,
        subnets: [...args.subnetIds],
        securityGroups: [group.id],
        // Headers that proxies and servers interpret differently allow request smuggling.
        dropInvalidHeaderFields: true,
        enableDeletionProtection: deletionProtection,
        ...(accessLogs && { accessLogs: { ...accessLogs, enabled: true } }),
      },
      child,
    );
    const listen = (
      protocol: "http" | "https",
      action: aws.types.input.lb.ListenerDefaultAction,
      tls?: Tls,
    ): aws.lb.Listener =>
      new aws.lb.Listener(
        `${name}-${protocol}`,
        {
          loadBalancerArn: balancer.arn,
          port: protocol === "http" ? HTTP_PORT : HTTPS_PORT,
          protocol: protocol.toUpperCase(),
          defaultActions: [action],
          ...tls,
        },
        child,
      );
    let listener: aws.lb.Listener;
    if (certificateArn === undefined) {
      listener = listen("http", toTargets);
    } else {
      listener = listen("https", toTargets, { certificateArn, sslPolicy: TLS_POLICY });
      listen("http", TO_HTTPS);
    }

    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.url = pulumi.interpolate`${certificateArn === undefined ? "http" : "https"}://${balancer.dnsName}`;
    this.listenerArn = listener.arn;
    this.securityGroupId = group.id;
    this.registerOutputs({ arn: this.arn, url: this.url, listenerArn: this.listenerArn });
  }
}

interface Tls {
  readonly certificateArn: pulumi.Input<string>;
  readonly sslPolicy: string;
}

const HTTPS_PORT = 443;

/** TLS 1.2 and 1.3 with forward secrecy only. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const TO_HTTPS = {
  type: "redirect",
  redirect: { protocol: "HTTPS", port: String(HTTPS_PORT), statusCode: "HTTP_301" },
};

/** @throws when there are fewer than two: an Application Load Balancer needs at least two zones. */
export function checkSubnets(subnetIds: readonly pulumi.Input<string>[]): void {
  if (subnetIds.length < 2)
    throw new Error(
      `a load balancer needs subnets in two zones or more, but subnetIds has ${subnetIds.length}: add a zone to the network`,
    );
}

function forward(
  targets: readonly Target[],
  stickinessSeconds?: number,
): aws.types.input.lb.ListenerDefaultAction {
  const [first, ...others] = targets;
  if (!first) throw new Error("a load balancer needs a target to forward requests to");
  if (others.length === 0) return { type: "forward", targetGroupArn: first.targetGroupArn };
  return {
    type: "forward",
    forward: {
      targetGroups: targets.map(({ targetGroupArn, weight }) => ({ arn: targetGroupArn, weight })),
      // Stickiness to a server first needs stickiness to its target group.
      ...(stickinessSeconds !== undefined && {
        stickiness: { enabled: true, duration: stickinessSeconds },
      }),
    },
  };
}
