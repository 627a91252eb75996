import type { Instance } from "@aws-sdk/client-ec2";
import { GROUP } from "../autoscaling/types.ts";
import { STACK } from "../cloudformation/types.ts";
import { all, type Finder, oncePerSearch, tagsOf } from "../contract/finder.ts";
import { ENVIRONMENT } from "../elasticbeanstalk/types.ts";
import { inVpc } from "../vpc/in-vpc.ts";
import { ec2Client } from "./client.ts";
import { computeCharge } from "./server-charges.ts";
import { INSTANCE, KEY_PAIR, LAUNCH_TEMPLATE } from "./types.ts";

/** The instances of a region, with terminated ones as long as AWS lists them. */
export const instancesIn = oncePerSearch(async ({ client }) => {
  const ec2 = await client(ec2Client);
  return all(ec2.paginateDescribeInstances({}), ({ Reservations = [] }) =>
    Reservations.flatMap(({ Instances = [] }) => Instances),
  );
});

/** Resources that launch instances, and would replace terminated ones, are deleted first. */
export const instances: Finder = {
  kind: "instance",
  types: [INSTANCE],
  arns: ["ec2:instance"],
  after: [GROUP, STACK, ENVIRONMENT],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    const found = await instancesIn(place);
    return found
      .filter(({ State }) => State?.Name !== "terminated")
      .map(({ InstanceId = "", InstanceType = "", Platform, ...instance }) => ({
        id: InstanceId,
        tags: tagsOf(instance.Tags),
        createdAt: creationOf(instance),
        ties: inVpc(instance.VpcId),
        size: { instanceType: InstanceType },
        // A stopped instance is not charged; its volumes and address are, each on its own.
        ...(instance.State?.Name === "stopped"
          ? { charges: [], stopped: { at: stopTime(instance.StateTransitionReason) } }
          : { charges: [computeCharge(InstanceType, Platform !== undefined)] }),
        going: instance.State?.Name === "shutting-down",
        remove: () => ec2.terminateInstances({ InstanceIds: [InstanceId] }),
      }));
  },
};

/** AWS changes the launch time whenever it starts a stopped instance, but not the time when a volume was attached. */
function creationOf({ LaunchTime, BlockDeviceMappings = [] }: Instance): Date | undefined {
  const times = [LaunchTime, ...BlockDeviceMappings.map(({ Ebs }) => Ebs?.AttachTime)];
  return times.filter((time) => time !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The time when an instance was stopped, from AWS's text: `User initiated (2026-11-24 10:00:00 GMT)`. */
function stopTime(reason = ""): Date | undefined {
  const [, day, time] = /\((\S+) (\S+) (?:GMT|UTC)\)/.exec(reason) ?? [];
  const at = new Date(`${day}T${time}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

export const launchTemplates: Finder = {
  kind: "launch template",
  types: [LAUNCH_TEMPLATE],
  arns: ["ec2:launch-template"],
  after: [INSTANCE],
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
  types: [KEY_PAIR],
  arns: ["ec2:key-pair"],
  after: [LAUNCH_TEMPLATE],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const { KeyPairs = [] } = await ec2.describeKeyPairs({});
    // By id: another key pair may have the same name by now.
    return KeyPairs.map(({ KeyPairId = "", KeyName, Tags, CreateTime }) => ({
      id: KeyPairId,
      name: KeyName,
      tags: tagsOf(Tags),
      createdAt: CreateTime,
      remove: () => ec2.deleteKeyPair({ KeyPairId }),
    }));
  },
};
