import assert from "node:assert/strict";
import { DEFAULT_LIMITS } from "../../policy/limits.ts";
import { UNKNOWN } from "../../policy/values.ts";
import { findings, made, messages } from "./support.ts";

const setting = (name: string, value: string) => ({ namespace: "aws:x", name, value });
const beanstalk = (...settings: unknown[]) =>
  made("elasticbeanstalk/environment:Environment", { settings });

describe("imdsv2", () => {
  it("asks it of launch templates", () => {
    const template = made("ec2/launchTemplate:LaunchTemplate", {});
    assert.deepEqual(messages("imdsv2", template), [
      "it allows IMDSv1 (instance metadata without a token)",
    ]);
  });

  it("takes a metadata service that is off", () => {
    const off = made("ec2/instance:Instance", { metadataOptions: { httpEndpoint: "disabled" } });
    assert.deepEqual(messages("imdsv2", off), []);
  });

  it("leaves what a launch template says to the template", () => {
    const instance = made("ec2/instance:Instance", { launchTemplate: { id: "lt-1" } });
    assert.deepEqual(messages("imdsv2", instance), []);
  });

  it("asks Elastic Beanstalk for its own setting", () => {
    assert.deepEqual(messages("imdsv2", beanstalk(setting("DisableIMDSv1", "true"))), []);
    assert.equal(messages("imdsv2", beanstalk()).length, 1);
  });

  it("waits for what only the deployment can tell", () => {
    const instance = made("ec2/instance:Instance", { metadataOptions: UNKNOWN });
    assert.deepEqual(messages("imdsv2", instance), []);
  });
});

describe("encrypted-disks", () => {
  it("asks it of an instance's every volume", () => {
    const devices = [{ deviceName: "/dev/sdf" }, { deviceName: "/dev/sdg", encrypted: true }];
    const instance = made("ec2/instance:Instance", { ebsBlockDevices: devices });
    assert.deepEqual(messages("encrypted-disks", instance), [
      "the root volume is not encrypted",
      "volume /dev/sdf is not encrypted",
    ]);
  });

  it("asks it of a launch template, whose booleans are texts", () => {
    const mapping = (deviceName: string, encrypted: string) => ({ deviceName, ebs: { encrypted } });
    const blockDeviceMappings = [mapping("/dev/xvda", "true"), mapping("/dev/sdf", "false")];
    const template = made("ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings });
    assert.deepEqual(messages("encrypted-disks", template), ["volume /dev/sdf is not encrypted"]);
  });

  it("finds a launch template that leaves the root volume to the image", () => {
    const template = made("ec2/launchTemplate:LaunchTemplate", {});
    assert.deepEqual(messages("encrypted-disks", template), ["the root volume is not encrypted"]);
  });

  it("asks it of copies", () => {
    const copies = ["ebs/snapshotCopy:SnapshotCopy", "ec2/amiCopy:AmiCopy"].map((type) =>
      made(type, {}),
    );
    assert.equal(messages("encrypted-disks", ...copies).length, 2);
  });

  it("lets an image be as encrypted as its snapshot", () => {
    const ebsBlockDevices = [{ deviceName: "/dev/xvda", snapshotId: "snap-1" }];
    assert.deepEqual(messages("encrypted-disks", made("ec2/ami:Ami", { ebsBlockDevices })), []);
  });
});

describe("instance-type", () => {
  it("knows sizes from small to big", () => {
    const instance = made("ec2/instance:Instance", { instanceType: "t3.2xlarge" });
    assert.deepEqual(messages("instance-type", instance), ["t3.2xlarge is larger than large"]);
  });

  it("knows a database's class", () => {
    const database = made("rds/instance:Instance", { instanceClass: "db.r6g.large" });
    assert.deepEqual(messages("instance-type", database), [
      "db.r6g.large is not in an allowed family",
    ]);
  });

  it("looks at Elastic Beanstalk's list and at CloudFormation's parameter", () => {
    const both = [
      beanstalk(setting("InstanceTypes", "t3.micro,c5.large")),
      made("cloudformation/stack:Stack", { parameters: { InstanceType: "c5.large" } }),
    ];
    assert.equal(messages("instance-type", ...both).length, 2);
  });

  it("looks at the types that an Auto Scaling group may mix", () => {
    const overrides = [{ instanceType: "t3.micro" }, { instanceType: "x2idn.large" }];
    const mixed = { mixedInstancesPolicy: { launchTemplate: { overrides } } };
    assert.equal(messages("instance-type", made("autoscaling/group:Group", mixed)).length, 1);
  });

  it("allows what the stack's limits allow", () => {
    const limits = { ...DEFAULT_LIMITS, instanceFamilies: ["c5"], instanceSize: "xlarge" } as const;
    const instance = made("ec2/instance:Instance", { instanceType: "c5.xlarge" });
    assert.deepEqual(findings("instance-type", [instance], { limits }), []);
  });
});

describe("instance-count", () => {
  it("counts servers, groups at their biggest, Beanstalk and CloudFormation", () => {
    const limits = { ...DEFAULT_LIMITS, instances: 8 };
    const resources = [
      made("ec2/instance:Instance", {}),
      made("autoscaling/group:Group", { maxSize: 3 }),
      beanstalk(setting("MaxSize", "4")),
      made("cloudformation/stack:Stack", { parameters: { InstanceType: "t3.micro" } }),
    ];
    const [found] = findings("instance-count", resources, { limits });
    assert.equal(found?.message, "up to 9 servers; 8 are allowed");
  });

  it("counts an environment as one where it cannot be told how big it grows", () => {
    const limits = { ...DEFAULT_LIMITS, instances: 0 };
    for (const environment of [
      beanstalk({ ...setting("MaxSize", ""), value: UNKNOWN }),
      beanstalk(),
    ]) {
      const [found] = findings("instance-count", [environment], { limits });
      assert.equal(found?.message, "up to 1 servers; 0 are allowed");
    }
  });
});

describe("a spot instance", () => {
  it("is a server like the others", () => {
    const spot = made("ec2/spotInstanceRequest:SpotInstanceRequest", {
      instanceType: "p4d.24xlarge",
    });
    const limits = { ...DEFAULT_LIMITS, instances: 0 };
    assert.deepEqual(
      (["imdsv2", "encrypted-disks", "instance-type", "instance-count"] as const).map(
        (rule) => findings(rule, [spot], { limits }).length,
      ),
      [1, 1, 1, 1],
    );
  });
});
