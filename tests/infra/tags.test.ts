import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceTypes } from "../../aws/services.ts";
import { protectData } from "../../infra/protection.ts";
import { tagging } from "../../infra/tags.ts";
import { only, record } from "../support/mocks.ts";

/** Registers what `make` makes below a component with the transformation. */
const below = (
  transformation: pulumi.ResourceTransformation,
  make: (parent: pulumi.Resource) => void,
) =>
  record(() => {
    make(
      new pulumi.ComponentResource(
        "test:Group",
        "group",
        {},
        { transformations: [transformation] },
      ),
    );
  });

describe("tagging", () => {
  it("gives a taggable resource the tags and its name", async () => {
    const resources = await below(
      tagging({ lab: "x" }),
      (parent) => new aws.ec2.Vpc("net", {}, { parent }),
    );
    assert.deepEqual(only(resources, "aws:ec2/vpc:Vpc").inputs.tags, { lab: "x", Name: "net" });
  });

  it("gives it a name that AWS takes as a tag", async () => {
    const names = ["과제/1주차 (최종).html", "a#b & c%20+d.txt", "x".repeat(300)];
    const resources = await below(tagging({}), (parent) => {
      for (const name of names) new aws.ec2.Vpc(name, {}, { parent });
    });
    assert.deepEqual(
      resources
        .map(({ inputs }) => (inputs.tags as { Name?: string } | undefined)?.Name)
        .filter(Boolean),
      ["과제/1주차 -최종-.html", "a-b - c-20+d.txt", "x".repeat(256)],
    );
  });

  it("leaves the resource's own tags as they are", async () => {
    const tags = { Name: "mine" };
    const resources = await below(
      tagging({ lab: "x" }),
      (parent) => new aws.ec2.Vpc("net", { tags }, { parent }),
    );
    assert.deepEqual(only(resources, "aws:ec2/vpc:Vpc").inputs.tags, { lab: "x", Name: "mine" });
  });

  it("gives Elastic Beanstalk no name, which is Beanstalk's own to give", async () => {
    const resources = await below(
      tagging({ lab: "x" }),
      (parent) => new aws.elasticbeanstalk.Application("shop", {}, { parent }),
    );
    const { tags } = only(resources, "aws:elasticbeanstalk/application:Application").inputs;
    assert.deepEqual(tags, { lab: "x" });
  });

  it("keeps away from what AWS cannot tag", async () => {
    const args = { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" };
    const resources = await below(
      tagging({ lab: "x" }),
      (parent) => new aws.ec2.Route("out", args, { parent }),
    );
    assert.equal("tags" in only(resources, "aws:ec2/route:Route").inputs, false);
  });
});

describe("protectData", () => {
  const protectedBelow = async (make: (parent: pulumi.Resource) => aws.s3.Bucket | aws.ec2.Vpc) => {
    let made: pulumi.Resource | undefined;
    await below(protectData(await serviceTypes()), (parent) => (made = make(parent)));
    return (made as unknown as { __protect?: boolean }).__protect;
  };

  it("protects a bucket", async () => {
    assert.equal(await protectedBelow((parent) => new aws.s3.Bucket("data", {}, { parent })), true);
  });

  it("does not protect what can be made again", async () => {
    assert.equal(
      await protectedBelow((parent) => new aws.ec2.Vpc("net", {}, { parent })),
      undefined,
    );
  });
});
