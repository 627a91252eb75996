import assert from "node:assert/strict";
import { linesOf, pricesOf, resource, unpricedOf } from "./support.ts";

const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const template = (name: string, more: Record<string, unknown> = {}) =>
  resource(
    TEMPLATE,
    {
      instanceType: "t3.micro",
      networkInterfaces: [{ associatePublicIpAddress: "true" }],
      blockDeviceMappings: [{ ebs: { volumeType: "gp3", volumeSize: 8 } }],
      ...more,
    },
    name,
  );

const group = (name: string, desiredCapacity: number, id: string) =>
  resource(GROUP, { desiredCapacity, launchTemplate: { id } }, name);

describe("costLines", () => {
  it("prices a server with its volumes, its address and its metrics", () => {
    const props = {
      instanceType: "t3.micro",
      associatePublicIpAddress: true,
      monitoring: true,
      rootBlockDevice: { volumeType: "gp3", volumeSize: 20 },
      ebsBlockDevices: [{ volumeType: "gp3", volumeSize: 5 }],
    };
    assert.deepEqual(pricesOf(resource(INSTANCE, props)), [
      "0.01 a hour: t3.micro, Linux",
      "2 a month: 20 GiB gp3",
      "0.5 a month: 5 GiB gp3",
      "0.005 a hour: public IPv4 address",
      "2.1 a month: detailed monitoring",
    ]);
  });

  it("prices Windows with its license, by the tag that says so", () => {
    const props = { instanceType: "t3.small", tags: { os: "windows-2022" } };
    const [first] = pricesOf(resource(INSTANCE, props));
    assert.equal(first, "0.04 a hour: t3.small, Windows");
  });

  it("prices a resource of another region there", () => {
    const props = { instanceType: "t3.micro", region: "us-east-1" };
    assert.equal(pricesOf(resource(INSTANCE, props))[0], "0.008 a hour: t3.micro, Linux");
  });

  it("says so when the table has no price", () => {
    const found = unpricedOf(resource(INSTANCE, { instanceType: "p5.48xlarge" }));
    assert.deepEqual(found, [
      "p5.48xlarge, Linux: no price of ec2/p5.48xlarge/linux in ap-northeast-2",
    ]);
  });

  it("says so when there is no rule for a type", () => {
    const type = "aws:sagemaker/endpoint:Endpoint";
    assert.deepEqual(unpricedOf(resource(type)), [`${type}: no price rule exists for it`]);
  });

  it("says so when a preview does not know an input yet", () => {
    const found = unpricedOf(resource(INSTANCE, { rootBlockDevice: { volumeSize: 8 } }));
    assert.deepEqual(found, [`${INSTANCE}: instanceType is not known`]);
  });

  it("says where AWS says that a resource is free", () => {
    const [line] = linesOf(resource("aws:iam/role:Role"));
    assert.equal(line?.status, "free");
    assert.match(line.source, /^https:\/\/aws\.amazon\.com\//);
  });

  it("prices a group's desired servers by its launch template", () => {
    const found = pricesOf(
      template("a"),
      template("b", { instanceType: "m5.24xlarge" }),
      group("g", 3, "a-id"),
    );
    assert.deepEqual(found, [
      "0.03 a hour: 3 x t3.micro, Linux",
      "2.4 a month: 3 x 8 GiB gp3",
      "0.015 a hour: 3 public IPv4 addresses",
    ]);
  });

  it("prices an empty group with nothing", () => {
    assert.deepEqual(linesOf(group("web", 0, "web-id"), template("web")).length, 1);
  });

  it("says so when a group's template cannot be found", () => {
    const found = unpricedOf(group("web", 1, "other-id"));
    assert.deepEqual(found, ["servers: its launch template is not known"]);
  });

  it("prices the server that Elastic Beanstalk makes", () => {
    const settings = Object.entries({
      EnvironmentType: "SingleInstance",
      InstanceTypes: "t3.micro",
      AssociatePublicIpAddress: "true",
      RootVolumeType: "gp3",
    }).map(([name, value]) => ({ namespace: "n", name, value }));
    const found = pricesOf(resource("aws:elasticbeanstalk/environment:Environment", { settings }));
    assert.deepEqual(found, [
      "0.01 a hour: t3.micro, Linux",
      "0.8 a month: 8 GiB gp3",
      "0.005 a hour: public IPv4 address",
    ]);
  });

  it("prices what a CloudFormation template describes, and names what it has no rule for", () => {
    const templateBody = `
Resources:
  Role: { Type: AWS::IAM::Role }
  Queue: { Type: AWS::SQS::Queue }
  Server:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !Ref Size
      NetworkInterfaces: [{ AssociatePublicIpAddress: true, GroupSet: [!GetAtt A.B] }]
      BlockDeviceMappings: [{ DeviceName: /dev/xvda, Ebs: { VolumeType: gp3, VolumeSize: 8 } }]
`;
    const props = { templateBody, parameters: { Size: "t3.micro" } };
    const stack = resource("aws:cloudformation/stack:Stack", props);
    assert.equal(pricesOf(stack)[0], "0.01 a hour: t3.micro, Linux");
    assert.deepEqual(unpricedOf(stack), ["Queue, AWS::SQS::Queue: no price rule exists for it"]);
    const byDefault = `Parameters: { Size: { Type: String, Default: t3.micro } }${templateBody}`;
    const unset = resource(stack.type, { templateBody: byDefault });
    assert.equal(pricesOf(unset)[0], "0.01 a hour: t3.micro, Linux");
  });

  it("prices a load balancer with an address in each subnet", () => {
    const props = { loadBalancerType: "application", subnets: ["a", "b"] };
    assert.deepEqual(pricesOf(resource("aws:lb/loadBalancer:LoadBalancer", props)), [
      "0.02 a begun hour: load balancer",
      "0.0008 a begun hour: capacity units",
      "0.01 a hour: 2 public IPv4 addresses",
      "0.12 a class: traffic to the internet",
    ]);
  });

  it("prices the gateways of awsx's VPC, but not twice when a preview lists them", () => {
    const props = { natGateways: { strategy: "OnePerAz" }, availabilityZoneNames: ["a", "c"] };
    const vpc = resource("awsx:ec2:Vpc", props);
    assert.equal(pricesOf(vpc)[0], "0.12 a begun hour: 2 NAT gateways");
    const gateway = resource("aws:ec2/natGateway:NatGateway");
    assert.equal(pricesOf(vpc, gateway)[0], "0.06 a begun hour: NAT gateway");
  });

  it("prices a database's standby like the database itself", () => {
    const props = {
      engine: "mysql",
      instanceClass: "db.t4g.micro",
      allocatedStorage: 20,
      storageType: "gp3",
      multiAz: true,
      publiclyAccessible: true,
      manageMasterUserPassword: true,
    };
    assert.deepEqual(pricesOf(resource("aws:rds/instance:Instance", props)), [
      "0.05 a hour: db.t4g.micro, mysql, in two zones",
      "5.2 a month: 20 GiB gp3, in two zones",
      "0.4 a month: secret with the password",
      "0.005 a hour: public IPv4 address",
    ]);
  });

  it("prices an image of a server by the size of its root volume, and its copy with the way there", () => {
    const server = resource(
      INSTANCE,
      { instanceType: "t3.micro", rootBlockDevice: { volumeSize: 30 } },
      "server",
    );
    const image = resource(
      "aws:ec2/amiFromInstance:AmiFromInstance",
      { sourceInstanceId: "server-id" },
      "image",
    );
    const copy = resource("aws:ec2/amiCopy:AmiCopy", {
      sourceAmiId: "image-id",
      sourceAmiRegion: "ap-northeast-2",
    });
    assert.deepEqual(pricesOf(server, image, copy).slice(-3), [
      "1.5 a month: snapshot of 30 GiB",
      "1.5 a month: snapshot of 30 GiB",
      "2.4 a class: 30 GiB to another region",
    ]);
  });
});
