import assert from "node:assert/strict";
import { vpcWizard } from "../../labs/vpc-wizard/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";

const WIZARD = "awsx:ec2:Vpc";

const made = async (settings = {}) => (await recordLab(vpcWizard, settings)).resources;
const args = async (settings = {}) => only(await made(settings), WIZARD).inputs;

describe("lab vpc-wizard", () => {
  it("leaves the VPC to awsx, but for the address and the default group", async () => {
    assert.deepEqual(inventory(await made()), {
      "aws:ec2/eip:Eip": 1,
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
    });
  });

  it("asks for a public and a private subnet in each of the class's zones", async () => {
    const { cidrBlock, availabilityZoneNames, subnetSpecs } = await args();
    assert.deepEqual(availabilityZoneNames, ["ap-northeast-2a", "ap-northeast-2c"]);
    assert.equal(cidrBlock, "10.31.0.0/16");
    assert.deepEqual(subnetSpecs, [
      { type: "Public", cidrMask: 20 },
      { type: "Private", cidrMask: 20 },
    ]);
  });

  it("keeps to the VPC's size", async () => {
    const { subnetSpecs } = await args({ cidrBlock: "10.31.0.0/20" });
    assert.deepEqual(
      (subnetSpecs as { cidrMask: number }[]).map(({ cidrMask }) => cidrMask),
      [24, 24],
    );
  });

  const NAT: [nat: string, strategy: string, addresses: string[]][] = [
    ["single", "Single", ["vpc-wizard-a-allocation"]],
    ["perZone", "OnePerAz", ["vpc-wizard-a-allocation", "vpc-wizard-c-allocation"]],
    ["none", "None", []],
  ];
  for (const [nat, strategy, elasticIpAllocationIds] of NAT)
    it(`gives NAT "${nat}" its Elastic IPs`, async () => {
      const { natGateways } = await args({ nat });
      assert.deepEqual(natGateways, { strategy, elasticIpAllocationIds });
    });

  it("hands its tags over: awsx's children see no transformation", async () => {
    const { tags, vpcEndpointSpecs } = await args();
    const endpoints = vpcEndpointSpecs as { tags: Record<string, string> }[];
    for (const each of [tags as Record<string, string>, ...endpoints.map(({ tags }) => tags)])
      assert.deepEqual([each.lab, each.expires], ["vpc-wizard", "2099-12-31T18:00:00+09:00"]);
  });

  it("empties the default security group of the VPC that awsx made", async () => {
    const group = only(await made(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.equal(group.inputs.vpcId, "vpc-wizard-id");
    assert.equal(group.inputs.ingress, undefined);
  });

  it("gives what lab vpc-manual gives", async () => {
    const { outputs } = await recordLab(vpcWizard);
    assert.deepEqual(outputs, {
      vpcId: "vpc-wizard-id",
      publicSubnetIds: ["vpc-wizard-public-1-id", "vpc-wizard-public-2-id"],
      privateSubnetIds: ["vpc-wizard-private-1-id", "vpc-wizard-private-2-id"],
      natPublicIps: ["198.51.100.40"],
    });
  });
});
