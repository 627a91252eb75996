import assert from "node:assert/strict";
import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import { familiesOf, vcpusOf } from "../../aws/ec2/vcpus.ts";
import { services } from "../../aws/services.ts";
import { type Fakes, fakePlace } from "../support/fake-place.ts";

const offers = (await services()).flatMap((service) => service.offers ?? []);

const lab = "its";
const SUBNET = {
  type: "aws:ec2/subnet:Subnet",
  name: "public-a",
  lab,
  props: { availabilityZone: "ap-northeast-2a" },
};

/** What AWS offers, written from its service models, and what it does not. */
const OFFERS: Readonly<
  Record<string, { resource: PricedResource; green: Fakes; red: Fakes; seen: RegExp }>
> = {
  "server types": {
    resource: {
      type: "aws:ec2/instance:Instance",
      name: "web",
      lab,
      props: { instanceType: "t3.micro", subnetId: "public-a-id" },
    },
    green: inZones("ap-northeast-2a", "ap-northeast-2c"),
    red: inZones("ap-northeast-2c"),
    seen: /not offered in ap-northeast-2a, but in ap-northeast-2c/,
  },
  "database class and version": {
    resource: {
      type: "aws:rds/instance:Instance",
      name: "db",
      lab,
      props: { engine: "mysql", engineVersion: "8.4", instanceClass: "db.t4g.micro" },
    },
    green: versions("8.0.40", "8.4.3"),
    red: versions("8.0.40"),
    seen: /only versions 8.0.40/,
  },
  "Beanstalk platform": {
    resource: {
      type: "aws:elasticbeanstalk/getSolutionStack:getSolutionStack",
      name: "platform",
      lab: "",
      props: { nameRegex: "^64bit Amazon Linux 2023 .* running Node.js \\d+$" },
    },
    green: platforms("64bit Amazon Linux 2023 v6.6.0 running Node.js 22"),
    red: platforms("64bit Amazon Linux 2 v5.8.4 running Node.js 14"),
    seen: /none of 1 platforms/,
  },
  "parameter of the image (AMI)": {
    resource: {
      type: "aws:ssm/getParameter:getParameter",
      name: "image",
      lab: "",
      props: { name: "/aws/service/image" },
    },
    green: {
      ssm: {
        getParameters: () => ({ Parameters: [{ Name: "/aws/service/image", Value: "ami" }] }),
      },
    },
    red: {
      ssm: { getParameters: () => ({ Parameters: [], InvalidParameters: ["/aws/service/image"] }) },
    },
    seen: /no such image/,
  },
};

function inZones(...zones: string[]): Fakes {
  const InstanceTypeOfferings = zones.map((Location) => ({ InstanceType: "t3.micro", Location }));
  return { ec2: { paginateDescribeInstanceTypeOfferings: () => ({ InstanceTypeOfferings }) } };
}

function versions(...all: string[]): Fakes {
  const OrderableDBInstanceOptions = all.map((EngineVersion) => ({ EngineVersion }));
  return {
    rds: { paginateDescribeOrderableDBInstanceOptions: () => ({ OrderableDBInstanceOptions }) },
  };
}

function platforms(...SolutionStacks: string[]): Fakes {
  return { elasticbeanstalk: { listAvailableSolutionStacks: () => ({ SolutionStacks }) } };
}

describe("what a region offers, on answers written from AWS's service models", () => {
  it("is asked with an answer that is green and one that is red for each", () => {
    assert.deepEqual(offers.map(({ what }) => what).sort(), Object.keys(OFFERS).sort());
  });

  for (const offer of offers) {
    const given = OFFERS[offer.what];
    const ask = (fakes: Fakes) => {
      assert.ok(given);
      const resources = [given.resource];
      const inventory = new Inventory([SUBNET, ...resources]);
      return offer.ask({ place: fakePlace(fakes), resources, inventory });
    };

    it(`is ok when AWS has it: ${offer.what}`, async () => {
      const answers = await ask(given?.green ?? {});
      assert.deepEqual(
        answers.map(({ verdict }) => verdict),
        ["ok"],
      );
    });

    it(`is not ready when AWS has it not, with what to do: ${offer.what}`, async () => {
      const [answer] = await ask(given?.red ?? {});
      assert.equal(answer?.verdict, "fail");
      assert.match(answer.seen, given?.seen ?? /^$/);
      assert.ok(answer.fix);
    });
  }
});

describe("the vCPUs of a type", () => {
  it("are those of AWS's list", () => {
    const types = ["t2.micro", "t2.medium", "t3.nano", "t4g.small", "c6g.medium", "m5.large"];
    assert.deepEqual(types.map(vcpusOf), [1, 2, 2, 2, 1, 2]);
    assert.deepEqual(["m7i-flex.large", "c5.xlarge", "r6i.12xlarge"].map(vcpusOf), [2, 4, 48]);
  });

  it("are by size in families with a quota of their own, too", () => {
    const types = ["g5.xlarge", "inf1.6xlarge", "trn1.2xlarge", "x8g.medium", "u-6tb1.112xlarge"];
    assert.deepEqual(types.map(vcpusOf), [4, 24, 8, 1, 448]);
  });

  it("are not known where the name of a type does not show them", () => {
    const types = ["hpc6a.48xlarge", "mac2.metal", "m5.metal", ""];
    assert.deepEqual(
      types.map(vcpusOf),
      types.map(() => undefined),
    );
  });

  it("count towards the quota of the type's family", () => {
    const codes = {
      "L-1216C47A": ["t3.micro", "im4gn.large", "hs1.8xlarge", "mac2.metal", undefined],
      "L-6E869C2A": ["dl1.24xlarge", "dl2q.24xlarge"],
      "L-74FC7D96": ["f1.2xlarge"],
      "L-DB2E81BA": ["g4dn.xlarge", "gr6.4xlarge", "vt1.3xlarge"],
      "L-43DA4232": ["u-6tb1.metal", "u7i-12tb.224xlarge", "u7inh-32tb.480xlarge"],
      "L-F7808C92": ["hpc7g.4xlarge"],
      "L-1945791B": ["inf2.xlarge"],
      "L-417A185B": ["p4d.24xlarge", "p3dn.24xlarge"],
      "L-2C3B7624": ["trn1.2xlarge"],
      "L-7295265B": ["x2gd.medium", "x1e.xlarge"],
    };
    for (const [code, types] of Object.entries(codes))
      assert.deepEqual(
        types.map((type) => familiesOf(type).code),
        types.map(() => code),
      );
  });
});
