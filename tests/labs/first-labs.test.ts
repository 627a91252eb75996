import assert from "node:assert/strict";
import { catalogue } from "../../labs/catalogue.ts";
import { inventory, type LabSettings, recordLab } from "../support/labs.ts";

const labCalled = (id: string) => {
  const lab = catalogue.find((each) => each.id === id);
  assert.ok(lab, id);
  return lab;
};

/** How many there are of the types that make the lab what it is; 0 for what it must not have. */
const INVENTORIES: readonly [id: string, settings: LabSettings, Record<string, number>][] = [
  [
    "linux-server",
    {},
    {
      "ec2/instance:Instance": 1,
      "ec2/keyPair:KeyPair": 1,
      "ec2/natGateway:NatGateway": 0,
      "vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
    },
  ],
  [
    "vpc-manual",
    {},
    {
      "ec2/vpc:Vpc": 1,
      "ec2/subnet:Subnet": 4,
      "ec2/natGateway:NatGateway": 1,
      "ec2/eip:Eip": 1,
      "ec2/vpcEndpoint:VpcEndpoint": 2,
    },
  ],
  ["vpc-manual", { nat: "none" }, { "ec2/natGateway:NatGateway": 0, "ec2/eip:Eip": 0 }],
  ["vpc-manual", { nat: "perZone" }, { "ec2/natGateway:NatGateway": 2, "ec2/eip:Eip": 2 }],
  [
    "load-balancer",
    {},
    {
      "lb/loadBalancer:LoadBalancer": 1,
      "ec2/instance:Instance": 2,
      "lb/targetGroupAttachment:TargetGroupAttachment": 2,
    },
  ],
  [
    "auto-scaling",
    {},
    {
      "autoscaling/group:Group": 1,
      "autoscaling/policy:Policy": 1,
      "autoscaling/notification:Notification": 1,
      "lb/loadBalancer:LoadBalancer": 0,
    },
  ],
  [
    "auto-scaling",
    { loadBalancer: true, notifications: false },
    { "lb/loadBalancer:LoadBalancer": 1, "sns/topic:Topic": 0 },
  ],
  [
    "static-site",
    {},
    {
      "s3/bucket:Bucket": 1,
      "s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": 1,
      "cloudfront/distribution:Distribution": 0,
    },
  ],
  [
    "cdn",
    {},
    {
      "s3/bucket:Bucket": 1,
      "s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": 0,
      "cloudfront/distribution:Distribution": 1,
      "cloudfront/originAccessControl:OriginAccessControl": 1,
    },
  ],
  [
    "rds-mysql",
    {},
    {
      "rds/instance:Instance": 1,
      "rds/subnetGroup:SubnetGroup": 1,
      "rds/parameterGroup:ParameterGroup": 1,
    },
  ],
  ["dynamodb", {}, { "dynamodb/table:Table": 1 }],
  [
    "cloudwatch-alarm",
    {},
    {
      "ec2/instance:Instance": 1,
      "cloudwatch/metricAlarm:MetricAlarm": 1,
      "sns/topicSubscription:TopicSubscription": 1,
      "cloudwatch/dashboard:Dashboard": 1,
    },
  ],
];

describe("the first labs", () => {
  for (const [id, settings, expected] of INVENTORIES) {
    it(`${id} with ${JSON.stringify(settings)} makes what it says`, async () => {
      const made = inventory((await recordLab(labCalled(id), settings)).resources);
      for (const [type, count] of Object.entries(expected))
        assert.equal(made[`aws:${type}`] ?? 0, count, type);
    });
  }

  it("linux-server gives the exact ssh command only where there is a key", async () => {
    const lab = labCalled("linux-server");
    const { outputs } = await recordLab(lab);
    assert.match(String(outputs.ssh), /^ssh -i ~\/\.ssh\/id_ed25519 ec2-user@linux-server\./);
    const without = await recordLab(lab, {}, { publicKey: undefined });
    assert.equal("ssh" in without.outputs, false);
  });

  it("linux-server exports its own security group", async () => {
    const { outputs } = await recordLab(labCalled("linux-server"));
    assert.equal(outputs.securityGroupId, "linux-server-id");
  });

  it("auto-scaling refuses sizes that contradict each other", () => {
    const result = labCalled("auto-scaling").settings.safeParse({ min: 3, desired: 2 });
    assert.match(result.error?.issues[0]?.message ?? "", /contradict each other/);
  });

  it("rds-mysql is opened and closed in place, and opened only with a reason", async () => {
    const publicAccess = { reason: "the class connects by Workbench", cidrs: ["203.0.113.0/24"] };
    const made = async (settings: LabSettings) => {
      const { resources } = await recordLab(labCalled("rds-mysql"), settings);
      const inputs = (type: string) => resources.find((each) => each.type === type)?.inputs;
      return {
        open: inputs("aws:rds/instance:Instance")?.publiclyAccessible,
        subnets: inputs("aws:rds/subnetGroup:SubnetGroup")?.subnetIds,
      };
    };
    const [closed, open] = [await made({}), await made({ publicAccess })];
    assert.deepEqual([closed.open, open.open], [false, true]);
    assert.deepEqual(open.subnets, ["network-public-a-id", "network-public-c-id"]);
    assert.deepEqual(closed.subnets, open.subnets);
    assert.equal(
      labCalled("rds-mysql").settings.safeParse({ publicAccess: { ...publicAccess, reason: "x" } })
        .success,
      false,
    );
  });
});
