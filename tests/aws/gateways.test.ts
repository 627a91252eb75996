import assert from "node:assert/strict";
import type { Finder, Thing } from "../../aws/contract/finder.ts";
import { instanceConnectEndpoints, transitAttachments } from "../../aws/vpc/connection-finder.ts";
import {
  carrierGateways,
  egressOnlyGateways,
  vpnConnections,
  vpnGateways,
} from "../../aws/vpc/gateway-finder.ts";
import { networkAcls } from "../../aws/vpc/network-finder.ts";
import { securityGroups } from "../../aws/vpc/security-group-finder.ts";
import { type Fakes, fakePlace } from "../support/fake-place.ts";

const IN_VPC = [{ how: "in", id: "vpc-1", bond: "inside" }];
const NEVER = () => Promise.resolve();

/** What a finder finds at an EC2 with these answers. */
async function found(finder: Finder, ec2: Fakes[string]): Promise<readonly Thing[]> {
  const all = await finder.find(fakePlace({ ec2 }));
  return all.filter((each): each is Thing => "ties" in each);
}

const shown = (things: readonly Thing[]) =>
  things.map(({ id, ties, going = false }) => [id, ties, going]);

/** Answers that note the calls. */
const noting = (calls: unknown[], ...methods: readonly string[]): Fakes[string] =>
  Object.fromEntries(
    methods.map((method) => [method, (input: object) => void calls.push([method, input])]),
  );

