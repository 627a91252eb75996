import { z } from "zod";
import { GROUP } from "../autoscaling/types.ts";
import { all, tagsOf } from "../contract/finder.ts";
import type { Inventory } from "../contract/priced-resource.ts";
import { foundBy, type Need, oneEach, type Quota, type Share } from "../contract/quota.ts";
import { ec2Client } from "./client.ts";
import { launchTemplates } from "./finder.ts";
import { INSTANCE, LAUNCH_TEMPLATE } from "./types.ts";
import { standardVcpus } from "./vcpus.ts";

const vcpus = (instanceType: unknown, servers = 1): readonly Share[] | undefined => {
  const each = typeof instanceType === "string" ? standardVcpus(instanceType) : undefined;
  return each === undefined ? undefined : [{ count: each * servers }];
};

const group = z.object({
  maxSize: z.number(),
  launchTemplate: z.object({ id: z.unknown().optional() }),
});

/** A group may grow to its maximum size, so that much must be available. */
const ofGroup: Need = ({ props }, inventory: Inventory) => {
  const { data } = group.safeParse(props);
  const template = data && inventory.find([LAUNCH_TEMPLATE], data.launchTemplate.id);
  return template && vcpus(template.props.instanceType, data.maxSize);
};

/** The quota counts instances that are running, or about to run. */
const COUNTED = ["pending", "running"];

export const quotas: readonly Quota[] = [
  {
    what: "vCPUs of standard servers (A, C, D, H, I, M, R, T, Z)",
    service: "ec2",
    code: "L-1216C47A",
    standard: 5,
    source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html",
    needs: {
      [INSTANCE]: ({ props }) => vcpus(props.instanceType),
      "AWS::EC2::Instance": ({ props }) => vcpus(props.InstanceType),
      [GROUP]: ofGroup,
    },
    async used({ client }) {
      const ec2 = await client(ec2Client);
      const found = await all(
        ec2.paginateDescribeInstances({
          Filters: [{ Name: "instance-state-name", Values: COUNTED }],
        }),
        ({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances),
      );
      // Other instance families have their own quotas.
      return found.flatMap(({ InstanceType = "", Tags }) => {
        const count = standardVcpus(InstanceType);
        return count === undefined ? [] : [{ count, tags: tagsOf(Tags) }];
      });
    },
  },
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
