import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import { checkContent, launchTemplate, type WebContent } from "../server/launch-template.ts";

/** The content and scaling of a group of servers, whatever is in front of it. */
export interface WebGroupSettings extends WebContent {
  /** The minimum number of servers. @default 1 */
  readonly min?: number;
  /** The number of servers at creation, at least `min`; later, scaling changes it. @default min */
  readonly desired?: number;
  /** The maximum number of servers, at least `desired`. @default desired */
  readonly max?: number;
  /** The average CPU that scaling aims for, up to `max` servers. @default 50 */
  readonly cpuTargetPercent?: number;
  /** Metrics every minute, so that scaling reacts within minutes: about $2 a month each. @default true */
  readonly detailedMonitoring?: boolean;
  /** How long a new server may boot and install before it is checked and counted, in seconds. @default 120 */
  readonly warmupSeconds?: number;
  /**
   * The percentage of servers that stays in service during a deployment. With 100, each new server is launched before an old
   * one is terminated; with less, servers are terminated first, as many at once as it allows. @default 100
   */
  readonly minHealthyPercentage?: number;
  /**
   * Whether a deployment tool, such as CodeDeploy's blue/green, changes the group's target groups after creation: an `up` then
   * does not change them. @default false
   */
  readonly targetsByDeployment?: boolean;
  /** An SNS topic that is notified of every launch and termination, successful or failed. @default none */
  readonly notificationTopicArn?: pulumi.Input<string>;
}

export interface WebGroupArgs extends WebGroupSettings {
  /** Subnets to spread the servers over. They need internet access to install packages. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The servers' security group, as created by WebAccess. */
  readonly securityGroupId: pulumi.Input<string>;
  /** The servers' instance profile, as created by WebAccess. */
  readonly profileName: pulumi.Input<string>;
  /** Gives servers public addresses, about $4 a month each: needed for internet access without NAT. @default true */
  readonly publicIp?: boolean;
  /**
   * Changing between x86 and Arm (t4g) needs a group with another name, because the image does not change. @default "t3.micro"
   */
  readonly instanceType?: string;
  /**
   * The target group to register with; its health check then decides which servers are replaced. @default none: EC2's own
   * check
   */
  readonly targetGroupArn?: pulumi.Input<string>;
  /** Tags of the group, its instances and their volumes; volume tags are set once and do not change. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * An Auto Scaling group of web servers: Amazon Linux 2023 from a launch template, target tracking on CPU, and rolling
 * replacement. Any change of the servers creates a new launch template version and starts an instance refresh, one server at a
 * time. `pulumi up` does not wait for the refresh to end.
 *
 * A failed refresh stops half-way, and is not rolled back: the provider sets the new version before it starts the refresh, so
 * AWS would roll back to the new version, too. The remaining servers with the old version keep serving; deploy the old version
 * again, or start a refresh to it.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 *
 * @example new WebGroup("site", { subnetIds, ...access, page: "<h1>Hello</h1>", min: 1, desired: 2, max: 4 });
 *
 * Costs about $16 a month in Seoul for each t3.micro: $9.50 the instance, $3.65 the public address, $0.75 the volume, $2.10
 * detailed monitoring. t3 runs unlimited: a stress test costs $0.05 more for each vCPU-hour above its baseline.
 */
export class WebGroup extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  readonly groupArn: pulumi.Output<string>;
  readonly launchTemplateId: pulumi.Output<string>;
  /** The current launch template version, starting with 1. */
  readonly launchTemplateVersion: pulumi.Output<number>;

  /** @throws when sizes contradict each other, or not exactly one of page and user data is given. */
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
        // A number, not $Latest: only then does a new version start a refresh, and the previous version is known.
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        healthCheckType: targetGroupArn === undefined ? "EC2" : "ELB",
        healthCheckGracePeriod: warmupSeconds,
        defaultInstanceWarmup: warmupSeconds,
        // Set here and not with an autoscaling.Attachment: the two would undo each other.
        ...(targetGroupArn !== undefined && { targetGroupArns: [targetGroupArn] }),
        instanceRefresh: {
          strategy: "Rolling",
          preferences: {
            minHealthyPercentage,
            // AWS's "launch before terminating": one more server than the current number, for groups of up to ten.
            maxHealthyPercentage: minHealthyPercentage === 100 ? 110 : 100,
          },
        },
        metricsGranularity: "1Minute",
        enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      },
      // Managed by scaling after creation: a later `up` would terminate the servers that were added for the load.
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

/** @throws when sizes contradict each other, or not exactly one of page and user data is given. */
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
