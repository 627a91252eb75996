import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import { checkContent, launchTemplate, type WebContent } from "../server/launch-template.ts";

/** What a group of servers serves and how it grows, whatever stands before it. */
export interface WebGroupSettings extends WebContent {
  /** Fewest servers. @default 1 */
  readonly min?: number;
  /** Servers at creation, not less than `min`; from then on scaling decides. @default min */
  readonly desired?: number;
  /** Most servers, not less than `desired`. @default desired */
  readonly max?: number;
  /** Average CPU that servers are added or removed to keep, where `max` leaves room. @default 50 */
  readonly cpuTargetPercent?: number;
  /** Metrics every minute, so that scaling sees load within minutes: about $2 a month each. @default true */
  readonly detailedMonitoring?: boolean;
  /** Seconds that a new server has to boot and install before it is judged and counted. @default 120 */
  readonly warmupSeconds?: number;
  /**
   * Share of the servers that stays in service while a new version replaces the old one. 100 launches each new
   * server before an old one goes; less removes first, as many at once as the share allows. @default 100
   */
  readonly minHealthyPercentage?: number;
  /**
   * Whether a deployment tool decides, after creation, which target groups the group is attached to, as CodeDeploy's
   * blue/green does: an `up` then leaves it as it is. @default false
   */
  readonly targetsByDeployment?: boolean;
  /** SNS topic that hears of every launch and termination, done or failed. @default none */
  readonly notificationTopicArn?: pulumi.Input<string>;
}

export interface WebGroupArgs extends WebGroupSettings {
  /** Subnets to spread the servers over. They need a way out to install packages. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security group of the servers, as WebAccess makes it. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Instance profile of the servers, as WebAccess makes it. */
  readonly profileName: pulumi.Input<string>;
  /** Give servers public addresses, about $4 a month each: the way out where there is no NAT. @default true */
  readonly publicIp?: boolean;
  /** Changing between x86 and Arm (t4g) needs a group of another name: the image stays. @default "t3.micro" */
  readonly instanceType?: string;
  /** Target group to register with; its health check then decides who is replaced. @default none: EC2's own check */
  readonly targetGroupArn?: pulumi.Input<string>;
  /** Tags of the group, its instances and their volumes; those of volumes stay as they are at first. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * An Auto Scaling group of web servers: Amazon Linux 2023 from a launch template, target tracking on CPU, and
 * rolling replacement. Any change of the servers makes a new launch template version and starts an instance refresh,
 * one by one. `pulumi up` does not wait for a refresh to end.
 *
 * A refresh that fails stops half-way, and is not rolled back: the provider gives the group the new version before it
 * starts the refresh, so that what AWS would roll back to is the new version, too. The servers with the old one that are
 * left go on serving; deploy the old version again, or start a refresh to it.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 *
 * @example new WebGroup("site", { subnetIds, ...access, page: "<h1>Hello</h1>", min: 1, desired: 2, max: 4 });
 *
 * Costs about $16 a month in Seoul for each t3.micro: $9.50 the instance, $3.65 the public address, $0.75 the volume,
 * $2.10 detailed monitoring. t3 runs unlimited: a stress test costs $0.05 more for each vCPU-hour above its baseline.
 */
export class WebGroup extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  readonly groupArn: pulumi.Output<string>;
  readonly launchTemplateId: pulumi.Output<string>;
  /** Counts the versions of the servers: 1 at first. */
  readonly launchTemplateVersion: pulumi.Output<number>;

  /** @throws when sizes contradict each other, or page and user data are both or neither there. */
  constructor(name: string, args: WebGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:web-group:WebGroup", name, {}, opts);
    checkWebGroup(name, args);
    const { subnetIds, targetGroupArn, notificationTopicArn } = args;
    const { publicIp = true, instanceType = "t3.micro", detailedMonitoring = true } = args;
    const { cpuTargetPercent = 50, warmupSeconds = 120, minHealthyPercentage = 100 } = args;
    const { min, desired, max } = sizes(args);
    const tags = { ...args.tags, Name: name };
    const child = { parent: this };

    const recipe = { ...args, publicIp, instanceType, detailedMonitoring, tags };
    const template = launchTemplate(name, recipe, child);
    const group = new aws.autoscaling.Group(
      name,
      {
        vpcZoneIdentifiers: [...subnetIds],
        minSize: min,
        maxSize: max,
        desiredCapacity: desired,
        // A number, not $Latest: only then does a new version start a refresh, and is known which one came before.
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        healthCheckType: targetGroupArn === undefined ? "EC2" : "ELB",
        healthCheckGracePeriod: warmupSeconds,
        defaultInstanceWarmup: warmupSeconds,
        // Here and not as an autoscaling.Attachment: the two undo each other.
        ...(targetGroupArn !== undefined && { targetGroupArns: [targetGroupArn] }),
        instanceRefresh: {
          strategy: "Rolling",
          preferences: {
            minHealthyPercentage,
            // What AWS calls "launch before terminating": one more server than there are, for groups up to ten.
            maxHealthyPercentage: minHealthyPercentage === 100 ? 110 : 100,
          },
        },
        metricsGranularity: "1Minute",
        enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      },
      // Scaling owns it after creation: a later `up` would take away the servers that load has called in.
      {
        ...child,
        ignoreChanges: [
          "desiredCapacity",
          ...(args.targetsByDeployment ? ["targetGroupArns"] : []),
        ],
      },
    );
    const autoscalingGroupName = group.name;
    if (max > min)
      new aws.autoscaling.Policy(
        `${name}-cpu`,
        {
          autoscalingGroupName,
          policyType: "TargetTrackingScaling",
          targetTrackingConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
            targetValue: cpuTargetPercent,
          },
        },
        child,
      );
    if (notificationTopicArn !== undefined)
      new aws.autoscaling.Notification(
        name,
        {
          groupNames: [autoscalingGroupName],
          topicArn: notificationTopicArn,
          notifications: NOTIFICATIONS,
        },
        child,
      );

    this.groupName = group.name;
    this.groupArn = group.arn;
    this.launchTemplateId = template.id;
    this.launchTemplateVersion = template.latestVersion;
    this.registerOutputs({ groupName: this.groupName });
  }
}

const NOTIFICATIONS: aws.autoscaling.NotificationType[] = [
  "autoscaling:EC2_INSTANCE_LAUNCH",
  "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  "autoscaling:EC2_INSTANCE_TERMINATE",
  "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
];

function sizes({ min = 1, desired = min, max = desired }: WebGroupSettings) {
  return { min, desired, max };
}

/** @throws when sizes contradict each other, or page and user data are both or neither there. */
export function checkWebGroup(where: string, settings: WebGroupSettings): void {
  const { min, desired, max } = sizes(settings);
  const { cpuTargetPercent = 50, minHealthyPercentage = 100, warmupSeconds = 120 } = settings;
  checkContent(where, settings);
  inRange(`${where}: min`, min, 0, 100);
  inRange(`${where}: max`, max, 1, 100);
  if (desired < min || desired > max)
    throw new Error(`${where}: desired ${desired} must be from min ${min} to max ${max}`);
  inRange(`${where}: desired`, desired, 0, 100);
  inRange(`${where}: cpuTargetPercent`, cpuTargetPercent, 1, 100);
  inRange(`${where}: minHealthyPercentage`, minHealthyPercentage, 0, 100);
  inRange(`${where}: warmupSeconds`, warmupSeconds, 0, 3600);
}
