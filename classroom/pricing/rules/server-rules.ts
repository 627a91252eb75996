import { parse } from "yaml";
import { z } from "zod";
import { type Charge, rule, type Rule, type Unknown } from "../../../aws/contract/charge.ts";
import { publicAddress } from "./network-rules.ts";
import { freeReason } from "./free.ts";
import { blockDevice, volumeCharge } from "./volume-rules.ts";

/** What of a server costs, however it is described. */
const server = z.object({
  instanceType: z.string(),
  windows: z.boolean().default(false),
  publicIp: z.boolean().default(false),
  detailedMonitoring: z.boolean().default(false),
  volumes: z.array(blockDevice).min(1),
});

/** Metrics of an instance that detailed monitoring sends every minute. */
const DETAILED_METRICS = 7;

/** `count` servers of a kind. */
function serverCharges(
  description: z.input<typeof server>,
  count = 1,
): readonly (Charge | Unknown)[] {
  const { instanceType, windows, publicIp, detailedMonitoring, volumes } =
    server.parse(description);
  if (count === 0) return [];
  const os = windows ? "Windows" : "Linux";
  const times = count === 1 ? "" : `${count} x `;
  const compute: Charge = {
    item: `${times}${instanceType}, ${os}`,
    price: `ec2/${instanceType}/${os.toLowerCase()}`,
    quantity: count,
    per: "hour",
  };
  const metrics: Charge = {
    item: "detailed monitoring",
    price: "cloudwatch/metric",
    quantity: DETAILED_METRICS * count,
    per: "month",
  };
  return [
    compute,
    ...volumes.map((volume) => volumeCharge(volume, count)),
    ...(publicIp ? [publicAddress(count)] : []),
    ...(detailedMonitoring ? [metrics] : []),
  ];
}

const isWindows = (tags: Readonly<Record<string, string>>): boolean =>
  tags.os?.startsWith("windows") ?? false;

const instance = rule(
  z.object({
    instanceType: z.string(),
    associatePublicIpAddress: z.boolean().default(false),
    monitoring: z.boolean().default(false),
    rootBlockDevice: blockDevice.prefault({}),
    ebsBlockDevices: z.array(blockDevice).default([]),
    tags: z.record(z.string(), z.string()).default({}),
  }),
  ({ instanceType, rootBlockDevice, ebsBlockDevices, ...props }) =>
    serverCharges({
      instanceType,
      windows: isWindows(props.tags),
      publicIp: props.associatePublicIpAddress,
      detailedMonitoring: props.monitoring,
      volumes: [rootBlockDevice, ...ebsBlockDevices],
    }),
);

/** Terraform's schema has a string here, for a boolean that may also be unset. */
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
    const found = inventory.find(["aws:ec2/launchTemplate:LaunchTemplate"], launchTemplate.id);
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

/** An Elastic Beanstalk environment is free; the server that it makes is not. */
const environment = rule(
  z.object({ settings: z.array(z.object({ name: z.string(), value: z.string() })) }),
  ({ settings }) => {
    const options = new Map(settings.map(({ name, value }) => [name, value]));
    if (options.get("EnvironmentType") !== "SingleInstance")
      return [{ item: "servers", unknown: "only a single instance is" }];
    const [instanceType = ""] = options.get("InstanceTypes")?.split(",") ?? [];
    const publicIp = options.get("AssociatePublicIpAddress") === "true";
    const volumeType = options.get("RootVolumeType");
    return serverCharges({ instanceType, publicIp, volumes: [{ volumeType }] });
  },
);

/** Of a CloudFormation template, what tells its price; functions such as !Ref read as their argument. */
const stackTemplate = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const stackServer = z.object({
  InstanceType: z.string(),
  NetworkInterfaces: z
    .array(z.object({ AssociatePublicIpAddress: z.boolean().default(false) }))
    .default([]),
  BlockDeviceMappings: z.array(
    z.object({ Ebs: z.object({ VolumeType: z.string(), VolumeSize: z.number() }) }),
  ),
});

/** A CloudFormation stack is free; what its template describes is not. */
const stack = rule(
  z.object({
    templateBody: z.string(),
    parameters: z.record(z.string(), z.string()).default({}),
  }),
  ({ templateBody, parameters }) => {
    const { Resources } = stackTemplate.parse(parse(templateBody, { logLevel: "error" }));
    return Object.entries(Resources).flatMap(([name, { Type, Properties }]) => {
      if (freeReason(Type) !== undefined) return [];
      const { data } = stackServer.safeParse(Properties);
      if (Type !== "AWS::EC2::Instance" || !data)
        return [{ item: `${name}, ${Type}`, unknown: "of a template only servers are" }];
      const volumes = data.BlockDeviceMappings.map(({ Ebs }) => ({
        volumeType: Ebs.VolumeType,
        volumeSize: Ebs.VolumeSize,
      }));
      const publicIp = data.NetworkInterfaces.some((each) => each.AssociatePublicIpAddress);
      const instanceType = parameters[data.InstanceType] ?? data.InstanceType;
      return serverCharges({ instanceType, publicIp, volumes });
    });
  },
);

export const serverRules: Readonly<Record<string, Rule>> = {
  "aws:ec2/instance:Instance": instance,
  "aws:autoscaling/group:Group": group,
  "aws:elasticbeanstalk/environment:Environment": environment,
  "aws:cloudformation/stack:Stack": stack,
};
