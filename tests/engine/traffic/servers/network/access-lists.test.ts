import assert from "node:assert/strict";
import type { Instance, NetworkAclEntry } from "@aws-sdk/client-ec2";
import { passesAcl } from "../../../../../engine/traffic/servers/network/access-lists.ts";
import type { Source } from "../../../../../engine/traffic/servers/connection.ts";
import { obstacle } from "../../../../../engine/traffic/servers/network/reach.ts";

const [IN, OUT] = [{ Egress: false }, { Egress: true }];
const tcp = (number: number, From: number, To: number): NetworkAclEntry => ({
  ...{ RuleNumber: number, Protocol: "6", CidrBlock: "0.0.0.0/0", RuleAction: "allow" },
  PortRange: { From, To },
});
const all = (number: number): NetworkAclEntry => ({
  ...{ RuleNumber: number, Protocol: "-1", CidrBlock: "0.0.0.0/0", RuleAction: "allow" },
});
const deny = (rule: NetworkAclEntry): NetworkAclEntry => ({ ...rule, RuleAction: "deny" });

const SUBNET = { subnetId: "subnet-1", vpcId: "vpc-1" };

const acl = (subnet: string, ...Entries: NetworkAclEntry[]) => ({
  ...{ NetworkAclId: `acl-${subnet}`, Associations: [{ SubnetId: subnet }], Entries },
});

describe("a network ACL", () => {
  const passes = (from: number, to: number, ...rules: NetworkAclEntry[]) => {
    const packets = { direction: "in", address: "192.0.2.1", ports: { from, to } } as const;
    return passesAcl([acl("subnet-1", ...rules)], SUBNET, packets);
  };

  it("closes what no rule opens", () => {
    assert.equal(passes(80, 80), false);
    assert.equal(passes(80, 80, { ...tcp(100, 443, 443), ...IN }), false);
    assert.equal(passes(80, 80, { ...all(100), ...OUT }), false);
  });

  it("is its network's default one for a subnet that none names, and closes nothing where that is not known", () => {
    const packets = { direction: "in", address: "192.0.2.1", ports: { from: 80, to: 80 } } as const;
    const standard = { ...acl("subnet-2", deny(all(100))), VpcId: "vpc-1", IsDefault: true };
    const own = acl("subnet-1", all(100));
    assert.equal(passesAcl([standard, own], SUBNET, packets), true);
    const other = { subnetId: "subnet-3", vpcId: "vpc-1" };
    assert.equal(passesAcl([standard, own], other, packets), false);
    assert.equal(passesAcl([standard, own], { ...other, vpcId: "vpc-2" }, packets), true);
    assert.equal(passesAcl([], SUBNET, packets), true);
  });

  it("follows the first rule that applies, by number", () => {
    assert.equal(passes(80, 80, { ...all(200), ...IN }, deny(tcp(100, 80, 80))), false);
    assert.equal(passes(80, 80, deny(all(200)), { ...tcp(100, 80, 80), ...IN }), true);
    const others = { ...deny(tcp(50, 80, 80)), CidrBlock: "198.51.100.0/24" };
    assert.equal(passes(80, 80, others, all(100)), true);
    assert.equal(passes(80, 80, { ...deny(all(50)), Protocol: "17" }, all(100)), true);
  });

  it("opens a range of ports, of which chance takes one, where rules open most of it", () => {
    assert.equal(passes(32_768, 60_999, tcp(100, 1024, 65_535)), true);
    assert.equal(passes(32_768, 60_999, tcp(100, 1024, 40_000)), false);
    assert.equal(passes(32_768, 60_999, tcp(100, 1024, 40_000), tcp(110, 40_001, 65_535)), true);
    assert.equal(passes(32_768, 60_999, deny(tcp(90, 50_000, 50_000)), all(100)), true);
    assert.equal(passes(32_768, 60_999, deny(tcp(90, 40_000, 60_999)), all(100)), false);
    assert.equal(passes(1024, 65_535, tcp(100, 32_768, 60_999)), false);
  });
});

describe("a connection through network ACLs", () => {
  const SERVER: Instance = {
    ...{ InstanceId: "i-1", State: { Name: "running" }, PublicIpAddress: "203.0.113.25" },
    ...{ VpcId: "vpc-1", SubnetId: "subnet-1", PrivateIpAddress: "10.0.1.7" },
    SecurityGroups: [{ GroupId: "sg-web" }],
  };
  const world = { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
  const groups = new Map([["sg-web", { GroupId: "sg-web", IpPermissions: [world] }]]);
  const Routes = [
    { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" as const },
  ];
  const tables = [{ VpcId: "vpc-1", Routes, Associations: [{ Main: true }] }];
  const from = (source: Source, ...acls: ReturnType<typeof acl>[]) =>
    obstacle(SERVER, 80, source, { groups, tables, acls, prefixLists: new Map() });

  it("needs a rule for the request, and one for its answer", () => {
    const request = { ...tcp(100, 80, 80), ...IN };
    const closed =
      /^the network ACL of subnet subnet-1 closes port 80 of server i-1, or its answers/;
    assert.match(from("internet", acl("subnet-1", request)) ?? "", closed);
    assert.match(from("internet", acl("subnet-1", { ...all(100), ...OUT })) ?? "", closed);
    const answer = { ...tcp(100, 32_768, 65_535), ...OUT };
    assert.equal(from("internet", acl("subnet-1", request, answer)), undefined);
  });

  it("passes those of both subnets, and none within one", () => {
    const inside = { vpcId: "vpc-1", address: "10.0.2.4", securityGroupIds: [] };
    const [here, there] = [
      acl("subnet-1", { ...all(100), ...IN }, { ...all(100), ...OUT }),
      acl("subnet-2", { ...tcp(100, 80, 80), ...OUT }),
    ];
    const other = { ...inside, subnetId: "subnet-2" };
    assert.match(
      from(other, here, there) ?? "",
      /^the network ACL of subnet subnet-2 closes port 80/,
    );
    const answered = acl("subnet-2", ...there.Entries, { ...tcp(100, 1024, 65_535), ...IN });
    assert.equal(from(other, here, answered), undefined);
    assert.equal(from({ ...inside, subnetId: "subnet-1" }, acl("subnet-1")), undefined);
  });

  it("is not closed to a load balancer by a denied port, at which few of its answers would arrive", () => {
    const balancer = { vpcId: "vpc-1", address: "10.0.2.4", securityGroupIds: [] };
    const both = (rule: NetworkAclEntry) => [IN, OUT].map((way) => ({ ...rule, ...way }));
    const noDatabases = both(deny(tcp(90, 3306, 3306)));
    for (const closing of ["subnet-1", "subnet-2"]) {
      const acls = ["subnet-1", "subnet-2"].map((subnet) =>
        acl(subnet, ...(subnet === closing ? noDatabases : []), ...both(all(100))),
      );
      assert.equal(from({ ...balancer, subnetId: "subnet-2" }, ...acls), undefined);
    }
  });
});
