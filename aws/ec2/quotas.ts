import type { _InstanceType } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { GROUP } from "../autoscaling/types.ts";
import { all, type Place, tagsOf } from "../contract/finder.ts";
import type { Inventory } from "../contract/priced-resource.ts";
import { foundBy, type Need, oneEach, type Quota } from "../contract/quota.ts";
import { ec2Client } from "./client.ts";
import { launchTemplates } from "./finder.ts";
import { INSTANCE, LAUNCH_TEMPLATE } from "./types.ts";
import { familiesOf, VCPU_FAMILIES, type VcpuFamilies, vcpusOf } from "./vcpus.ts";

/** Servers of other families count towards other quotas. */
const vcpus = (families: VcpuFamilies, instanceType: unknown, servers = 1): ReturnType<Need> => {
  const known = typeof instanceType === "string" ? instanceType : undefined;
  if (familiesOf(known) !== families) return [];
  if (known === undefined) return undefined;
  const each = vcpusOf(known);
  return each === undefined
    ? [{ ask: (place) => askedVcpus(known, place), times: servers }]
    : [{ count: each * servers }];
};

/** The vCPUs of an instance type whose name does not show them. */
async function askedVcpus(type: string, { client }: Place): Promise<number | undefined> {
  const ec2 = await client(ec2Client);
  const InstanceType = type as _InstanceType;
  const { InstanceTypes = [] } = await ec2.describeInstanceTypes({ InstanceTypes: [InstanceType] });
  return InstanceTypes[0]?.VCpuInfo?.DefaultVCpus;
}

const group = z.object({
  maxSize: z.number(),
  launchTemplate: z.object({ id: z.unknown().optional() }),
});

/** A group may grow to its maximum size, so that much must be available. */
const ofGroup =
  (families: VcpuFamilies): Need =>
  ({ props }, inventory: Inventory) => {
    const { data } = group.safeParse(props);
    const template = data && inventory.find([LAUNCH_TEMPLATE], data.launchTemplate.id);
    return vcpus(families, template?.props.instanceType, data?.maxSize);
  };

/** The quota counts instances that are running, or about to run. */
const COUNTED = ["pending", "running"];

const vcpuQuota = (families: VcpuFamilies): Quota => ({
  what: families.what,
  service: "ec2",
  code: families.code,
  standard: families.standard,
  source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html",
  needs: {
    [INSTANCE]: ({ props }) => vcpus(families, props.instanceType),
    "AWS::EC2::Instance": ({ props }) => vcpus(families, props.InstanceType),
    [GROUP]: ofGroup(families),
  },
  async used({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeInstances({
        Filters: [{ Name: "instance-state-name", Values: COUNTED }],
      }),
      ({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances),
    );
    // Spot Instances have quotas of their own.
    return found
      .filter(
        (each) => each.InstanceLifecycle !== "spot" && familiesOf(each.InstanceType) === families,
      )
      .map(
        ({ InstanceType = "", Tags, CpuOptions: { CoreCount = 1, ThreadsPerCore = 1 } = {} }) => ({
          count: vcpusOf(InstanceType) ?? CoreCount * ThreadsPerCore,
          tags: tagsOf(Tags),
        }),
      );
  },
});

export const quotas: readonly Quota[] = [
  ...VCPU_FAMILIES.map(vcpuQuota),
  {
    what: "launch templates",
    service: "ec2",
    code: "L-FB451C26",
    standard: 5000,
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html",
    needs: oneEach([LAUNCH_TEMPLATE]),
    used: foundBy(launchTemplates),
  },
];
