import assert from "node:assert/strict";
import { WebAccess, type WebAccessArgs } from "../../../components/web/web-access.ts";
import { ofType, only, record, run } from "../../support/mocks.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const ingress = async (args: Partial<WebAccessArgs>) =>
  ofType(await record(() => new WebAccess("web", { vpcId: "vpc-1", ...args })), INGRESS);

describe("WebAccess", () => {
  it("lets nobody in unless told whom", async () => {
    assert.deepEqual(await ingress({}), []);
  });

  it("lets in the members of a security group", async () => {
    const [rule, ...others] = await ingress({ fromSecurityGroupId: "sg-lb" });
    assert.equal(rule?.inputs.referencedSecurityGroupId, "sg-lb");
    assert.deepEqual([rule.inputs.fromPort, rule.inputs.toPort], [80, 80]);
    assert.equal(others.length, 0);
  });

  it("lets in blocks of addresses, each by a rule of its own name", async () => {
    const rules = await ingress({ fromCidrs: ["198.51.100.0/24", "203.0.113.7/32"] });
    assert.deepEqual(
      rules.map(({ name, inputs }) => [name, inputs.cidrIpv4]),
      [
        ["web-http-198.51.100.0/24", "198.51.100.0/24"],
        ["web-http-203.0.113.7/32", "203.0.113.7/32"],
      ],
    );
  });

  it("lets everything out, to install packages", async () => {
    const resources = await record(() => new WebAccess("web", { vpcId: "vpc-1" }));
    const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    const { inputs } = only(resources, EGRESS);
    assert.deepEqual([inputs.ipProtocol, inputs.cidrIpv4], ["-1", "0.0.0.0/0"]);
  });

  it("gives the group and the profile that servers are launched with", async () => {
    const { result } = await run(() => {
      const { securityGroupId, profileName } = new WebAccess("web", { vpcId: "vpc-1" });
      return { securityGroupId, profileName };
    });
    assert.equal(result.securityGroupId, "web-id");
    assert.equal(typeof result.profileName, "string");
  });

  it("refuses a block that is none", () => {
    const args = { vpcId: "vpc-1", fromCidrs: ["anywhere"] };
    assert.throws(() => new WebAccess("web", args), /"anywhere" is not an IPv4 CIDR block/);
  });
});
