import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import { InstanceRole } from "../identity/instance-role.ts";
import { adminIngress, checkAdminAccess } from "./admin-access.ts";
import { latestAmi, type OperatingSystem } from "./ami.ts";
import { attachVolumes, checkDataVolumes, type DataVolumes, launchVolumes } from "./data-volume.ts";
import { type Ingress, ingressRules } from "./ingress.ts";
import { instanceConnectIngress } from "./instance-connect.ts";
import { IMDSV2 } from "./launch-template.ts";

export interface ServerArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetId: pulumi.Input<string>;
  /** @default "amazon-linux-2023" */
  readonly os?: OperatingSystem;
  /** The image to launch from, instead of the newest of `os`. @default the newest */
  readonly amiId?: pulumi.Input<string>;
  /**
   * Changing between x86 and Arm (t4g) needs a server with another name, because the image does not change. @default
   * "t3.micro"
   */
  readonly instanceType?: string;
  /** The root volume's size in GiB, at least the default. @default 8, Windows 30 */
  readonly rootVolumeGiB?: number;
  /** Additional volumes, by a name of your choice. @default none */
  readonly dataVolumes?: DataVolumes;
  /** IPv4 blocks that may reach SSH (Windows: RDP). Session Manager needs none. @default none */
  readonly adminCidrs?: readonly string[];
  /** Why the whole internet may log in; required to allow that. @default none */
  readonly openAdminReason?: string | undefined;
  /** Why EC2 Instance Connect in the console may reach SSH, from AWS's addresses; Linux only. @default not allowed */
  readonly instanceConnectReason?: string | undefined;
  /** Additional inbound rules, by a name of your choice. @default none */
  readonly ingress?: Readonly<Record<string, Ingress>>;
  /** The name of an imported key pair. @default none: EC2 Instance Connect and Session Manager */
  readonly keyName?: pulumi.Input<string> | undefined;
  /** A first-boot script as plain text; a change replaces the server. @default none */
  readonly userData?: pulumi.Input<string>;
  /** The permissions of programs on the server. @default a role for Session Manager */
  readonly role?: InstanceRole;
  /** Metrics every minute instead of every five, about $2 a month. @default false */
  readonly detailedMonitoring?: boolean;
  /** A public address, about $4 a month; applied at launch only. @default true */
  readonly publicIp?: boolean;
  /** Tags of the server and its root volume. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** The region of the server. @default the provider's region */
  readonly region?: string;
}

/**
 * An EC2 instance for labs: IMDSv2, encrypted gp3 volumes, a role for Session Manager, and its own security group that allows
 * only the listed inbound traffic.
 *
 * @example new Server("web", { vpcId, subnetId, adminCidrs: ["203.0.113.7/32"] });
 *
 * Costs about $14 a month in Seoul for a t3.micro: $9.50 the instance, $3.65 the public address, $0.75 the volume. Windows
 * adds about $7 for its license and $2 for its larger volume.
 */
export class Server extends pulumi.ComponentResource {
  readonly instanceId: pulumi.Output<string>;
  readonly instanceType: pulumi.Output<string>;
  readonly publicIp: pulumi.Output<string>;
  readonly publicDns: pulumi.Output<string>;
  readonly privateIp: pulumi.Output<string>;
  readonly availabilityZone: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  readonly keyName: pulumi.Output<string>;
  readonly rootVolumeId: pulumi.Output<string>;
  /** By the names of `dataVolumes`. */
  readonly volumeIds: Readonly<Record<string, pulumi.Output<string>>>;

  /**
   * @throws when SSH or RDP would be open to the internet without a reason, a volume or a block is malformed, or the
   * combination is Windows on Arm.
   */
  constructor(name: string, args: ServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:server:Server", name, {}, opts);
    const { vpcId, subnetId, os = "amazon-linux-2023", instanceType = "t3.micro", region } = args;
    const imageGiB = os === "windows-2022" ? 30 : 8;
    const { rootVolumeGiB = imageGiB, dataVolumes = {}, keyName, userData, publicIp = true } = args;
    const child = { parent: this };
    const { instanceConnectReason } = args;
    const rules = {
      ...adminIngress(os, args.adminCidrs ?? []),
      ...(instanceConnectReason !== undefined &&
        os === "amazon-linux-2023" &&
        instanceConnectIngress(instanceConnectReason, region, child)),
      ...args.ingress,
    };
    checkAdminAccess(os, Object.values(rules), args.openAdminReason);
    inRange("rootVolumeGiB", rootVolumeGiB, imageGiB, 16_384);
    checkDataVolumes(dataVolumes);
    const ami = args.amiId ?? latestAmi(os, instanceType, child, region);
    const tags = { ...args.tags, Name: name };

    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: `${name}: what is listed in, everything out`, region },
      child,
    );
    const securityGroupId = group.id;
    ingressRules(name, { securityGroupId, rules, region }, child);
    const out = new aws.vpc.SecurityGroupEgressRule(
      `${name}-out`,
      {
        securityGroupId,
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
        description: "Packages and updates",
        region,
      },
      child,
    );
    const role = args.role ?? new InstanceRole(name, {}, child);
    const instance = new aws.ec2.Instance(
      name,
      {
        ami,
        instanceType,
        subnetId,
        associatePublicIpAddress: publicIp,
        vpcSecurityGroupIds: [securityGroupId],
        iamInstanceProfile: role.profileName,
        keyName,
        monitoring: args.detailedMonitoring ?? false,
        // The image's own default allows two hops, so that containers could use the server's permissions too.
        metadataOptions: IMDSV2,
        rootBlockDevice: {
          volumeType: "gp3",
          volumeSize: rootVolumeGiB,
          encrypted: true,
          deleteOnTermination: true,
          tags,
        },
        ...launchVolumes(name, dataVolumes, args.tags),
        userData,
        userDataReplaceOnChange: true,
        // An instance does not show its operating system, and Windows costs a license.
        tags: os === "windows-2022" ? { ...tags, os } : tags,
        region,
      },
      {
        ...child,
        // The first boot downloads packages.
        dependsOn: out,
        // ami: a new image is released every few weeks, and would replace a student's server during a class.
        // associatePublicIpAddress: a stopped server has no address, which a refresh would treat as a change.
        ignoreChanges: [...(args.amiId ? [] : ["ami"]), "associatePublicIpAddress"],
      },
    );
    const volumeIds = attachVolumes(name, { volumes: dataVolumes, instance, region }, child);

    this.instanceId = instance.id;
    this.instanceType = instance.instanceType;
    this.publicIp = instance.publicIp;
    this.publicDns = instance.publicDns;
    this.privateIp = instance.privateIp;
    this.availabilityZone = instance.availabilityZone;
    this.securityGroupId = securityGroupId;
    this.roleName = role.roleName;
    this.keyName = instance.keyName;
    this.rootVolumeId = instance.rootBlockDevice.volumeId;
    this.volumeIds = volumeIds;
    this.registerOutputs({ instanceId: this.instanceId, publicIp: this.publicIp });
  }
}
