import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { latestAmi } from "../server/ami.ts";
import { IMDSV2, ROOT_VOLUME } from "../server/launch-template.ts";
import { linuxUserData } from "../server/user-data.ts";
import { HTTP_PORT } from "./web-access.ts";

export interface WebInstancesArgs {
  /**
   * The HTML that each server returns at `/`, by a name of your choice. Servers are placed in the subnets in this order:
   * append a new one to keep the others in place.
   */
  readonly pages: Readonly<Record<string, pulumi.Input<string>>>;
  /** Subnets to spread the servers over. They need internet access to install packages. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The servers' security group, as created by WebAccess. */
  readonly securityGroupId: pulumi.Input<string>;
  /** The servers' instance profile, as created by WebAccess. */
  readonly profileName: pulumi.Input<string>;
  /** The target group to register with. */
  readonly targetGroupArn: pulumi.Input<string>;
  /** Gives servers public addresses, about $4 a month each: needed for internet access without NAT. @default true */
  readonly publicIp?: boolean;
  /** Changing between x86 and Arm (t4g) needs servers with other names, because the image does not change. @default "t3.micro" */
  readonly instanceType?: string;
  /** Tags of the servers and their volumes. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Web servers with a page each, behind a load balancer. Changing a page replaces its server; the new one is created first.
 *
 * @example new WebInstances("site", { ...access, subnetIds, targetGroupArn, pages: { one: "<h1>1</h1>", two: "<h1>2</h1>" }
 * });
 *
 * Costs about $14 a month in Seoul for each t3.micro: $9.50 the instance, $3.65 the public address, $0.75 the volume.
 */
export class WebInstances extends pulumi.ComponentResource {
  /** By the names of the pages. */
  readonly instanceIds: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws when there is no page, or no subnet. */
  constructor(name: string, args: WebInstancesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:web-instances:WebInstances", name, {}, opts);
    const { pages, subnetIds, securityGroupId, profileName, targetGroupArn } = args;
    const { publicIp = true, instanceType = "t3.micro", tags } = args;
    checkPages(pages);
    const child = { parent: this };

    const ami = latestAmi("amazon-linux-2023", instanceType, child);
    const launch = (key: string, page: pulumi.Input<string>, place: number): aws.ec2.Instance => {
      const Name = `${name}-${key}`;
      return new aws.ec2.Instance(
        Name,
        {
          ami,
          instanceType,
          subnetId: subnetIds[place % subnetIds.length],
          associatePublicIpAddress: publicIp,
          vpcSecurityGroupIds: [securityGroupId],
          iamInstanceProfile: profileName,
          metadataOptions: IMDSV2,
          rootBlockDevice: { ...ROOT_VOLUME, encrypted: true, tags: { ...tags, Name } },
          userData: linuxUserData([{ name: "web-server", env: { PAGE: page } }]),
          // User data runs at the first boot only.
          userDataReplaceOnChange: true,
          tags: { ...tags, Name },
        },
        {
          ...child,
          // ami: a new image is released every few weeks, and would replace every server during a class.
          // associatePublicIpAddress: a stopped server has no address, which a refresh would treat as a change.
          ignoreChanges: ["ami", "associatePublicIpAddress"],
        },
      );
    };
    const servers = Object.entries(pages).map(([key, page], place) => {
      const server = launch(key, page, place);
      new aws.lb.TargetGroupAttachment(
        `${name}-${key}`,
        { targetGroupArn, targetId: server.id, port: HTTP_PORT },
        child,
      );
      return [key, server.id] as const;
    });

    this.instanceIds = Object.fromEntries(servers);
    this.registerOutputs({ instanceIds: this.instanceIds });
  }
}

/** @throws when there is no page. */
export function checkPages(pages: WebInstancesArgs["pages"]): void {
  if (Object.keys(pages).length === 0)
    throw new Error("pages is empty: a fleet of instances needs a page for each of its servers");
}
