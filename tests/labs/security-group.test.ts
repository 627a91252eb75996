import assert from "node:assert/strict";
import { securityGroup } from "../../labs/security-group/lab.ts";
import { type LabSettings, recordLab } from "../support/labs.ts";
import { ofType } from "../support/mocks.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const rules = async (settings: LabSettings = {}, adminCidrs = ["203.0.113.7/32"]) => {
  const { resources } = await recordLab(securityGroup, settings, { adminCidrs });
  return ofType(resources, INGRESS).map(({ inputs }) => [
    inputs.cidrIpv4,
    inputs.fromPort,
    inputs.toPort,
  ]);
};

describe("lab security-group", () => {
  it("lets SSH in from one address", async () => {
    assert.deepEqual(await rules({ myIp: "198.51.100.7/32" }), [["198.51.100.7/32", 22, 22]]);
  });

  it("takes the first single address of the class's administrators when none is given", async () => {
    const cidrs = ["192.0.2.0/24", "203.0.113.7/32", "203.0.113.8/32"];
    assert.deepEqual(await rules({}, cidrs), [["203.0.113.7/32", 22, 22]]);
  });

  it("lets nobody in when it knows of no single address", async () => {
    assert.deepEqual(await rules({}, ["192.0.2.0/24"]), []);
  });

  it("lets nobody in once the rule is removed", async () => {
    assert.deepEqual(await rules({ ssh: false, myIp: "198.51.100.7/32" }), []);
  });

  it("exports who is allowed", async () => {
    assert.equal((await recordLab(securityGroup)).outputs.sshFrom, "203.0.113.7/32");
    assert.equal((await recordLab(securityGroup, { ssh: false })).outputs.sshFrom, "nobody");
  });

  it("stays at exactly one address where the class lets EC2 Instance Connect in", async () => {
    const changes = { instanceConnect: "the school's network blocks port 22" };
    const { resources } = await recordLab(securityGroup, {}, changes);
    assert.equal(ofType(resources, INGRESS).length, 1);
  });

  it("says what to do instead of printing a login where SSH is off", async () => {
    const { ssh, instanceConnect } = (await recordLab(securityGroup, { ssh: false })).outputs;
    for (const text of [ssh, instanceConnect]) assert.match(String(text), /^# port 22 is closed/);
  });

  it("refuses more than one address", () => {
    assert.equal(securityGroup.settings.safeParse({ myIp: "198.51.100.0/24" }).success, false);
  });
});
