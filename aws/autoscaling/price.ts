import { z } from "zod";
import { free, type Prices, rule } from "../contract/charge.ts";
import { blockDevice } from "../ebs/charges.ts";
import { serverCharges } from "../ec2/server-charges.ts";
import { LAUNCH_TEMPLATE } from "../ec2/types.ts";
import { GROUP, NOTIFICATION, SCALING_POLICY } from "./types.ts";

/** Terraform's schema uses a string here for a boolean that may also be unset. */
const flag = z.union([z.boolean(), z.stringbool()]);

const template = z.object({
  instanceType: z.string(),
  monitoring: z.object({ enabled: z.boolean() }).prefault({ enabled: false }),
  networkInterfaces: z
    .array(z.object({ associatePublicIpAddress: flag.default(false) }))
    .default([]),
  blockDeviceMappings: z
    .array(z.object({ ebs: blockDevice }))
    .default([{ ebs: blockDevice.parse({}) }]),
});

const group = rule(
  z.object({
    desiredCapacity: z.number(),
    launchTemplate: z.object({ id: z.unknown().optional() }),
  }),
  ({ desiredCapacity, launchTemplate }, { inventory }) => {
    const found = inventory.find([LAUNCH_TEMPLATE], launchTemplate.id);
    const { data } = template.safeParse(found?.props);
    if (!data) return [{ item: "servers", unknown: "its launch template is not known" }];
    const { instanceType, monitoring, networkInterfaces, blockDeviceMappings } = data;
    return serverCharges(
      {
        instanceType,
        publicIp: networkInterfaces.some((each) => each.associatePublicIpAddress),
        detailedMonitoring: monitoring.enabled,
        volumes: blockDeviceMappings.map(({ ebs }) => ebs),
      },
      desiredCapacity,
    );
  },
);

export const prices: Prices = {
  [GROUP]: group,
  ...free("https://aws.amazon.com/autoscaling/pricing/", [NOTIFICATION, SCALING_POLICY]),
};