describe("what keeps a VPC from being deleted", () => {
  it("is an egress-only internet gateway, and a carrier gateway", async () => {
    const calls: unknown[] = [];
    const [egress] = await found(egressOnlyGateways, {
      paginateDescribeEgressOnlyInternetGateways: () => ({
        EgressOnlyInternetGateways: [
          { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-1" }] },
        ],
      }),
      ...noting(calls, "deleteEgressOnlyInternetGateway"),
    });
    const gateway = (CarrierGatewayId: string, State: string) => ({
      ...{ CarrierGatewayId, State, VpcId: "vpc-1" },
    });
    const carriers = await found(carrierGateways, {
      paginateDescribeCarrierGateways: () => ({
        CarrierGateways: [
          ...[gateway("cagw-1", "available"), gateway("cagw-2", "deleting")],
          gateway("cagw-3", "deleted"),
        ],
      }),
      ...noting(calls, "deleteCarrierGateway"),
    });
    assert.deepEqual(shown([egress ?? assert.fail(), ...carriers]), [
      ["eigw-1", IN_VPC, false],
      ["cagw-1", IN_VPC, false],
      ["cagw-2", IN_VPC, true],
    ]);
    await egress?.remove(NEVER);
    await carriers[0]?.remove(NEVER);
    assert.deepEqual(calls, [
      ["deleteEgressOnlyInternetGateway", { EgressOnlyInternetGatewayId: "eigw-1" }],
      ["deleteCarrierGateway", { CarrierGatewayId: "cagw-1" }],
    ]);
  });

  it("is a transit gateway's attachment, and an EC2 Instance Connect Endpoint", async () => {
    const attachment = (id: string, State: string) => ({
      ...{ TransitGatewayAttachmentId: id, State, VpcId: "vpc-1" },
    });
    const attachments = await found(transitAttachments, {
      paginateDescribeTransitGatewayVpcAttachments: () => ({
        TransitGatewayVpcAttachments: [
          ...[attachment("tgw-attach-1", "available"), attachment("tgw-attach-2", "deleting")],
          ...[attachment("tgw-attach-3", "deleted"), attachment("tgw-attach-4", "failed")],
        ],
      }),
    });
    const endpoints = await found(instanceConnectEndpoints, {
      paginateDescribeInstanceConnectEndpoints: () => ({
        InstanceConnectEndpoints: [
          { InstanceConnectEndpointId: "eice-1", State: "create-complete", VpcId: "vpc-1" },
          { InstanceConnectEndpointId: "eice-2", State: "delete-complete", VpcId: "vpc-1" },
        ],
      }),
    });
    assert.deepEqual(shown([...attachments, ...endpoints]), [
      ["tgw-attach-1", IN_VPC, false],
      ["tgw-attach-2", IN_VPC, true],
      ["eice-1", IN_VPC, false],
    ]);
  });

  /** A VPN gateway that is attached until it is detached, with a connection. */
  const vpn = (calls: unknown[], connections: readonly string[] = []): Fakes[string] => {
    let State = "attached";
    return {
      describeVpnGateways: () => ({
        VpnGateways: [
          { VpnGatewayId: "vgw-1", VpcAttachments: [{ VpcId: "vpc-1", State }] },
          { VpnGatewayId: "vgw-2", VpcAttachments: [{ VpcId: "vpc-1", State: "detached" }] },
          { VpnGatewayId: "vgw-3", State: "deleted" },
        ],
      }),
      describeVpnConnections: ({ Filters }: { Filters: readonly object[] }) => ({
        VpnConnections: connections.map((VpnConnectionId) => ({
          ...{ VpnConnectionId, VpnGatewayId: "vgw-1", Filters },
        })),
      }),
      detachVpnGateway: (input: object) => {
        calls.push(["detachVpnGateway", input]);
        State = "detached";
      },
      ...noting(calls, "deleteVpnGateway"),
    };
  };

  it("is a VPN gateway while it is attached, and is detached and deleted in one", async () => {
    const calls: unknown[] = [];
    const gateways = await found(vpnGateways, vpn(calls));
    assert.deepEqual(shown(gateways), [
      ["vgw-1", IN_VPC, false],
      ["vgw-2", [], false],
    ]);
    await gateways[0]?.remove(NEVER);
    assert.deepEqual(calls, [
      ["detachVpnGateway", { VpnGatewayId: "vgw-1", VpcId: "vpc-1" }],
      ["deleteVpnGateway", { VpnGatewayId: "vgw-1" }],
    ]);
  });

  it("is a connection of such a gateway, which goes before it", async () => {
    const [connection] = await found(vpnConnections, vpn([], ["vpn-1"]));
    assert.deepEqual(connection?.ties, IN_VPC);
    assert.deepEqual(vpnGateways.after, vpnConnections.types);
  });

  it("is a network ACL, whose subnets get the default one back", async () => {
    const calls: unknown[] = [];
    const [acl] = await found(networkAcls, {
      paginateDescribeNetworkAcls: () => ({
        NetworkAcls: [
          {
            ...{ NetworkAclId: "acl-1", VpcId: "vpc-1", IsDefault: false },
            Associations: [{ NetworkAclAssociationId: "aclassoc-1", SubnetId: "subnet-own" }],
          },
        ],
      }),
      describeNetworkAcls: () => ({ NetworkAcls: [{ NetworkAclId: "acl-default" }] }),
      ...noting(calls, "replaceNetworkAclAssociation", "deleteNetworkAcl"),
    });
    await acl?.release?.();
    await acl?.remove(NEVER);
    assert.deepEqual(calls, [
      [
        "replaceNetworkAclAssociation",
        { AssociationId: "aclassoc-1", NetworkAclId: "acl-default" },
      ],
      ["deleteNetworkAcl", { NetworkAclId: "acl-1" }],
    ]);
  });

  it("is a security group on a server of the class, which is taken off it", async () => {
    const calls: unknown[] = [];
    const on = (NetworkInterfaceId: string, ...ids: readonly string[]) => ({
      ...{ NetworkInterfaceId, Groups: ids.map((GroupId) => ({ GroupId })) },
    });
    const [group] = await found(securityGroups, {
      paginateDescribeSecurityGroups: () => ({
        SecurityGroups: [{ GroupId: "sg-1", GroupName: "by-hand", VpcId: "vpc-1" }],
      }),
      describeSecurityGroups: () => ({ SecurityGroups: [{ GroupId: "sg-default" }] }),
      paginateDescribeSecurityGroupRules: () => ({}),
      paginateDescribeNetworkInterfaces: () => ({
        NetworkInterfaces: [
          ...[on("eni-1", "sg-own", "sg-1"), on("eni-2", "sg-1")],
          { ...on("eni-3", "sg-1"), RequesterManaged: true },
        ],
      }),
      ...noting(calls, "modifyNetworkInterfaceAttribute", "deleteSecurityGroup"),
    });
    await group?.release?.();
    await group?.remove(NEVER);
    assert.deepEqual(calls, [
      ["modifyNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-1", Groups: ["sg-own"] }],
      ["modifyNetworkInterfaceAttribute", { NetworkInterfaceId: "eni-2", Groups: ["sg-default"] }],
      ["deleteSecurityGroup", { GroupId: "sg-1" }],
    ]);
  });
});
