import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Charge } from "../../../aws/contract/charge.ts";
import { all, type Finder, tagsOf, type Tie } from "../../../aws/contract/finder.ts";

export const instances: Finder = {
  kind: "instance",
  types: ["aws:ec2/instance:Instance"],
  arns: ["ec2:instance"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeInstances({}), ({ Reservations = [] }) =>
      Reservations.flatMap(({ Instances = [] }) => Instances),
    );
    return found
      .filter(({ State }) => State?.Name !== "terminated")
      .map(({ InstanceId = "", InstanceType = "", Platform, ...instance }) => ({
        id: InstanceId,
        tags: tagsOf(instance.Tags),
        createdAt: instance.LaunchTime,
        // A stopped one is not paid for; its volumes and its address are, each for itself.
        charges: instance.State?.Name === "stopped" ? [] : [server(InstanceType, Platform)],
        going: instance.State?.Name === "shutting-down",
        remove: () => ec2.terminateInstances({ InstanceIds: [InstanceId] }),
      }));
  },
};

const server = (type: string, platform: string | undefined): Charge => {
  const os = platform === undefined ? "Linux" : "Windows";
  return {
    item: `${type}, ${os}`,
    price: `ec2/${type}/${os.toLowerCase()}`,
    quantity: 1,
    per: "hour",
  };
};

export const autoScalingGroups: Finder = {
  kind: "Auto Scaling group",
  types: ["aws:autoscaling/group:Group"],
  arns: ["autoscaling:*"],
  async find({ client }) {
    const autoScaling = await client(autoScalingClient);
    const found = await all(
      autoScaling.paginateDescribeAutoScalingGroups({}),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    );
    return found.map(({ AutoScalingGroupName = "", AutoScalingGroupARN, ...group }) => ({
      id: AutoScalingGroupName,
      arn: AutoScalingGroupARN,
      name: AutoScalingGroupName,
      tags: tagsOf(group.Tags),
      createdAt: group.CreatedTime,
      ties: copiedFor(AutoScalingGroupName),
      charges: [], // its instances are paid for
      going: group.Status !== undefined,
      remove: () => autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true }),
    }));
  },
};

/** A blue/green deployment copies the group that it replaces, and leaves the copy in its place. */
export function copiedFor(name: string): Tie[] {
  const [, group] = /^CodeDeploy_(.+)_d-[A-Z0-9]+$/.exec(name) ?? [];
  if (group === undefined) return [];
  const type = "aws:codedeploy/deploymentGroup:DeploymentGroup";
  return [{ how: "copied by CodeDeploy for its group", id: group, type }];
}

export const launchTemplates: Finder = {
  kind: "launch template",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  arns: ["ec2:launch-template"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeLaunchTemplates({}),
      ({ LaunchTemplates }) => LaunchTemplates,
    );
    return found.map(({ LaunchTemplateId = "", LaunchTemplateName, Tags, CreateTime }) => ({
      id: LaunchTemplateId,
      name: LaunchTemplateName,
      tags: tagsOf(Tags),
      createdAt: CreateTime,
      remove: () => ec2.deleteLaunchTemplate({ LaunchTemplateId }),
    }));
  },
};

export const keyPairs: Finder = {
  kind: "key pair",
  types: ["aws:ec2/keyPair:KeyPair"],
  arns: ["ec2:key-pair"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const { KeyPairs = [] } = await ec2.describeKeyPairs({});
    // By its id: another one may have its name by now.
    return KeyPairs.map(({ KeyPairId = "", KeyName, Tags, CreateTime }) => ({
      id: KeyPairId,
      name: KeyName,
      tags: tagsOf(Tags),
      createdAt: CreateTime,
      remove: () => ec2.deleteKeyPair({ KeyPairId }),
    }));
  },
};
