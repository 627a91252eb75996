import assert from "node:assert/strict";
import type { Instance, IpPermission, NetworkAcl, Route, SecurityGroup } from "@aws-sdk/client-ec2";
import type { Source } from "../../../../../engine/traffic/servers/connection.ts";
import { obstacle } from "../../../../../engine/traffic/servers/network/reach.ts";
import { hasInternet } from "../../../../../engine/traffic/servers/network/routes.ts";

const SERVER: Instance = {
  ...{ InstanceId: "i-1", State: { Name: "running" }, PublicIpAddress: "203.0.113.25" },
  ...{ VpcId: "vpc-1", SubnetId: "subnet-1", PrivateIpAddress: "10.0.0.7" },
  SecurityGroups: [{ GroupId: "sg-web" }],
};

const HTTP: IpPermission = { IpProtocol: "tcp", FromPort: 80, ToPort: 80 };
const EVERYBODY: IpPermission = { ...HTTP, IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
const OUT: Route = { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" };
const LOCAL: Route = { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" };

const ALL = { Protocol: "-1", CidrBlock: "0.0.0.0/0", RuleAction: "allow" } as const;
const OPEN_ACL: NetworkAcl = {
  Associations: ["subnet-1", "subnet-2", "subnet-3"].map((SubnetId) => ({ SubnetId })),
  Entries: [
    { ...ALL, RuleNumber: 100, Egress: false },
    { ...ALL, RuleNumber: 100, Egress: true },
  ],
};

const network = (rules: IpPermission[], routes: Route[] = [LOCAL, OUT]) => ({
  groups: new Map([["sg-web", { GroupId: "sg-web", IpPermissions: rules }]]),
  tables: [
    { VpcId: "vpc-1", Routes: routes, Associations: [{ SubnetId: "subnet-1" }] },
    { VpcId: "vpc-1", Routes: [LOCAL], Associations: [{ Main: true }] },
  ],
  acls: [OPEN_ACL],
  prefixLists: new Map([["pl-everybody", ["198.51.100.0/24", "0.0.0.0/0"]]]),
});

const BALANCER: Source = {
  ...{ vpcId: "vpc-1", subnetId: "subnet-2", address: "10.0.2.9", securityGroupIds: ["sg-lb"] },
};

describe("a connection to a server", () => {
  const from = (source: Source, rules: IpPermission[], routes?: Route[]) =>
    obstacle(SERVER, 80, source, network(rules, routes));

  it("arrives from the internet by gateway and rule", () => {
    assert.equal(from("internet", [EVERYBODY]), undefined);
    assert.equal(
      from("internet", [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }]),
      undefined,
    );
  });

  it("is closed to strangers unless everybody is let in", () => {
    const closed = /^port 80 of server i-1 is closed to the internet by its security groups$/;
    for (const rule of [
      { ...HTTP, IpRanges: [{ CidrIp: "198.51.100.77/32" }] },
      { ...HTTP, UserIdGroupPairs: [{ GroupId: "sg-lb" }] },
      { ...HTTP, PrefixListIds: [{ PrefixListId: "pl-1" }] },
      { ...EVERYBODY, FromPort: 81, ToPort: 90 },
      { ...EVERYBODY, IpProtocol: "udp" },
    ])
      assert.match(from("internet", [rule]) ?? "", closed);
    assert.match(from("internet", []) ?? "", closed);
  });

  it("needs a route to an internet gateway from the server's own table, and a public address", () => {
    const none = /no route to an internet gateway/;
    assert.match(from("internet", [EVERYBODY], [LOCAL]) ?? "", none);
    assert.match(from("internet", [EVERYBODY], [{ ...OUT, State: "blackhole" }]) ?? "", none);
    const nat = { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" };
    assert.match(from("internet", [EVERYBODY], [nat]) ?? "", none);
    const inMain = { ...SERVER, SubnetId: "subnet-2" };
    assert.match(obstacle(inMain, 80, "internet", network([EVERYBODY])) ?? "", none);
    const inside = { ...SERVER, PublicIpAddress: undefined };
    assert.match(obstacle(inside, 80, "internet", network([EVERYBODY])) ?? "", /no public address/);
  });

  it("arrives from inside by the group or the address that a rule names", () => {
    const pair = { ...HTTP, UserIdGroupPairs: [{ GroupId: "sg-lb" }] };
    assert.equal(from(BALANCER, [pair], [LOCAL]), undefined);
    const block = { ...HTTP, IpRanges: [{ CidrIp: "10.0.2.0/24" }] };
    assert.equal(from(BALANCER, [block], [LOCAL]), undefined);
    const other: Source = { ...BALANCER, securityGroupIds: ["sg-other"] };
    assert.match(from(other, [pair]) ?? "", /closed to 10\.0\.2\.9 by its security groups/);
  });

  it("leaves by a group that lets it out", () => {
    const from = (...IpPermissionsEgress: IpPermission[]) => {
      const { groups, ...others } = network([EVERYBODY]);
      const all = new Map<string, SecurityGroup>([
        ...groups,
        ["sg-lb", { GroupId: "sg-lb", IpPermissionsEgress }],
      ]);
      const server = { ...SERVER, PrivateIpAddress: "10.0.0.7" };
      return obstacle(server, 80, BALANCER, { ...others, groups: all });
    };
    assert.equal(from({ ...HTTP, UserIdGroupPairs: [{ GroupId: "sg-web" }] }), undefined);
    assert.equal(from({ ...HTTP, IpRanges: [{ CidrIp: "10.0.0.0/24" }] }), undefined);
    const closed = /closed to 10\.0\.2\.9 by the security groups of 10\.0\.2\.9/;
    assert.match(from() ?? "", closed);
    assert.match(from({ ...HTTP, UserIdGroupPairs: [{ GroupId: "sg-lb" }] }) ?? "", closed);
  });

  it("is let in by the addresses of a prefix list, which is a route's destination, too", () => {
    const listed = { ...HTTP, PrefixListIds: [{ PrefixListId: "pl-everybody" }] };
    assert.equal(from("internet", [listed]), undefined);
    const { DestinationCidrBlock, ...way } = OUT;
    const route = { ...way, DestinationPrefixListId: "pl-everybody" };
    assert.equal(DestinationCidrBlock, "0.0.0.0/0");
    assert.equal(from("internet", [listed], [LOCAL, route]), undefined);
  });

  it("comes from another network by peering only, the most specific route first", () => {
    const peer: Source = {
      ...{ vpcId: "vpc-2", subnetId: "subnet-3", address: "10.1.0.5", securityGroupIds: [] },
    };
    const peering = { DestinationCidrBlock: "10.1.0.0/16", VpcPeeringConnectionId: "pcx-1" };
    assert.equal(from(peer, [EVERYBODY], [OUT, peering]), undefined);
    assert.match(from(peer, [EVERYBODY]) ?? "", /no route to 10\.1\.0\.5/);
  });

  it("does not arrive at a server that does not run", () => {
    const stopped = { ...SERVER, State: { Name: "stopped" } } as const;
    assert.equal(obstacle(stopped, 80, BALANCER, network([EVERYBODY])), "server i-1 is stopped");
  });

  it("goes out by a gateway with a public address, or by NAT", () => {
    const inside = { ...SERVER, PublicIpAddress: undefined };
    const nat = { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" };
    assert.equal(hasInternet(SERVER, network([])), true);
    assert.equal(hasInternet(inside, network([])), false);
    assert.equal(hasInternet(inside, network([], [nat])), true);
    assert.equal(hasInternet(SERVER, network([], [LOCAL])), false);
    assert.equal(hasInternet({ ...inside, State: { Name: "terminated" } }, network([])), true);
  });
});
