import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseCidr } from "../../lib/cidr.ts";
import { checkFleet, type Fleet, slots } from "./fleet.ts";
import { checkSubnets, LoadBalancer, type LoadBalancerArgs } from "./load-balancer.ts";
import { checkTargetGroup, targetGroup, type TargetGroupArgs } from "./target-group.ts";
import { HTTP_PORT, WebAccess } from "./web-access.ts";
import { WebGroup } from "./web-group.ts";
import { WebInstances } from "./web-instances.ts";

/** The settings of the load balancer and its target groups, and the fleet behind them. */
export interface WebTierArgs
  extends Omit<LoadBalancerArgs, "targets" | "stickinessSeconds">, TargetGroupArgs {
  /** The servers: instances with a page each, an Auto Scaling group, or a blue and a green group. */
  readonly fleet: Fleet;
  /**
   * Subnets of the servers, when they differ from the load balancer's. The servers then have no public addresses, and need
   * NAT, or endpoints for S3 and Systems Manager, to install packages and open sessions.
   *
   * @default subnetIds, with public addresses
   */
  readonly instanceSubnetIds?: readonly pulumi.Input<string>[];
  /** Changing between x86 and Arm (t4g) needs a tier with another name, because the image does not change. @default "t3.micro" */
  readonly instanceType?: string;
  /** The permissions of programs on the servers: policy documents (JSON) by name. @default only Session Manager */
  readonly inlinePolicies?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Tags of the instances that Auto Scaling launches, and of the servers' volumes. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A version of a launch template. */
export interface TemplateVersion {
  readonly id: string;
  /** The version number, starting with 1. */
  readonly version: number;
}

/**
 * A highly available website: an Application Load Balancer in public subnets, and one of three types of fleets, whose servers
 * accept HTTP only from the load balancer.
 *
 * @example
 * const site = new WebTier("site", {
 *   vpcId: network.vpcId,
 *   subnetIds: network.publicSubnetIds,
 *   fleet: { kind: "blueGreen", live: "blue", greenWeight: 10, blue: { page: "v1" }, green: { page: "v2" } },
 * });
 *
 * Costs about $52 a month in Seoul with two t3.micro: $24 the load balancer, $14 each server, and $2 more each for 1-minute
 * metrics in Auto Scaling groups.
 */
export class WebTier extends pulumi.ComponentResource {
  /** `https://` with a certificate; browsers then need a host name of the certificate, by an alias record. */
  readonly url: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The load balancer's name in CloudWatch metrics: `app/name/id`. */
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  /** The listener that forwards to the fleet. */
  readonly listenerArn: pulumi.Output<string>;
  /** Target groups: `web`, or `blue` and `green`. */
  readonly targetGroupArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** The target groups' names in CloudWatch metrics: `targetgroup/name/id`. */
  readonly targetGroupArnSuffixes: Readonly<Record<string, pulumi.Output<string>>>;
  /** Auto Scaling groups: `web`, or `blue` and `green`; empty for fixed instances. */
  readonly groupNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** The launch template of each group, and its newest version; empty for fixed instances. */
  readonly launchTemplates: Readonly<Record<string, pulumi.Output<TemplateVersion>>>;
  /** Fixed instances, by the names of their pages; empty for groups. */
  readonly instanceIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Security group of the servers. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Role of the servers. */
  readonly roleName: pulumi.Output<string>;
  /** The servers' instance profile, for additional servers. */
  readonly profileName: pulumi.Output<string>;

  /** @throws when there are fewer than two subnets, or a setting is out of range or contradicts another. */
  constructor(name: string, args: WebTierArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:web-tier:WebTier", name, {}, opts);
    const { vpcId, fleet, subnetIds, instanceSubnetIds, instanceType, inlinePolicies, tags } = args;
    const { allowedCidrs = [] } = args;
    const places = slots(name, fleet);
    checkSubnets(subnetIds);
    allowedCidrs.forEach(parseCidr);
    checkFleet(name, fleet);
    for (const place of places) checkTargetGroup(place.name, args);
    const child = { parent: this };

    const stands = places.map((place) => ({
      ...place,
      target: targetGroup(place.name, args, child),
    }));
    const targets = stands.map(({ weight, target }) => ({ targetGroupArn: target.arn, weight }));
    const balancer = new LoadBalancer(name, { ...args, targets }, child);
    const { securityGroupId, profileName, roleName } = new WebAccess(
      name,
      { vpcId, fromSecurityGroupId: balancer.securityGroupId, inlinePolicies },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-servers`,
      {
        securityGroupId: balancer.securityGroupId,
        ipProtocol: "tcp",
        fromPort: HTTP_PORT,
        toPort: HTTP_PORT,
        referencedSecurityGroupId: securityGroupId,
      },
      child,
    );
    const server = {
      subnetIds: instanceSubnetIds ?? subnetIds,
      publicIp: instanceSubnetIds === undefined,
      instanceType,
      securityGroupId,
      profileName,
      tags,
    };
    const groupNames: Record<string, pulumi.Output<string>> = {};
    const launchTemplates: Record<string, pulumi.Output<TemplateVersion>> = {};
    const instanceIds: Record<string, pulumi.Output<string>> = {};
    for (const { key, name: called, runs, target } of stands) {
      const common = { ...server, targetGroupArn: target.arn };
      if ("pages" in runs) {
        const { pages } = runs;
        const instances = new WebInstances(called, { ...common, pages }, child);
        Object.assign(instanceIds, instances.instanceIds);
      } else {
        const group = new WebGroup(called, { ...common, ...runs }, child);
        groupNames[key] = group.groupName;
        launchTemplates[key] = pulumi.output({
          id: group.launchTemplateId,
          version: group.launchTemplateVersion,
        });
      }
    }

    this.url = balancer.url;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.loadBalancerArn = balancer.arn;
    this.loadBalancerArnSuffix = balancer.arnSuffix;
    this.listenerArn = balancer.listenerArn;
    this.targetGroupArns = Object.fromEntries(stands.map((s) => [s.key, s.target.arn]));
    this.targetGroupArnSuffixes = Object.fromEntries(
      stands.map((s) => [s.key, s.target.arnSuffix]),
    );
    this.groupNames = groupNames;
    this.launchTemplates = launchTemplates;
    this.instanceIds = instanceIds;
    this.securityGroupId = securityGroupId;
    this.roleName = roleName;
    this.profileName = profileName;
    this.registerOutputs({ url: this.url, groupNames, instanceIds });
  }
}
